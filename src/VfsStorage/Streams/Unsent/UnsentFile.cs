using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace VfsStorage.Streams.Unsent;

/// <summary>
/// A named local file with data that could not be sent, and its record beside it. Both are their owner's only. The record is there first, so that a
/// file whose writer dies is found, too.
/// </summary>
internal sealed class UnsentFile : IDisposable
{
    private const string Prefix = "unsent-";
    private const string RecordExtension = ".json";

    private readonly SafeFileHandle _handle;
    private readonly string _record;

    private UnsentFile(string path, string record, SafeFileHandle handle) => (Path, _record, _handle) = (path, record, handle);

    /// <summary>The file with the data.</summary>
    public string Path { get; }

    public static async Task<UnsentFile> CreateAsync(string folder, UnsentRecord record, CancellationToken cancellationToken)
    {
        MakePrivate(folder);
        var name = $"{Prefix}{record.Kept.UtcDateTime:yyyyMMddTHHmmss}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        var path = System.IO.Path.Combine(folder, name + ".data");
        var recordPath = System.IO.Path.Combine(folder, name + RecordExtension);
        await WriteAsync(recordPath, FileMode.CreateNew, record, cancellationToken).ConfigureAwait(false);
        return new UnsentFile(path, recordPath, File.OpenHandle(Create(path, FileMode.CreateNew), FileMode.Open, FileAccess.Write, FileShare.Read, FileOptions.Asynchronous));
    }

    /// <summary>The records in a folder, each with its data file.</summary>
    public static IEnumerable<(string DataPath, UnsentRecord Record)> Find(string folder)
    {
        if (!Directory.Exists(folder))
        {
            yield break;
        }

        foreach (var path in Directory.EnumerateFiles(folder, Prefix + "*" + RecordExtension).Order(StringComparer.Ordinal))
        {
            if (Read(path) is { } record)
            {
                yield return (System.IO.Path.ChangeExtension(path, ".data"), record);
            }
        }
    }

    /// <summary>Removes data that has arrived, and its record.</summary>
    public static void Delete(string dataPath)
    {
        File.Delete(dataPath);
        File.Delete(System.IO.Path.ChangeExtension(dataPath, RecordExtension));
    }

    public async ValueTask WriteAsync(long offset, ReadOnlySequence<byte> content, CancellationToken cancellationToken)
    {
        foreach (var memory in content)
        {
            await RandomAccess.WriteAsync(_handle, memory, offset, cancellationToken).ConfigureAwait(false);
            offset += memory.Length;
        }
    }

    /// <summary>All is written: the data lasts, and the record says so.</summary>
    public Task CompleteAsync(UnsentRecord record, CancellationToken cancellationToken)
    {
        RandomAccess.SetLength(_handle, record.Length);
        RandomAccess.FlushToDisk(_handle);
        return WriteAsync(_record, FileMode.Create, record with { IsComplete = true }, cancellationToken);
    }

    public void Dispose() => _handle.Dispose();

    private static UnsentRecord? Read(string path)
    {
        try
        {
            return UnsentRecord.Read(File.ReadAllBytes(path));
        }
        catch (FileNotFoundException)
        {
            // Somebody else has just sent it.
            return null;
        }
    }

    private static async Task WriteAsync(string path, FileMode mode, UnsentRecord record, CancellationToken cancellationToken) =>
        await File.WriteAllBytesAsync(Create(path, mode), record.ToBytes(), cancellationToken).ConfigureAwait(false);

    /// <summary>Makes an empty file that only its owner can read.</summary>
    private static string Create(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        File.Open(path, options).Dispose();
        return path;
    }

    private static void MakePrivate(string folder)
    {
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else if (Directory.CreateDirectory(folder, OwnerOnly).UnixFileMode != OwnerOnly)
        {
            // It was there before; who does not own it cannot do this, and had better not use it.
            File.SetUnixFileMode(folder, OwnerOnly);
        }
    }
}
