using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace VfsStorage.Tests.Reliability.Processes;

/// <summary>What one process of a test with several of them does.</summary>
/// <param name="files">The storage that all share.</param>
/// <param name="number">Which of the processes this is.</param>
/// <param name="count">How often it does it.</param>
internal sealed class Job(S3FileSystem files, int number, int count)
{
    public const string Log = "/log";
    public const string Counter = "/counter.json";
    public const string Inside = "/inside";
    public const string Replaced = "/replaced";

    public void Run(string name)
    {
        Action job = name switch
        {
            nameof(Append) => Append,
            nameof(CreateNew) => CreateNew,
            nameof(Count) => Count,
            nameof(Replace) => Replace,
            nameof(Read) => Read,
            nameof(Move) => Move,
            nameof(Alone) => Alone,
            nameof(Hold) => Hold,
            _ => throw new ArgumentException(name),
        };
        job();
    }

    /// <summary>A content that says of itself whether it is whole.</summary>
    public static string Whole(int version) => string.Concat(Enumerable.Repeat(string.Create(CultureInfo.InvariantCulture, $"[{version:d4}]"), 200 + (version * 37 % 400)));

    private void Append()
    {
        for (var i = 0; i < count; i++)
            files.File.AppendAllText(Log, string.Create(CultureInfo.InvariantCulture, $"{number}:{i}\n"));
    }

    private void CreateNew()
    {
        for (var round = 0; round < count; round++)
        {
            try
            {
                using var stream = files.File.Open($"/race/{round}", FileMode.CreateNew, FileAccess.Write);
                stream.Write(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
            }
            catch (IOException)
            {
                continue;
            }

            Console.Out.WriteLine(round);
        }
    }

    private void Count()
    {
        for (var done = 0; done < count;)
        {
            try
            {
                using var stream = files.File.Open(Counter, FileMode.Open, FileAccess.ReadWrite);
                var counter = JsonNode.Parse(stream)!;
                counter["value"] = (int)counter["value"]! + 1;
                stream.SetLength(0);
                stream.Write(Encoding.UTF8.GetBytes(counter.ToJsonString()));
            }
            catch (IOException)
            {
                // Somebody else was faster: read, add and write again.
                continue;
            }

            done++;
        }
    }

    /// <summary>Under the lease alone, with nothing else that would tell of another writer: a second file says who is inside.</summary>
    public void Alone()
    {
        for (var done = 0; done < count;)
        {
            try
            {
                using var stream = files.File.Open(Counter, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                files.File.WriteAllText(Inside, $"{number}");
                var counter = JsonNode.Parse(stream)!;
                counter["value"] = (int)counter["value"]! + 1;
                stream.SetLength(0);
                stream.Write(Encoding.UTF8.GetBytes(counter.ToJsonString()));
                if (files.File.ReadAllText(Inside) != $"{number}")
                    Console.Out.WriteLine($"{number} met {files.File.ReadAllText(Inside)}");
            }
            catch (IOException held) when (held.Message.Contains("another process", StringComparison.Ordinal))
            {
                continue;
            }

            done++;
        }
    }

    /// <summary>Opens a file for itself and never lets go of it.</summary>
    public void Hold()
    {
        var stream = files.File.Open(Counter, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        stream.Write("lost"u8);
        Console.Out.WriteLine("open");
        Thread.Sleep(Timeout.Infinite);
        GC.KeepAlive(stream);
    }

    private void Replace()
    {
        for (var version = 1; version <= count; version++)
            files.File.WriteAllText(Replaced, Whole(version));
    }

    private void Read()
    {
        for (var i = 0; i < count; i++)
        {
            var text = files.File.ReadAllText(Replaced);
            if (text != Whole(int.Parse(text.AsSpan(1, 4), CultureInfo.InvariantCulture)))
                Console.Out.WriteLine($"torn: {text[..Math.Min(40, text.Length)]}… of {text.Length}");
        }
    }

    private void Move()
    {
        for (var round = 0; ; round++)
        {
            var (from, to) = round % 2 == 0 ? ("/here", "/there") : ("/there", "/here");
            files.Directory.Move(from, to);
            Console.Out.WriteLine(round);
        }
    }
}
