using System.IO.Abstractions;

namespace VfsStorage.Facades.Files;

/// <summary>The asynchronous operations of a file system that has only blocking ones: each runs on the thread pool.</summary>
internal sealed class PooledFile(IFile file) : IAsyncFile
{
    public Task<bool> ExistsAsync(string? path, CancellationToken cancellationToken) => Task.Run(() => file.Exists(path), cancellationToken);

    public Task<FileSystemStream> OpenAsync(
        string path, FileMode mode, FileAccess access, FileShare share, CancellationToken cancellationToken) =>
        Task.Run(
            () => file.FileSystem.FileStream.New(path, mode, access, share, OpenArguments.DefaultBufferSize, useAsync: true),
            cancellationToken);

    public Task<FileSystemStream> OpenAsync(string path, FileStreamOptions options, CancellationToken cancellationToken) =>
        Task.Run(() => file.Open(path, options), cancellationToken);

    public Task CopyAsync(string sourceFileName, string destFileName, bool overwrite, CancellationToken cancellationToken) =>
        Task.Run(() => file.Copy(sourceFileName, destFileName, overwrite), cancellationToken);

    public Task MoveAsync(string sourceFileName, string destFileName, bool overwrite, CancellationToken cancellationToken) =>
        Task.Run(() => file.Move(sourceFileName, destFileName, overwrite), cancellationToken);

    public Task ReplaceAsync(
        string sourceFileName, string destinationFileName, string? destinationBackupFileName, CancellationToken cancellationToken) =>
        Task.Run(() => file.Replace(sourceFileName, destinationFileName, destinationBackupFileName), cancellationToken);

    public Task DeleteAsync(string path, CancellationToken cancellationToken) => Task.Run(() => file.Delete(path), cancellationToken);

    public Task<long> GetLengthAsync(string path, CancellationToken cancellationToken) =>
        Task.Run(() => file.FileSystem.FileInfo.New(path).Length, cancellationToken);

    public Task<FileAttributes> GetAttributesAsync(string path, CancellationToken cancellationToken) =>
        Task.Run(() => file.GetAttributes(path), cancellationToken);

    public Task SetAttributesAsync(string path, FileAttributes fileAttributes, CancellationToken cancellationToken) =>
        Task.Run(() => file.SetAttributes(path, fileAttributes), cancellationToken);

    public Task<DateTime> GetCreationTimeUtcAsync(string path, CancellationToken cancellationToken) =>
        Task.Run(() => file.GetCreationTimeUtc(path), cancellationToken);

    public Task<DateTime> GetLastWriteTimeUtcAsync(string path, CancellationToken cancellationToken) =>
        Task.Run(() => file.GetLastWriteTimeUtc(path), cancellationToken);

    public Task SetLastWriteTimeUtcAsync(string path, DateTime lastWriteTimeUtc, CancellationToken cancellationToken) =>
        Task.Run(() => file.SetLastWriteTimeUtc(path, lastWriteTimeUtc), cancellationToken);
}
