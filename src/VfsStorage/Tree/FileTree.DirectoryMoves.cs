using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using VfsStorage.Errors;
using VfsStorage.Objects;
using VfsStorage.Paths;

namespace VfsStorage.Tree;

/// <summary>Moving directories: every object is copied on the server, and only then are the sources deleted.</summary>
internal sealed partial class FileTree
{
    /// <summary>S3's limit on the keys of one bulk delete.</summary>
    private const int BulkSize = 1_000;

    /// <summary>Moves a directory, or a file, as <see cref="Directory.Move"/> does.</summary>
    public Task MoveDirectoryAsync(VirtualPath source, VirtualPath destination, CancellationToken cancellationToken) =>
        FollowAsync(source, from => MoveDirectoryHereAsync(from, destination, cancellationToken), cancellationToken);

    private async Task<bool> MoveDirectoryHereAsync(VirtualPath source, VirtualPath destination, CancellationToken cancellationToken)
    {
        if (source == destination)
        {
            throw new IOException("Source and destination path must be different.");
        }

        if (_mounts.IsPinned(source))
        {
            throw IoErrors.DeviceBusy(source);
        }

        var from = _mounts.Locate(source) ?? throw IoErrors.DirectoryNotFound(source);
        var directory = _prober.DirectoryAsync(from, tellEmpty: false, cancellationToken);
        var pair = ProbePairAsync(from, destination, cancellationToken);
        await Task.WhenAll(directory, pair).ConfigureAwait(false);
        var (isDirectory, probes) = ((await directory.ConfigureAwait(false)).Exists, await pair.ConfigureAwait(false));
        if (!isDirectory && probes.Source is null)
        {
            throw probes.Target is null && !probes.TargetIsDirectory && await IsStoppedByFileAsync(source, destination, cancellationToken).ConfigureAwait(false)
                ? IoErrors.NotADirectory(source)
                : IoErrors.DirectoryNotFound(source);
        }

        if (!isDirectory && source.HasTrailingSeparator)
        {
            throw IoErrors.NotADirectory(source);
        }

        if (probes.Target is not null || probes.TargetIsDirectory)
        {
            throw IoErrors.CannotCreate(destination);
        }

        if (!probes.TargetParentExists)
        {
            throw await GoesThroughFileAsync(destination, cancellationToken).ConfigureAwait(false)
                ? IoErrors.NotADirectory(source)
                : IoErrors.DirectoryNotFound(source);
        }

        if (isDirectory && source.IsAncestorOf(destination))
        {
            throw IoErrors.InvalidMove();
        }

        var to = _mounts.Locate(destination) ?? throw IoErrors.AccessDenied(destination, "Nothing can be made outside the mounts.");
        if (isDirectory)
        {
            await MoveTreeAsync(from, to, cancellationToken).ConfigureAwait(false);
            _known.Remove(source);
            _known.Add(destination);
            _openFiles.MoveBelow(source, destination);
        }
        else
        {
            await MoveObjectAsync(from, to, probes.Source!, overwrite: false, cancellationToken).ConfigureAwait(false);
            _openFiles.Move(source, destination);
        }

        return true;
    }

    /// <summary>A kernel walks to the source's directory, then to the destination's, and stops at a file on the way.</summary>
    private async Task<bool> IsStoppedByFileAsync(VirtualPath source, VirtualPath destination, CancellationToken cancellationToken) =>
        await GoesThroughFileAsync(source, cancellationToken).ConfigureAwait(false)
        || (await _prober.ParentExistsAsync(source, cancellationToken).ConfigureAwait(false)
            && await GoesThroughFileAsync(destination, cancellationToken).ConfigureAwait(false));

    /// <summary>True if a file stands where a path has a directory: a kernel tells that from a missing directory.</summary>
    private async Task<bool> GoesThroughFileAsync(VirtualPath path, CancellationToken cancellationToken)
    {
        for (var parent = path.Parent; !parent.IsRoot && !_known.Contains(parent); parent = parent.Parent)
        {
            if (await FileAtAsync(parent, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> FileAtAsync(VirtualPath path, CancellationToken cancellationToken) =>
        _mounts.Locate(path) is { IsMountRoot: false } location && await FileExistsAsync(location.File, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Copies everything below a directory, foreign keys included, each the version that was listed; deletes the sources
    /// only when every copy was confirmed.
    /// </summary>
    private async Task MoveTreeAsync(Location from, Location to, CancellationToken cancellationToken)
    {
        var sources = new ConcurrentBag<string>();
        await InParallelAsync(
            KeysBelowAsync(from, cancellationToken),
            async (found, token) =>
            {
                await CopyBelowAsync(from, to, found, token).ConfigureAwait(false);
                sources.Add(found.Key);
            },
            cancellationToken).ConfigureAwait(false);
        foreach (var keys in sources.Chunk(BulkSize))
        {
            await DeleteKeysAsync(from.Mount, keys, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<ObjectInfo> KeysBelowAsync(Location location, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var range in new RangeLister(_store, location.Bucket, location.Prefix).ListAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var found in range.Page.Objects)
            {
                yield return found;
            }
        }
    }

    private Task<ObjectInfo> CopyBelowAsync(Location from, Location to, ObjectInfo found, CancellationToken cancellationToken) => _store.CopyAsync(
        new CopyRequest(from.Mount.KeyOf(found.Key), to.Mount.KeyOf(to.Prefix + found.Key[from.Prefix.Length..]))
        {
            SourceETag = found.ETag,
            SourceLength = found.Length,
            StorageClass = found.StorageClass,
            AsMultipart = MayBeLink(found),
        },
        cancellationToken);
}
