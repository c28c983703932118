using VfsStorage.Errors;
using VfsStorage.Objects;
using VfsStorage.Paths;

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
            var entry = followLinks
                ? await GetTargetAsync(path, cancellationToken).ConfigureAwait(false)
                : await GetAsync(path, followLinks: false, cancellationToken).ConfigureAwait(false);
            if (path.HasTrailingSeparator && !entry.IsDirectory)
            {
                throw IoErrors.DirectoryNotFound(path);
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

    private async Task<Entry> GetTargetAsync(VirtualPath path, CancellationToken cancellationToken)
    {
        var entry = await GetAsync(path, followLinks: false, cancellationToken).ConfigureAwait(false);
        return entry.Kind == EntryKind.Link
            ? await ResolveLinkAsync(path, final: true, cancellationToken).ConfigureAwait(false) is { } target && target is not { Kind: EntryKind.File, Object: null }
                ? target
                : throw IoErrors.FileNotFound(path)
            : entry;
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

        await CopyOntoItselfAsync(location.File, entry.Object!, entry.Kind, change, cancellationToken).ConfigureAwait(false);
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
        _mounts.Locate(entry.Path) is { IsMountRoot: false } location
            ? await _store.HeadAsync(entry.Kind == EntryKind.Directory ? location.Marker : location.File, cancellationToken).ConfigureAwait(false)
            : null;
}
