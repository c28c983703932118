using System.IO.Abstractions;
using System.Runtime.CompilerServices;
using VfsStorage.App.Hosting;
using VfsStorage.App.Locations;

namespace VfsStorage.App.Files;

/// <summary>
/// Copies files and trees from one place to another: within a store by the store itself, otherwise through this program. A copy through
/// this program gets its name only when it is whole.
/// </summary>
internal sealed class FileCopier(Place source, Place destination, bool force)
{
    private const int Parallelism = 16;

    private readonly bool _isTogether = StoragePlaces.AreTogether(source, destination);
    private readonly IFileSystem _from = source.FileSystem;
    private readonly IFileSystem _to = destination.FileSystem;

    /// <summary>Copies what is at the source.</summary>
    /// <returns>How much.</returns>
    public async Task<TreeCount> CopyAsync(ListedEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Kind != ListedKind.Directory)
        {
            await CopyAsync(entry, destination.Path, cancellationToken);
            return TreeCount.Of(entry);
        }

        await Task.Run(RequireNames, cancellationToken);
        await _to.Directory.CreateDirectoryAsync(destination.Path, cancellationToken);
        long files = 0, bytes = 0, directories = 1;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(FilesAsync(() => directories++, cancellationToken), options, async (file, token) =>
        {
            await CopyAsync(file, PathOf(file), token);
            Interlocked.Increment(ref files);
            Interlocked.Add(ref bytes, file.Length);
        });
        return new TreeCount(files, directories, bytes);
    }

    /// <summary>Makes sure that nothing would be left out because no listing shows it.</summary>
    /// <exception cref="UsageException">One cannot.</exception>
    private void RequireNames()
    {
        if (LostNames.Below(source, skipsLocked: false).FirstOrDefault() is { } lost)
            throw new UsageException(LostNames.Line(lost));
    }

    /// <summary>The files below the source; their directories are made as the listing comes to them.</summary>
    private async IAsyncEnumerable<ListedEntry> FilesAsync(Action countDirectory, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in _from.Directory.ListAsync(source.Path, maxDepth: int.MaxValue, cancellationToken: cancellationToken))
        {
            if (entry.Kind != ListedKind.Directory)
            {
                yield return entry;
                continue;
            }

            await _to.Directory.CreateDirectoryAsync(PathOf(entry), cancellationToken);
            countDirectory();
        }
    }

    private string PathOf(ListedEntry entry) => _to.Path.Combine(destination.Path, FileTarget.Relative(source.Path, entry));

    private Task CopyAsync(ListedEntry entry, string path, CancellationToken cancellationToken) => entry.Kind == ListedKind.Link
        ? Task.Run(() => _to.File.CreateSymbolicLink(path, _from.FileInfo.New(entry.Path).LinkTarget!), cancellationToken)
        : _isTogether
            ? _to.File.CopyAsync(entry.Path, path, force, cancellationToken)
            : CopyThroughAsync(entry, path, cancellationToken);

    private async Task CopyThroughAsync(ListedEntry entry, string path, CancellationToken cancellationToken)
    {
        var temporary = _to.Path.Combine(_to.Path.GetDirectoryName(path)!, $".vfs-copy-{Guid.NewGuid():N}.tmp");
        try
        {
            await using (var from = await _from.File.OpenReadAsync(entry.Path, cancellationToken))
            await using (var to = await _to.File.OpenAsync(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, cancellationToken))
                await from.CopyToAsync(to, cancellationToken);
            if (_to is not S3FileSystem)
                await _to.File.SetLastWriteTimeUtcAsync(temporary, await _from.File.GetLastWriteTimeUtcAsync(entry.Path, cancellationToken), cancellationToken);
            await _to.File.MoveAsync(temporary, path, force, cancellationToken);
        }
        catch
        {
            await _to.File.DeleteAsync(temporary, CancellationToken.None);
            throw;
        }
    }
}
