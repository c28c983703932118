using VfsStorage.Errors;
using VfsStorage.Objects;
using VfsStorage.Paths;
using VfsStorage.Streams;

namespace VfsStorage.Tree;

/// <summary>Times and modes: read from the object's metadata, written by a copy of the object onto itself.</summary>
internal sealed partial class FileTree
{
    /// <summary>How often a setter starts again because the file was rewritten meanwhile.</summary>
    private const int MaxSetAttempts = 10;

    /// <summary>Times and mode of an entry; free when it was looked up, fetched (with its neighbours) when it was listed.</summary>
    public async ValueTask<EntryMetadata> MetadataOfAsync(Entry entry, CancellationToken cancellationToken)
    {
        if (entry.Object?.Headers is not null || (_options.TimesFromListing && entry.Object is not null))
        {
            return HeaderCodec.Read(entry.Object, entry.Kind);
        }

        var info = entry.Listing is { } listing
            ? await listing.HeadersOfAsync(entry, cancellationToken).ConfigureAwait(false)
            : await HeadOfAsync(entry, cancellationToken).ConfigureAwait(false);
        return HeaderCodec.Read(info ?? entry.Object, entry.Kind);
    }

    /// <summary>Changes times or mode of an entry, of the link itself unless <paramref name="followLinks"/>; everything else stays.</summary>
    public async Task SetMetadataAsync(VirtualPath path, MetadataChange change, bool followLinks, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var entry = await GetForChangeAsync(path, change, followLinks, cancellationToken).ConfigureAwait(false);
            if (entry is null)
            {
                return;
            }

            try
            {
                await SetMetadataAsync(entry, change, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (StoreException error) when (error.Kind is StoreErrorKind.PreconditionFailed or StoreErrorKind.NotFound && attempt < MaxSetAttempts)
            {
                // It was rewritten or deleted between the look and the copy: look again.
            }
        }
    }

    /// <summary>The entry that a change is for, by its real path; <see langword="null"/> if there is nothing to change.</summary>
    private async Task<Entry?> GetForChangeAsync(VirtualPath path, MetadataChange change, bool followLinks, CancellationToken cancellationToken)
    {
        var entry = await GetAsync(path, followLinks: false, cancellationToken).ConfigureAwait(false);
        if (change.IsReadOnlyAlone && change.ReadOnly == await IsReadOnlyAsync(entry, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        if (entry.Kind == EntryKind.Link || MayLieBehindLink(path))
        {
            var real = await ResolveAsync(path.Value, followLinks || path.HasTrailingSeparator, cancellationToken).ConfigureAwait(false);
            entry = real.Entry ?? throw real.ErrorAt(path);
        }

        return path.HasTrailingSeparator && !entry.IsDirectory ? throw IoErrors.DirectoryNotFound(path) : entry;
    }

    /// <summary>Whether a file, or the one that a link leads to, has the read-only flag; a link that leads nowhere has none.</summary>
    public async Task<bool> IsReadOnlyAsync(Entry entry, CancellationToken cancellationToken)
    {
        var target = entry.Kind == EntryKind.Link ? await FinalTargetAsync(entry, cancellationToken).ConfigureAwait(false) : entry;
        return target is not null && (await MetadataOfAsync(target, cancellationToken).ConfigureAwait(false)).IsReadOnly;
    }

    private async Task SetMetadataAsync(Entry entry, MetadataChange change, CancellationToken cancellationToken)
    {
        if (_mounts.Locate(entry.Path) is not { IsMountRoot: false } location)
        {
            throw IoErrors.AccessDenied(entry.Path, "The root of a mount has no times or modes of its own.");
        }

        if (entry.Kind == EntryKind.Directory)
        {
            await SetOnMarkerAsync(location, change, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (entry.Object is { ETag.Length: 0 })
        {
            // It only is in the handle that is creating it.
            if (_openFiles.NewFileAt(entry.Path)?.TryNote(change) != true)
            {
                throw new StoreException(StoreErrorKind.NotFound, $"{location.File} was stored or dropped meanwhile.");
            }

            return;
        }

        await CopyOntoItselfAsync(location.File, entry.Object!, entry.Kind, change, cancellationToken).ConfigureAwait(false);
        foreach (var file in _openFiles.WithNotesAt(entry.Path))
        {
            file.TryNote(change);
        }
    }

    /// <summary>Sets what was set of a file before it was stored.</summary>
    private async Task SetNotedAsync(OpenFile file)
    {
        try
        {
            foreach (var change in file.TakeNotes())
            {
                await SetMetadataAsync(file.Path, change, followLinks: true, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            // Somebody has deleted or moved it since.
        }
    }

    /// <summary>A directory's times and mode live on its marker, which is made if only its entries show the directory.</summary>
    private async Task SetOnMarkerAsync(Location location, MetadataChange change, CancellationToken cancellationToken)
    {
        var marker = await _store.HeadAsync(location.Marker, cancellationToken).ConfigureAwait(false);
        var now = Now;
        var info = marker ?? new ObjectInfo(location.Prefix, 0, "", now) { Headers = HeaderCodec.ForDirectory(HeaderCodec.DefaultDirectoryMode, now) };
        if (marker is null || marker.Length == 0)
        {
            var headers = HeaderCodec.Apply(info, EntryKind.Directory, change, now) with { ContentType = info.Headers?.ContentType ?? HeaderCodec.DirectoryContentType };
            await _store.PutAsync(location.Marker, default, headers, marker is null ? Precondition.Missing : Precondition.None, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await CopyOntoItselfAsync(location.Marker, marker, EntryKind.Directory, change, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CopyOntoItselfAsync(ObjectKey key, ObjectInfo info, EntryKind kind, MetadataChange change, CancellationToken cancellationToken) =>
        await _store.CopyAsync(
            new CopyRequest(key, key)
            {
                SourceETag = info.ETag,
                SourceLength = info.Length,
                StorageClass = info.StorageClass,
                Headers = HeaderCodec.Apply(info, kind, change, Now),
                AsMultipart = kind == EntryKind.Link,
            },
            cancellationToken).ConfigureAwait(false);

    private async Task<ObjectInfo?> HeadOfAsync(Entry entry, CancellationToken cancellationToken) =>
        _mounts.Locate(entry.RealPath ?? entry.Path) is { IsMountRoot: false } location
            ? await _store.HeadAsync(entry.Kind == EntryKind.Directory ? location.Marker : location.File, cancellationToken).ConfigureAwait(false)
            : null;
}
