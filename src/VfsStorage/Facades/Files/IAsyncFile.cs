using System.IO.Abstractions;

namespace VfsStorage.Facades.Files;

/// <summary>
/// The operations on files that <see cref="IFile"/> offers only as blocking members; the public extension methods of the
/// same names lead here. <see cref="S3File"/> has them by nature, <see cref="PooledFile"/> lends them to any other.
/// </summary>
internal interface IAsyncFile
{
    Task<bool> ExistsAsync(string? path, CancellationToken cancellationToken);

    Task<FileSystemStream> OpenAsync(string path, FileMode mode, FileAccess access, FileShare share, CancellationToken cancellationToken);

    Task<FileSystemStream> OpenAsync(string path, FileStreamOptions options, CancellationToken cancellationToken);

    Task CopyAsync(string sourceFileName, string destFileName, bool overwrite, CancellationToken cancellationToken);

    Task MoveAsync(string sourceFileName, string destFileName, bool overwrite, CancellationToken cancellationToken);

    Task ReplaceAsync(string sourceFileName, string destinationFileName, string? destinationBackupFileName, CancellationToken cancellationToken);

    Task DeleteAsync(string path, CancellationToken cancellationToken);

    Task<long> GetLengthAsync(string path, CancellationToken cancellationToken);

    Task<FileAttributes> GetAttributesAsync(string path, CancellationToken cancellationToken);

    Task SetAttributesAsync(string path, FileAttributes fileAttributes, CancellationToken cancellationToken);

    Task<DateTime> GetCreationTimeUtcAsync(string path, CancellationToken cancellationToken);

    Task<DateTime> GetLastWriteTimeUtcAsync(string path, CancellationToken cancellationToken);

    Task SetLastWriteTimeUtcAsync(string path, DateTime lastWriteTimeUtc, CancellationToken cancellationToken);
}
