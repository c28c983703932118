using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using VfsStorage.Errors;
using VfsStorage.Objects;
using VfsStorage.Paths;

namespace VfsStorage.Tree;

/// <summary>Making, deleting and moving directories.</summary>
internal sealed partial class FileTree
{
    /// <summary>S3's limit on the keys of one bulk delete.</summary>
    private const int BulkSize = 1_000;

    /// <summary>Makes a directory and those above it.</summary>
    public Task CreateDirectoryAsync(VirtualPath path, UnixFileMode? mode, CancellationToken cancellationToken) =>
        FollowAsync(path, target => CreateDirectoryHereAsync(target, mode, cancellationToken), cancellationToken);

    /// <summary>Deletes a directory: an empty one, or with all below it. A link to a directory is deleted itself.</summary>
    public Task DeleteDirectoryAsync(VirtualPath path, bool recursive, CancellationToken cancellationToken) =>
        FollowAsync(path, target => DeleteDirectoryHereAsync(target, recursive, cancellationToken), cancellationToken);

    /// <summary>Moves a directory, or a file, as <see cref="Directory.Move"/> does.</summary>
    public Task MoveDirectoryAsync(VirtualPath source, VirtualPath destination, CancellationToken cancellationToken) =>
        FollowAsync(source, from => MoveDirectoryHereAsync(from, destination, cancellationToken), cancellationToken);

