using System.IO.Abstractions;
using System.Text;

namespace VfsStorage.Tests.Differential;

/// <summary>Opens in every mode, a few steps on the stream, and pairs of handles.</summary>
internal sealed class StreamOperations(Random random, PathPool paths)
{
    private static readonly FileShare[] Shares =
        [FileShare.None, FileShare.Read, FileShare.Write, FileShare.ReadWrite, FileShare.ReadWrite | FileShare.Delete];

    public Operation Next() => random.Next(6) == 0 ? Pair() : Script();

    private Operation Script()
    {
        var path = paths.NextFile();
        var mode = (FileMode)random.Next(1, 7);
        var access = random.Next(6) == 0 || mode is FileMode.Open ? (FileAccess)random.Next(1, 4) : mode is FileMode.Append ? FileAccess.Write : FileAccess.ReadWrite;
        var bufferSize = random.Next(3) * 7;
        var steps = Enumerable.Range(0, random.Next(1, 8)).Select(_ => Step()).ToArray();
        return new($"Stream {path} {mode} {access} buffer {bufferSize}: {string.Join(", ", steps.Select(step => step.Text))}", side =>
        {
            var outcomes = new StringBuilder();
            using (var stream = side.FileSystem.FileStream.New(side.PathOf(path), mode, access, FileShare.Read, bufferSize))
            {
                foreach (var step in steps)
                    outcomes.Append(side.OutcomeOf(_ => step.Run(stream))).Append('@').Append(stream.Position).Append('/').Append(stream.Length).Append(' ');
            }

            return outcomes.ToString();
        });
    }

    private StreamStep Step()
    {
        var number = random.Next(0, 20);
        var character = (char)('A' + random.Next(26));
        var origin = (SeekOrigin)random.Next(3);
        return random.Next(30) switch
        {
            0 or 1 or 2 => new($"Seek {number - 6} {origin}", stream => $"{stream.Seek(number - 6, origin)}"),
            3 or 4 or 5 => new($"Position {number}", stream => $"{stream.Position = number}"),
            6 or 7 or 8 => new($"SetLength {number}", stream => Done(() => stream.SetLength(number))),
            9 or 10 or 11 => new($"Read {number}", stream => Read(stream, number)),
            12 or 13 or 14 => new("ReadByte", stream => $"{stream.ReadByte()}"),
            15 or 16 or 17 => new($"WriteByte {character}", stream => Done(() => stream.WriteByte((byte)character))),
            18 or 19 => new("Flush", stream => Done(() => stream.Flush())),
            20 => new("FlushToDisk", stream => Done(() => stream.Flush(flushToDisk: true))),
            _ => new($"Write {number}{character}", stream => Done(() => stream.Write(Encoding.ASCII.GetBytes(new string(character, number))))),
        };
    }

    private Operation Pair()
    {
        var path = paths.NextFile();
        var first = (Access: (FileAccess)random.Next(1, 4), Share: Shares[random.Next(Shares.Length)]);
        var second = (Access: (FileAccess)random.Next(1, 4), Share: Shares[random.Next(Shares.Length)]);
        return new($"Two handles {path} {first} {second}", side =>
        {
            using var held = side.FileSystem.File.Open(side.PathOf(path), FileMode.Open, first.Access, first.Share);
            return side.OutcomeOf(_ => Done(() => side.FileSystem.File.Open(side.PathOf(path), FileMode.Open, second.Access, second.Share).Dispose()));
        });
    }

    private static string Read(FileSystemStream stream, int count)
    {
        var buffer = new byte[count];
        var read = stream.ReadAtLeast(buffer, count, throwOnEndOfStream: false);
        return $"{read}:{Convert.ToHexString(buffer.AsSpan(0, read))}";
    }

    private static string Done(Action act)
    {
        act();
        return "done";
    }

    /// <summary>One step on an open stream.</summary>
    private sealed record StreamStep(string Text, Func<FileSystemStream, string> Run);
}
