using System.IO.Abstractions;

namespace VfsStorage.Claims.Batches;

/// <summary>
/// Keeps two processes from working on the same areas, where files can be locked: on a disk. The lock is an open file, so a
/// killed process gives it back; it goes when it is closed, so that a batch leaves nothing but its results.
/// </summary>
internal sealed class BatchLock : IDisposable
{
    private const string Name = "batch.lock";

    private readonly FileSystemStream? _file;

    private BatchLock(FileSystemStream? file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="ClaimsException">Another batch has it.</exception>
    public static BatchLock Take(ClaimsWorkspace workspace, BatchShard? shard = null)
    {
        if (workspace.Writes == WriteStrategy.Direct)
            return new BatchLock(null);
        var name = shard is { } part ? $"batch_{part.Index}_of_{part.Count}.lock" : Name;
        var path = workspace.FileSystem.Path.Combine(workspace.Areas.Cache, name);
        try
        {
            return new BatchLock(Open(path, workspace.FileSystem));
        }
        catch (IOException exception)
        {
            throw new ClaimsException($"Another batch is running on these areas, wait for its end: {exception.Message}", exception);
        }
    }

    public void Dispose() => _file?.Dispose();

    private static FileSystemStream Open(string path, IFileSystem fileSystem)
    {
        var file = fileSystem.FileStream.New(
            path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        if (fileSystem.File.Exists(path))
            return file;
        // A batch that ended between our opening and our locking took the name away: this lock keeps nobody out.
        file.Dispose();
        throw new IOException("It has just ended.");
    }
}
