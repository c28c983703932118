using VfsStorage.Errors;
using VfsStorage.Objects;
using VfsStorage.Paths;
using VfsStorage.Streams;

namespace VfsStorage.Tree;

/// <summary>Copying and deleting files, copies always on the server.</summary>
internal sealed partial class FileTree
{
    /// <summary>Copies a file. What must not be there yet is not looked for behind a link: the link itself is there.</summary>
    public Task CopyFileAsync(VirtualPath source, VirtualPath destination, bool overwrite, CancellationToken cancellationToken)
    {
        var followTarget = overwrite || destination.HasTrailingSeparator || source == destination;
        return FollowAsync(source, followLast: true, from => FollowAsync(destination, followTarget, to => CopyHereAsync(from, to, overwrite, cancellationToken), cancellationToken), cancellationToken);
    }

    /// <summary>Deletes a file or link; a missing one is fine.</summary>
    public Task DeleteFileAsync(VirtualPath path, CancellationToken cancellationToken) =>
        FollowAsync(path, followLast: false, target => DeleteHereAsync(target, cancellationToken), cancellationToken);

    private async Task<bool> DeleteHereAsync(VirtualPath path, CancellationToken cancellationToken)
    {
        if (path.HasTrailingSeparator)
        {
            throw await FindHereAsync(path, Wanted.Directory, cancellationToken).ConfigureAwait(false) is { Kind: EntryKind.Directory }
                ? IoErrors.AccessDenied(path)
                : IoErrors.DirectoryNotFound(path);
        }

        var location = LocateForWrite(path);
        var opened = _openFiles.OpenedAt(path);
        var claim = _openFiles.ClaimAt(path);
        var isPending = _openFiles.NewFileAt(path) is not null;
        if (((IsStrict && !isPending) || claim is not null) && await _prober.FileAsync(location, cancellationToken).ConfigureAwait(false) is null)
        {
            if (!isPending)
            {
                return await _prober.WhyMissingAsync(path, cancellationToken).ConfigureAwait(false) is not FileNotFoundException and var reason ? throw reason : false;
            }

            opened = claim is null ? opened : [.. opened, claim];
        }

        await _store.DeleteAsync(location.File, null, cancellationToken).ConfigureAwait(false);
        _openFiles.Unlink(opened);
        return true;
    }

    private async Task<bool> CopyHereAsync(VirtualPath source, VirtualPath destination, bool overwrite, CancellationToken cancellationToken)
    {
        var from = await LocateSourceAsync(source, cancellationToken).ConfigureAwait(false);
        await CheckSharingAsync(source, FileAccess.Read, cancellationToken).ConfigureAwait(false);
        if (!IsStrict && source != destination && _mounts.Locate(destination) is { IsMountRoot: false } target)
        {
            var fastRequest = new CopyRequest(from.File, target.File) { Precondition = overwrite ? Precondition.None : Precondition.Missing };
            try
            {
                await CopyObjectAsync(fastRequest, source, destination, cancellationToken).ConfigureAwait(false);
            }
            catch (FileNotFoundException) when (_openFiles.NewFileAt(source) is { } fresh)
            {
                await PutCopyAsync(fresh, target, fastRequest.Precondition, cancellationToken).ConfigureAwait(false);
            }

            return true;
        }

        var probes = await ProbePairAsync(from, destination, cancellationToken).ConfigureAwait(false);
        var created = probes.Source is null ? _openFiles.NewFileAt(source) : null;
        var info = probes.Source ?? created?.Describe() ?? throw await CopySourceMissingAsync(source, cancellationToken).ConfigureAwait(false);
        if (HeaderCodec.IsLink(info))
        {
            throw new LinkFoundException(source);
        }

        if (!HeaderCodec.Read(info, EntryKind.File).Mode.HasFlag(UnixFileMode.UserRead))
        {
            throw IoErrors.AccessDenied(source);
        }

        if (probes.Target is { } old && HeaderCodec.IsLink(old) && (overwrite || await LeadsToDirectoryAsync(destination, cancellationToken).ConfigureAwait(false)))
        {
            throw overwrite || destination.HasTrailingSeparator ? new LinkFoundException(destination) : IoErrors.TargetIsDirectory(destination);
        }

        CheckCopyTarget(source, destination, probes, overwrite);

        await CheckSharingAsync(destination, FileAccess.Write, cancellationToken, FileShare.None).ConfigureAwait(false);
        var to = LocateForWrite(destination);
        if (created is not null)
        {
            await PutCopyAsync(created, to, overwrite ? Precondition.None : Precondition.Missing, cancellationToken).ConfigureAwait(false);
            return true;
        }

        var request = new CopyRequest(from.File, to.File)
        {
            SourceETag = info.ETag,
            SourceLength = info.Length,
            StorageClass = info.StorageClass,
            Headers = HeaderCodec.ForCopy(info, keepCreationTime: false),
            Precondition = overwrite ? Precondition.None : Precondition.Missing,
        };
        await CopyObjectAsync(Marked(request, info), source, destination, cancellationToken).ConfigureAwait(false);
        _known.Add(destination.Parent);
        return true;
    }

