using System.IO.Abstractions;
using System.Runtime.CompilerServices;
using VfsStorage.Facades.Enumeration;

namespace VfsStorage.Facades.Directories;

/// <summary>The asynchronous operations of a file system that has only blocking ones: each runs on the thread pool.</summary>
internal sealed class PooledDirectory(IDirectory directory) : IAsyncDirectory
{
    /// <summary>How many entries are fetched with one visit to the pool.</summary>
    private const int BatchSize = 256;

    public Task<bool> ExistsAsync(string? path, CancellationToken cancellationToken) =>
        Task.Run(() => directory.Exists(path), cancellationToken);

    public Task<IDirectoryInfo> CreateDirectoryAsync(string path, CancellationToken cancellationToken) =>
        Task.Run(() => directory.CreateDirectory(path), cancellationToken);

    public Task DeleteAsync(string path, bool recursive, CancellationToken cancellationToken) =>
        Task.Run(() => directory.Delete(path, recursive), cancellationToken);

    public Task MoveAsync(string sourceDirName, string destDirName, CancellationToken cancellationToken) =>
        Task.Run(() => directory.Move(sourceDirName, destDirName), cancellationToken);

    public IAsyncEnumerable<string> EnumerateAsync(
        string path, string searchPattern, EnumerationOptions enumerationOptions, Targets targets, CancellationToken cancellationToken) => targets switch
    {
        Targets.Files => InBatches(() => directory.EnumerateFiles(path, searchPattern, enumerationOptions), cancellationToken),
        Targets.Directories => InBatches(() => directory.EnumerateDirectories(path, searchPattern, enumerationOptions), cancellationToken),
        _ => InBatches(() => directory.EnumerateFileSystemEntries(path, searchPattern, enumerationOptions), cancellationToken),
    };

    public IAsyncEnumerable<ListedEntry> ListAsync(string path, string pattern, int maxDepth, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(pattern);
        return InBatches(() => new DirectoryWalk(directory.FileSystem, pattern).Below(path, maxDepth), cancellationToken);
    }

    private static async IAsyncEnumerable<T> InBatches<T>(
        Func<IEnumerable<T>> enumerate, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var entries = await Task.Run(() => enumerate().GetEnumerator(), cancellationToken).ConfigureAwait(false);
        while (await Task.Run(() => Take(entries), cancellationToken).ConfigureAwait(false) is { Count: > 0 } batch)
        {
            foreach (var entry in batch)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return entry;
            }
        }
    }

    private static List<T> Take<T>(IEnumerator<T> entries)
    {
        var batch = new List<T>(BatchSize);
        while (batch.Count < BatchSize && entries.MoveNext())
        {
            batch.Add(entries.Current);
        }

        return batch;
    }
}
