using System.IO.Abstractions;
using VfsStorage.Facades.Enumeration;

namespace VfsStorage.Facades.Directories;

/// <summary>
/// The operations on directories that <see cref="IDirectory"/> offers only as blocking members; the public extension methods
/// lead here. <see cref="S3Directory"/> has them by nature, <see cref="PooledDirectory"/> lends them to any other.
/// </summary>
internal interface IAsyncDirectory
{
    Task<bool> ExistsAsync(string? path, CancellationToken cancellationToken);

    Task<IDirectoryInfo> CreateDirectoryAsync(string path, CancellationToken cancellationToken);

    Task DeleteAsync(string path, bool recursive, CancellationToken cancellationToken);

    Task MoveAsync(string sourceDirName, string destDirName, CancellationToken cancellationToken);

    IAsyncEnumerable<string> EnumerateAsync(
        string path, string searchPattern, EnumerationOptions enumerationOptions, Targets targets, CancellationToken cancellationToken);

    IAsyncEnumerable<ListedEntry> ListAsync(string path, string pattern, int maxDepth, CancellationToken cancellationToken);
}