    private async Task<bool> CreateDirectoryHereAsync(VirtualPath path, UnixFileMode? mode, CancellationToken cancellationToken)
    {
        if (_mounts.IsPinned(path) || _mounts.Locate(path) is { IsMountRoot: true })
        {
            return true;
        }

        var location = _mounts.Locate(path) ?? throw IoErrors.AccessDenied(path, "Nothing can be made outside the mounts.");
        if (await _prober.DirectoryAsync(location, tellEmpty: false, cancellationToken).ConfigureAwait(false) is { Exists: true } found)
        {
            // A directory that only its entries show is made to last, as the caller expects of one it has created.
            await PutMarkersAsync(found.HasMarker ? [] : [location], mode, path, cancellationToken).ConfigureAwait(false);
            return true;
        }

        var missing = await MissingChainAsync(location, cancellationToken).ConfigureAwait(false);
        await PutMarkersAsync(missing, mode, path, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>The directories from a path upwards that are not there; none of them may be a file.</summary>
    private async Task<IReadOnlyList<Location>> MissingChainAsync(Location leaf, CancellationToken cancellationToken)
    {
        var unknown = new List<Location> { leaf };
        for (var path = leaf.Path.Parent; !_known.Contains(path) && _mounts.Locate(path) is { IsMountRoot: false } location; path = path.Parent)
        {
            unknown.Add(location);
        }

        var files = Task.WhenAll(unknown.Select(location => _prober.FileAsync(location, cancellationToken)));
        var directories = Task.WhenAll(unknown.Select(location => location == leaf
            ? Task.FromResult(default(DirectoryProbe))
            : _prober.DirectoryAsync(location, tellEmpty: false, cancellationToken)));
        await Task.WhenAll(files, directories).ConfigureAwait(false);
        var (fileAt, directoryAt) = (await files.ConfigureAwait(false), await directories.ConfigureAwait(false));
        var missing = new List<Location>();
        for (var i = 0; i < unknown.Count && !directoryAt[i].Exists; i++)
        {
            if (fileAt[i] is { } file)
            {
                throw HeaderCodec.IsLink(file) ? await LinkInChainAsync(leaf, unknown[i], file, cancellationToken).ConfigureAwait(false)
                    : i == 0 ? IoErrors.AlreadyExists(leaf.Path)
                    : IoErrors.DirectoryNotFound(leaf.Path);
            }

            missing.Add(unknown[i]);
        }

        return missing;
    }

    private async Task<Exception> LinkInChainAsync(Location leaf, Location at, ObjectInfo file, CancellationToken cancellationToken)
    {
        var link = await ReadLinkAsync(at.Path, file, cancellationToken).ConfigureAwait(false);
        return at == leaf && await FinalTargetAsync(link, cancellationToken).ConfigureAwait(false) is not { IsDirectory: true }
            ? IoErrors.AlreadyExists(leaf.Path)
            : new LinkFoundException(leaf.Path, TargetOf(link).AppendRelative(leaf.Path.Value[at.Path.Value.Length..].TrimStart('/')));
    }

    private async Task PutMarkersAsync(IReadOnlyList<Location> missing, UnixFileMode? mode, VirtualPath leaf, CancellationToken cancellationToken)
    {
        var now = Now;
        await InParallelAsync(missing, (location, token) => PutMarkerAsync(location, location.Path == leaf ? mode : null, now, token), cancellationToken).ConfigureAwait(false);
        _known.Add(leaf);
    }

    private async Task PutMarkerAsync(Location location, UnixFileMode? mode, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var headers = HeaderCodec.ForDirectory(mode ?? HeaderCodec.DefaultDirectoryMode, now);
            await _store.PutAsync(location.Marker, default, headers, Precondition.Missing, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException error) when (error.Kind == StoreErrorKind.PreconditionFailed)
        {
            // Somebody else has just made it: that is what was wanted.
        }
    }

    private async Task<bool> DeleteDirectoryHereAsync(VirtualPath path, bool recursive, CancellationToken cancellationToken)
    {
        if (_mounts.IsPinned(path))
        {
            throw IoErrors.DeviceBusy(path);
        }

        var location = _mounts.Locate(path) ?? throw IoErrors.DirectoryNotFound(path);
        if (recursive)
        {
            if (await DeleteTreeAsync(location, cancellationToken).ConfigureAwait(false) == 0)
            {
                await DeleteLinkToDirectoryAsync(location, cancellationToken).ConfigureAwait(false);
            }
        }
        else
        {
            var probe = await _prober.DirectoryAsync(location, tellEmpty: true, cancellationToken).ConfigureAwait(false);
            if (!probe.Exists)
            {
                await DeleteLinkToDirectoryAsync(location, cancellationToken).ConfigureAwait(false);
            }
            else if (probe.HasEntries)
            {
                throw IoErrors.DirectoryNotEmpty(path);
            }
            else
            {
                await _store.DeleteAsync(location.Marker, null, cancellationToken).ConfigureAwait(false);
            }
        }

        _known.Remove(path);
        _openFiles.UnlinkBelow(path);
        return true;
    }

    /// <summary>Deletes all keys below a directory, and its marker; pages are deleted while the next are listed. Answers how many there were.</summary>
    private async Task<long> DeleteTreeAsync(Location location, CancellationToken cancellationToken)
    {
        long count = 0;
        await InParallelAsync(
            new RangeLister(_store, location.Bucket, location.Prefix).ListAsync(cancellationToken),
            async (range, token) =>
            {
                Interlocked.Add(ref count, range.Page.Objects.Count);
                await DeleteKeysAsync(location.Mount, [.. range.Page.Objects.Select(found => found.Key)], token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return count;
    }

    private async Task DeleteKeysAsync(Mount mount, string[] keys, CancellationToken cancellationToken)
    {
        if (keys.Length == 0)
        {
            return;
        }

        var failures = await _store.DeleteManyAsync(mount.Bucket, keys, cancellationToken).ConfigureAwait(false);
        if (failures.Count > 0)
        {
            throw IoErrors.From(failures[0].Error, mount.PathOf(failures[0].Key));
        }
    }

    private async Task DeleteLinkToDirectoryAsync(Location location, CancellationToken cancellationToken)
    {
        if (await _prober.FileAsync(location, cancellationToken).ConfigureAwait(false) is not { } file || !HeaderCodec.IsLink(file)
            || await FinalTargetAsync(await ReadLinkAsync(location.Path, file, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false) is not { IsDirectory: true })
        {
            throw IoErrors.DirectoryNotFound(location.Path);
        }

        await _store.DeleteAsync(location.File, null, cancellationToken).ConfigureAwait(false);
    }

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

        if (isDirectory && source.IsAncestorOf(destination))
        {
            throw IoErrors.InvalidMove();
        }

        if (!probes.TargetParentExists)
        {
            throw await GoesThroughFileAsync(destination, cancellationToken).ConfigureAwait(false)
                ? IoErrors.NotADirectory(source)
                : IoErrors.DirectoryNotFound(source);
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
            AsMultipart = MayBeLink(found),
        },
        cancellationToken);
}
