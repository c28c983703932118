using VfsStorage.Errors;
using VfsStorage.Objects;
using VfsStorage.Paths;

namespace VfsStorage.Tree;

/// <summary>Making and deleting directories.</summary>
internal sealed partial class FileTree
{
    /// <summary>Makes a directory and those above it.</summary>
    public Task CreateDirectoryAsync(VirtualPath path, UnixFileMode? mode, CancellationToken cancellationToken) =>
        FollowAsync(path, followLast: true, target => CreateDirectoryHereAsync(target, mode, cancellationToken), cancellationToken);

    /// <summary>Deletes a directory: an empty one, or with all below it. A link to a directory is deleted itself.</summary>
    public Task DeleteDirectoryAsync(VirtualPath path, bool recursive, CancellationToken cancellationToken) =>
        FollowAsync(path, followLast: false, target => DeleteDirectoryHereAsync(target, recursive, cancellationToken), cancellationToken);

    private async Task<bool> CreateDirectoryHereAsync(VirtualPath path, UnixFileMode? mode, CancellationToken cancellationToken)
    {
        if (_mounts.IsPinned(path) || _mounts.Locate(path) is { IsMountRoot: true })
        {
            return true;
        }

        var location = _mounts.Locate(path) ?? throw IoErrors.AccessDenied(path, "Nothing can be made outside the mounts.");
        // A long chain is more often made than found: where nothing has the name of its topmost, nothing is below it.
        var unknown = UnknownChain(location);
        if (unknown.Count > 2 && await _prober.NameAsync(unknown[^1], cancellationToken).ConfigureAwait(false) is { Exists: false })
        {
            await PutMarkersAsync(unknown, mode, path, cancellationToken).ConfigureAwait(false);
            return true;
        }

        var name = await _prober.NameAsync(location, cancellationToken).ConfigureAwait(false);
        var found = name ?? await _prober.DirectoryAsync(location, tellEmpty: false, cancellationToken).ConfigureAwait(false);
        if (found.Exists)
        {
            // A directory that only its entries show is made to last, as the caller expects of one it has created.
            await PutMarkersAsync(found.HasMarker ? [] : [location], mode, path, cancellationToken).ConfigureAwait(false);
            return true;
        }

        var missing = await MissingChainAsync(location, isVacant: name is not null, cancellationToken).ConfigureAwait(false);
        await PutMarkersAsync(missing, mode, path, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>The directories from a path upwards that are not there; none of them may be a file.</summary>
    /// <param name="leaf">A path where no directory is.</param>
    /// <param name="isVacant">Whether it is known that no file is there either.</param>
    /// <param name="cancellationToken">Ends the look-ups.</param>
    private async Task<IReadOnlyList<Location>> MissingChainAsync(Location leaf, bool isVacant, CancellationToken cancellationToken)
    {
        var unknown = UnknownChain(leaf);
        if (isVacant && (unknown.Count == 1 || await _prober.NameAsync(unknown[^1], cancellationToken).ConfigureAwait(false) is { Exists: false }))
        {
            return unknown;
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

    /// <summary>A path and the directories above it that are not known to be there, upwards.</summary>
    private List<Location> UnknownChain(Location leaf)
    {
        var unknown = new List<Location> { leaf };
        for (var path = leaf.Path.Parent; !_known.Contains(path) && _mounts.Locate(path) is { IsMountRoot: false } location; path = path.Parent)
        {
            unknown.Add(location);
        }

        return unknown;
    }

    private async Task<Exception> LinkInChainAsync(Location leaf, Location at, ObjectInfo file, CancellationToken cancellationToken)
    {
        var link = await ReadLinkAsync(at.Path, file, cancellationToken).ConfigureAwait(false);
        return await FinalTargetAsync(link, cancellationToken).ConfigureAwait(false) is { IsDirectory: true }
            ? new LinkFoundException(leaf.Path)
            : at == leaf ? IoErrors.AlreadyExists(leaf.Path) : IoErrors.DirectoryNotFound(leaf.Path);
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
            var opened = _openFiles.OpenedBelow(path);
            if (await DeleteTreeAsync(location, cancellationToken).ConfigureAwait(false) == 0)
            {
                await DeleteLinkToDirectoryAsync(location, cancellationToken).ConfigureAwait(false);
            }

            _openFiles.Unlink(opened);
        }
        else
        {
            var probe = await _prober.DirectoryAsync(location, tellEmpty: true, cancellationToken).ConfigureAwait(false);
            if (!probe.Exists)
            {
                await DeleteLinkToDirectoryAsync(location, cancellationToken).ConfigureAwait(false);
            }
            else if (probe.HasEntries || _openFiles.NewFilesBelow(path).Count > 0)
            {
                throw IoErrors.DirectoryNotEmpty(path);
            }
            else
            {
                await _store.DeleteAsync(location.Marker, null, cancellationToken).ConfigureAwait(false);
            }
        }

        _known.Remove(path);
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
        if (location.Path.HasTrailingSeparator
            || await _prober.FileAsync(location, cancellationToken).ConfigureAwait(false) is not { } file || !HeaderCodec.IsLink(file)
            || await FinalTargetAsync(await ReadLinkAsync(location.Path, file, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false) is not { IsDirectory: true })
        {
            throw IoErrors.DirectoryNotFound(location.Path);
        }

        await _store.DeleteAsync(location.File, null, cancellationToken).ConfigureAwait(false);
    }
}
