using System.IO.Abstractions;

namespace VfsStorage.Claims.Batches;

/// <summary>
/// Keeps two processes from working on the same areas, where files can be locked: on a disk. The lock is an open file, so a
/// killed process gives it back. The file itself stays; deleting it would let two processes lock two files of one name.
/// </summary>
internal sealed class BatchLock : IDisposable
{
    private const string Name = "batch.lock";

    private readonly FileSystemStream? _file;

    private BatchLock(FileSystemStream? file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="ClaimsException">Another batch has it.</exception>
    public static BatchLock Take(ClaimsWorkspace workspace)
    {
        if (workspace.Writes == WriteStrategy.Direct)
            return new BatchLock(null);
        var path = workspace.FileSystem.Path.Combine(workspace.Areas.Cache, Name);
        try
        {
            return new BatchLock(workspace.FileSystem.FileStream.New(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None));
        }
        catch (IOException exception)
        {
            throw new ClaimsException($"Another batch is running on these areas, wait for its end: {exception.Message}", exception);
        }
    }

    public void Dispose() => _file?.Dispose();
}
