using System.IO.Abstractions;
using VfsStorage.Errors;
using VfsStorage.Objects;
using VfsStorage.Paths;
using VfsStorage.Streams;

namespace VfsStorage.Tree;

/// <summary>Opening files: which content stands behind a handle, for each mode and access.</summary>
internal sealed partial class FileTree
{
    /// <summary>Opens a file. What must not be there yet is not looked for behind a link: the link itself is there.</summary>
    public Task<FileSystemStream> OpenAsync(VirtualPath path, OpenRequest request, CancellationToken cancellationToken) =>
        FollowAsync(path, request.Mode != FileMode.CreateNew || path.HasTrailingSeparator, target => OpenHereAsync(target, request with { Name = path, Link = target == path ? null : path }, cancellationToken), cancellationToken);

    private async Task<FileSystemStream> OpenUnleasedAsync(VirtualPath path, OpenRequest request, CancellationToken cancellationToken)
    {
        if (!request.Access.HasFlag(FileAccess.Write))
        {
            return await OpenForReadAsync(path, request, cancellationToken).ConfigureAwait(false);
        }

        var location = await LocateForOpenAsync(path, request.Mode, cancellationToken).ConfigureAwait(false);
        var file = request.Mode == FileMode.CreateNew ? _openFiles.ForNew(path, request.Share) : _openFiles.Open(path, request.Share);
        try
        {
            return await OpenForWriteAsync(location, file, request, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private async Task<Location> LocateForOpenAsync(VirtualPath path, FileMode mode, CancellationToken cancellationToken) => mode switch
    {
        FileMode.CreateNew when _mounts.IsPinned(path) => throw IoErrors.AlreadyExists(path),
        FileMode.Open or FileMode.Truncate when path.HasTrailingSeparator => throw await _prober.WhyMissingAsync(path, cancellationToken).ConfigureAwait(false),
        _ => await LocateForCreateAsync(path, cancellationToken).ConfigureAwait(false),
    };

    private async Task<FileSystemStream> OpenForReadAsync(VirtualPath path, OpenRequest request, CancellationToken cancellationToken)
    {
        if (path.HasTrailingSeparator && request.Mode == FileMode.OpenOrCreate)
        {
            throw await TrailingSeparatorAsync(path, cancellationToken).ConfigureAwait(false);
        }

        var file = _openFiles.Open(path, request.Share);
        try
        {
            var (info, body) = request.Mode != FileMode.OpenOrCreate && request.Options.HasFlag(FileOptions.RandomAccess)
                ? (await FindForReadAsync(path, cancellationToken).ConfigureAwait(false), null)
                : FirstOf(await GetForOpenAsync(path, request, cancellationToken).ConfigureAwait(false));
            var source = new PinnedObject(_store, _mounts.Locate(path)!.Value.File, path, info);
            var settings = new ReadSettings(_options.PartSizeBytes, _options.Concurrency, _memory, _options.SpillDirectory, request.Options);
            return Handle(new ReadContent(source, body, file, settings), file, request, null);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Looks at a file that is to be read, and reads nothing yet.</summary>
    private async Task<ObjectInfo> FindForReadAsync(VirtualPath path, CancellationToken cancellationToken)
    {
        if (path.HasTrailingSeparator || _mounts.Locate(path) is not { IsMountRoot: false } location
            || await _prober.FileAsync(location, cancellationToken).ConfigureAwait(false) is not { } info)
        {
            throw await _prober.WhyMissingAsync(path, cancellationToken).ConfigureAwait(false);
        }

        if (HeaderCodec.IsLink(info))
        {
            throw new LinkFoundException(path);
        }

        return !IsStrict || HeaderCodec.Read(info, EntryKind.File).Mode.HasFlag(UnixFileMode.UserRead) ? info : throw IoErrors.AccessDenied(path);
    }

    private static (ObjectInfo Info, ObjectBody? Body) FirstOf(ObjectBody body) => (body.Info, body.Length == 0 ? null : body);

    private Task<ObjectBody> GetForOpenAsync(VirtualPath path, OpenRequest request, CancellationToken cancellationToken) =>
        request.Mode == FileMode.OpenOrCreate ? GetOrCreateAsync(path, request, cancellationToken) : GetFirstPartAsync(path, cancellationToken);

    private async Task<ObjectBody> GetFirstPartAsync(VirtualPath path, CancellationToken cancellationToken)
    {
        try
        {
            return await GetForReadAsync(path, ByteRange.From(0, _options.PartSizeBytes), cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException error) when (error.Kind == StoreErrorKind.RangeNotSatisfiable)
        {
            // A range that starts at the first byte can only miss an object that has none.
            return new ObjectBody(new ObjectInfo("", 0, "", Now), 0, 0, Stream.Null, Stream.Null);
        }
    }

    private async Task<ObjectBody> GetOrCreateAsync(VirtualPath path, OpenRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await GetFirstPartAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (FileNotFoundException)
        {
            var headers = HeaderCodec.ForContent(null, request.CreateMode, Now);
            await PutIfMissingAsync(LocateForWrite(path), headers, cancellationToken).ConfigureAwait(false);
            return await GetFirstPartAsync(path, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PutIfMissingAsync(Location location, ObjectHeaders headers, CancellationToken cancellationToken)
    {
        try
        {
            await _store.PutAsync(location.File, default, headers, Precondition.Missing, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException error) when (error.Kind == StoreErrorKind.PreconditionFailed)
        {
            // Somebody else has just made it: that is what was wanted.
        }
    }

    private async Task<FileSystemStream> OpenForWriteAsync(Location location, OpenFile file, OpenRequest request, CancellationToken cancellationToken)
    {
        file.IsEditor = request.Mode != FileMode.Append;
        var existing = await LookForOpenAsync(location, file, request.Mode, cancellationToken).ConfigureAwait(false);
        if (request.Lease is { } lease && existing is null && request.Mode != FileMode.CreateNew)
        {
            existing = lease.WasTakenOver && request.Mode is FileMode.Create or FileMode.OpenOrCreate or FileMode.Append
                ? await FenceNewAsync(location, request, cancellationToken).ConfigureAwait(false)
                : await _prober.FileAsync(location, cancellationToken).ConfigureAwait(false);
        }

        var isNew = existing is null;
        if (isNew)
        {
            file.Pending = () => new ObjectInfo(location.File.Key, 0, "", Now) { Headers = HeaderCodec.ForContent(null, request.CreateMode, Now) };
        }

        if (request.Mode == FileMode.CreateNew)
        {
            _openFiles.Register(file);
        }

        if (request.Mode == FileMode.Append)
        {
            var length = existing?.Length ?? 0;
            var append = new AppendContent(
                HostOf(file),
                length,
                (content, mark, token) => AppendOnceAsync(
                    file.Path, new Addition(content) { CreateMode = request.CreateMode, Mark = mark, Confirm = ConfirmationOf(file, request) }, token),
                token => OpenDraftForAppendAsync(file, request, token));
            return Handle(append, file, request, length);
        }

        var keepsContent = request.Mode is FileMode.Open or FileMode.OpenOrCreate;
        var plan = new DraftPlan
        {
            Base = keepsContent ? existing : null,
            Replaced = existing,
            CreateMode = request.CreateMode,
            PublishUnchanged = isNew || !keepsContent,
            // Under a lease nobody else may have written: what they did after it was lost is not overwritten.
            Precondition = PreconditionFor(request.Lease is null ? request.Mode : FileMode.OpenOrCreate, existing),
            Confirm = ConfirmationOf(file, request),
            IsExclusive = request.Mode == FileMode.CreateNew,
            KeepsUnsent = request.KeepsUnsent,
        };
        return Handle(new DraftContent(_store, HostOf(file), plan), file, request, null);
    }

    /// <summary>A file that is overwritten may have become anything; one that is edited, or must not exist, may not.</summary>
    private static Precondition PreconditionFor(FileMode mode, ObjectInfo? existing) => mode switch
    {
        FileMode.CreateNew => Precondition.Missing,
        FileMode.Open or FileMode.OpenOrCreate => existing is null ? Precondition.Missing : Precondition.Matches(existing.ETag),
        _ => Precondition.None,
    };

    /// <summary>Looks at what is there; once more, if another handle that edits the file publishes it meanwhile.</summary>
    private async Task<ObjectInfo?> LookForOpenAsync(Location location, OpenFile file, FileMode mode, CancellationToken cancellationToken)
    {
        while (true)
        {
            var told = file.Newer;
            var existing = await ProbeForOpenAsync(location, mode, cancellationToken).ConfigureAwait(false);
            if (file.Newer == told)
            {
                file.CaughtUpWith(told);
                return existing;
            }
        }
    }

    /// <summary>What is there before the file is opened; nothing, too, while another handle is creating it.</summary>
    private async Task<ObjectInfo?> ProbeForOpenAsync(Location location, FileMode mode, CancellationToken cancellationToken)
    {
        switch (mode)
        {
            case FileMode.CreateNew:
                await CheckFreeAsync(location, cancellationToken).ConfigureAwait(false);
                return null;
            case FileMode.Open or FileMode.Truncate:
                return await GetExistingAsync(location, cancellationToken).ConfigureAwait(false);
            case FileMode.Create when !IsStrict:
                return null;
            case FileMode.Append or FileMode.OpenOrCreate when !IsStrict:
                return await _prober.FileAsync(location, cancellationToken).ConfigureAwait(false);
            default:
                return await ProbeForWriteAsync(location, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Checks that nothing is at a path and that its parent exists: one LIST, which sees the file and the directory of that name.</summary>
    private async Task CheckFreeAsync(Location location, CancellationToken cancellationToken)
    {
        if (!IsStrict)
        {
            return;
        }

        var key = location.File.Key;
        var listing = _store.ListAsync(new ListRequest(location.Bucket, key) { Delimited = true, MaxKeys = 100 }, cancellationToken);
        var parent = _prober.ParentExistsAsync(location.Path, cancellationToken);
        await Task.WhenAll(listing, parent).ConfigureAwait(false);
        var page = await listing.ConfigureAwait(false);
        var isTaken = (page.Objects.Count > 0 && page.Objects[0].Key == key)
            || page.CommonPrefixes.Contains(location.Prefix)
            || (page.ContinuationToken is not null && (await _prober.DirectoryAsync(location, tellEmpty: false, cancellationToken).ConfigureAwait(false)).Exists);
        if (isTaken)
        {
            throw IoErrors.AlreadyExists(location.Path);
        }

        if (!await parent.ConfigureAwait(false))
        {
            throw IoErrors.DirectoryNotFound(location.Path);
        }
    }

    /// <summary>The file that must be there to be opened for writing.</summary>
    private async Task<ObjectInfo?> GetExistingAsync(Location location, CancellationToken cancellationToken)
    {
        var (stored, created) = await StoredOrCreatedAsync(location.Path, () => _prober.FileAsync(location, cancellationToken)).ConfigureAwait(false);
        if (stored is not { } info)
        {
            return created is null ? throw await _prober.WhyMissingAsync(location.Path, cancellationToken).ConfigureAwait(false) : null;
        }

        if (HeaderCodec.IsLink(info))
        {
            throw new LinkFoundException(location.Path);
        }

        return !IsStrict || HeaderCodec.Read(info, EntryKind.File).Mode.HasFlag(UnixFileMode.UserWrite)
            ? info
            : throw IoErrors.AccessDenied(location.Path);
    }

    private async Task<DraftContent> OpenDraftForAppendAsync(OpenFile file, OpenRequest request, CancellationToken cancellationToken)
    {
        var location = LocateForWrite(file.Path);
        var existing = await _prober.FileAsync(location, cancellationToken).ConfigureAwait(false);
        var plan = new DraftPlan
        {
            Base = existing,
            Replaced = existing,
            CreateMode = request.CreateMode,
            PublishUnchanged = existing is null,
            Precondition = PreconditionFor(FileMode.OpenOrCreate, existing),
            Confirm = ConfirmationOf(file, request),
        };
        return new DraftContent(_store, HostOf(file), plan);
    }

    private DraftHost HostOf(OpenFile file) => new(file, LocateForWrite, _options, _memory);

    private S3FileStream Handle(IFileContent content, OpenFile file, OpenRequest request, long? appendStart)
    {
        var traits = new HandleTraits(request.Access, appendStart, () => EndAsync(file, request))
        {
            Released = () => request.Lease?.DisposeAsync().AsTask() ?? Task.CompletedTask,
        };
        file.IsOpened = true;
        return new S3FileStream(new HandleStream(content, request.Name, traits), request.Name, request.Options.HasFlag(FileOptions.Asynchronous));
    }
}