    /// <summary>Copies a file that is being created: what a reader sees of it, which is nothing but its times and modes.</summary>
    private async Task PutCopyAsync(OpenFile created, Location to, Precondition precondition, CancellationToken cancellationToken)
    {
        var mark = WriteMark.New();
        try
        {
            var info = created.Describe();
            var headers = HeaderCodec.ForCopy(info, keepCreationTime: false) ?? info.Headers!;
            await _store.PutAsync(to.File, default, mark.AddTo(headers), precondition, cancellationToken).ConfigureAwait(false);
            _known.Add(to.Path.Parent);
        }
        catch (StoreException error) when (error.Kind == StoreErrorKind.PreconditionFailed)
        {
            var found = await _store.HeadAsync(to.File, cancellationToken).ConfigureAwait(false);
            if (found is null || !mark.IsIn(found.Headers))
            {
                throw IoErrors.AlreadyExists(to.Path);
            }
        }
    }

    private static void CheckCopyTarget(VirtualPath source, VirtualPath destination, PairProbe probes, bool overwrite)
    {
        if (destination.HasTrailingSeparator && !probes.TargetIsDirectory)
        {
            throw probes.TargetParentExists ? IoErrors.AccessDenied(destination) : IoErrors.DirectoryNotFound(destination);
        }

        if (probes.Target is { } old)
        {
            if (!overwrite)
            {
                throw IoErrors.AlreadyExists(destination);
            }

            if (source == destination)
            {
                throw IoErrors.SharingViolation(destination);
            }

            if (!HeaderCodec.Read(old, EntryKind.File).Mode.HasFlag(UnixFileMode.UserWrite))
            {
                throw IoErrors.AccessDenied(destination);
            }
        }
        else if (probes.TargetIsDirectory)
        {
            throw overwrite || destination.HasTrailingSeparator ? IoErrors.AccessDenied(destination) : IoErrors.TargetIsDirectory(destination);
        }
        else if (!probes.TargetParentExists)
        {
            throw IoErrors.DirectoryNotFound(destination);
        }
    }

    /// <summary>The same copy, which knows itself again.</summary>
    private static CopyRequest Marked(CopyRequest request, ObjectInfo source) =>
        request with { MarkedHeaders = WriteMark.New().AddTo(request.Headers ?? source.Headers ?? ObjectHeaders.None) };

    private async Task<ObjectInfo> CopyObjectAsync(CopyRequest request, VirtualPath source, VirtualPath destination, CancellationToken cancellationToken)
    {
        try
        {
            return await _store.CopyAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException error) when (error.Kind == StoreErrorKind.NotFound)
        {
            throw await CopySourceMissingAsync(source, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException error) when (MayBeMadeAlready(error, request))
        {
            if (await _store.HeadAsync(request.Destination, cancellationToken).ConfigureAwait(false) is not { } found)
            {
                throw;
            }

            // What is there may be this copy itself, made by a try whose answer was lost.
            if (WriteMark.NewestIn(request.MarkedHeaders) is { } mark && mark.IsIn(found.Headers))
            {
                return found;
            }

            // Either condition may have failed: the destination's, or the source's.
            if (error.Kind == StoreErrorKind.PreconditionFailed && found.ETag != request.Precondition.ETag)
            {
                throw IoErrors.AlreadyExists(destination);
            }

            throw;
        }
    }

    private static bool MayBeMadeAlready(StoreException error, CopyRequest request) => error.Kind switch
    {
        StoreErrorKind.PreconditionFailed => request.Precondition.MustBeMissing || (request.Precondition.ETag is not null && request.MarkedHeaders is not null),
        StoreErrorKind.Unavailable => request.Precondition != Precondition.None && request.MarkedHeaders is not null,
        _ => false,
    };

    private async Task<bool> FileExistsAsync(ObjectKey key, CancellationToken cancellationToken) =>
        await _store.HeadAsync(key, cancellationToken).ConfigureAwait(false) is not null;

    private async Task<Location> LocateSourceAsync(VirtualPath source, CancellationToken cancellationToken) =>
        !source.HasTrailingSeparator && _mounts.Locate(source) is { IsMountRoot: false } location
            ? location
            : throw await _prober.WhyMissingAsync(source, cancellationToken).ConfigureAwait(false);

    private Task<Exception> CopySourceMissingAsync(VirtualPath source, CancellationToken cancellationToken) => _prober.WhyMissingAsync(source, cancellationToken);

    /// <summary>Looks at both ends of a copy or move in one round trip.</summary>
    private async Task<PairProbe> ProbePairAsync(Location from, VirtualPath destination, CancellationToken cancellationToken)
    {
        var source = _prober.FileAsync(from, cancellationToken);
        if (_mounts.Locate(destination) is not { IsMountRoot: false } to)
        {
            var isDirectory = _mounts.IsPinned(destination);
            var parentExists = _mounts.IsAboveMount(destination.Parent);
            return new(await source.ConfigureAwait(false), null, isDirectory, parentExists);
        }

        var target = _prober.FileAsync(to, cancellationToken);
        var directory = _prober.DirectoryAsync(to, tellEmpty: false, cancellationToken);
        var parent = _prober.ParentExistsAsync(destination, cancellationToken);
        await Task.WhenAll(source, target, directory, parent).ConfigureAwait(false);
        return new(
            await source.ConfigureAwait(false),
            await target.ConfigureAwait(false),
            (await directory.ConfigureAwait(false)).Exists,
            await parent.ConfigureAwait(false));
    }
}
