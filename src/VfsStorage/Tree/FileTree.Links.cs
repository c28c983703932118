using System.Buffers;
using System.Text;
using VfsStorage.Errors;
using VfsStorage.Objects;
using VfsStorage.Paths;
using VfsStorage.Streams;

namespace VfsStorage.Tree;

/// <summary>
/// Symbolic links: small objects in s3fs-fuse's form. They are uploaded as one part, so that their ETag ends in <c>-1</c> on
/// every store, and a listing tells possible links from files without asking for each.
/// </summary>
internal sealed partial class FileTree
{
    /// <summary>No longer target fits in a path.</summary>
    private const int MaxTargetBytes = 4096;

    /// <summary>
    /// Set once a link was made or seen. Until then a miss is taken at its word by questions that a miss answers
    /// (<c>Exists</c>); operations that fail on a miss always look for links in the path first.
    /// </summary>
    private volatile bool _linksSeen;

    /// <summary>Makes a symbolic link; the target need not exist.</summary>
    /// <param name="written">The absolute path as the caller wrote it.</param>
    /// <param name="path">The same path, normalised.</param>
    /// <param name="target">Where the link leads, absolute or from the link's directory.</param>
    /// <param name="cancellationToken">Ends the look-ups; the link itself is made or not.</param>
    public async Task CreateLinkAsync(string written, VirtualPath path, string target, CancellationToken cancellationToken)
    {
        var located = await LocateAsWrittenAsync(written, path, cancellationToken).ConfigureAwait(false);
        await FollowAsync(located, followLast: false, CreateLinkHereAsync(target), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The entry that a link leads to, one step or to the end; <see langword="null"/> if <paramref name="path"/> is no link.
    /// A missing target is an entry of kind File without an object.
    /// </summary>
    /// <param name="path">The link.</param>
    /// <param name="written">The path as the caller wrote it, for the message about a chain that is too long.</param>
    /// <param name="final">To the end.</param>
    /// <param name="cancellationToken">Ends the look-ups.</param>
    public async Task<Entry?> ResolveLinkAsync(VirtualPath path, string written, bool final, CancellationToken cancellationToken)
    {
        var entry = await FindThroughParentsAsync(path, Wanted.Any, cancellationToken).ConfigureAwait(false)
            ?? throw await MissingEntryAsync(path, cancellationToken).ConfigureAwait(false);
        if (path.HasTrailingSeparator && entry.Kind != EntryKind.Directory)
        {
            var real = await ResolveAsync(path.Value, followLast: true, cancellationToken).ConfigureAwait(false);
            return real.Entry is { IsDirectory: true } ? null : throw (real.Entry is null ? real.ErrorAt(path) : IoErrors.DirectoryNotFound(path));
        }

        if (entry.Kind != EntryKind.Link)
        {
            return null;
        }

        return final ? await EndOfAsync(path, written, entry, cancellationToken).ConfigureAwait(false) : new Entry(TargetOf(path, entry), EntryKind.File);
    }

    /// <summary>Where the last of a chain of links leads. .NET goes from link to link itself here, and so tells of a circle in its own way.</summary>
    private async Task<Entry> EndOfAsync(VirtualPath path, string written, Entry link, CancellationToken cancellationToken)
    {
        var at = path;
        for (var hops = 0; hops < MaxHops; hops++)
        {
            at = TargetOf(at, link);
            var next = (await ResolveAsync(at.Value, followLast: false, cancellationToken).ConfigureAwait(false)).Entry;
            if (next is not { Kind: EntryKind.Link })
            {
                return new Entry(at, next?.Kind ?? EntryKind.File);
            }

            link = next;
        }

        throw IoErrors.LinkChainTooLong(written);
    }

    /// <summary>True for a listed object that may be a link: small, and uploaded as one part.</summary>
    internal static bool MayBeLink(ObjectInfo listed) => listed.Length is > 0 and <= MaxTargetBytes && listed.ETag.EndsWith("-1", StringComparison.Ordinal);

    private Func<VirtualPath, Task<bool>> CreateLinkHereAsync(string target) => async path =>
    {
        if (path.HasTrailingSeparator)
        {
            throw await FindHereAsync(path, Wanted.Any, CancellationToken.None).ConfigureAwait(false) is null
                ? await MissingEntryAsync(path, CancellationToken.None).ConfigureAwait(false)
                : IoErrors.AlreadyExists(path);
        }

        var location = LocateForWrite(path);
        if (await _store.HeadAsync(location.File, CancellationToken.None).ConfigureAwait(false) is not null
            || (await _prober.DirectoryAsync(location, tellEmpty: false, CancellationToken.None).ConfigureAwait(false)).Exists)
        {
            throw IoErrors.AlreadyExists(path);
        }

        if (!await _prober.ParentExistsAsync(path, CancellationToken.None).ConfigureAwait(false))
        {
            throw IoErrors.DirectoryNotFound(path);
        }

        await PutLinkAsync(location, Encoding.UTF8.GetBytes(target), HeaderCodec.ForLink(Now)).ConfigureAwait(false);
        return true;
    };

    /// <summary>Uploads a link as one part. Not to be cancelled half-way, so that no upload is left behind.</summary>
    private async Task PutLinkAsync(Location location, byte[] target, ObjectHeaders headers)
    {
        _linksSeen = true;
        var mark = WriteMark.New();
        var upload = await _store.BeginUploadAsync(location.File, mark.AddTo(headers), CancellationToken.None).ConfigureAwait(false);
        try
        {
            var part = await _store.UploadPartAsync(upload, 1, new ReadOnlySequence<byte>(target), CancellationToken.None).ConfigureAwait(false);
            await _store.CompleteUploadAsync(upload, [part], Precondition.Missing, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreException error)
        {
            await DropUploadAsync(upload).ConfigureAwait(false);
            if (error.Kind != StoreErrorKind.PreconditionFailed)
            {
                throw;
            }

            // What is there may be this link itself, made by a first try whose answer was lost.
            if (await _store.HeadAsync(location.File, CancellationToken.None).ConfigureAwait(false) is not { } found || !mark.IsIn(found.Headers))
            {
                throw IoErrors.AlreadyExists(location.Path);
            }
        }
    }

    private async Task<Entry> ReadLinkAsync(VirtualPath path, ObjectInfo info, CancellationToken cancellationToken)
    {
        _linksSeen = true;
        var location = _mounts.Locate(path)!.Value;
        var body = await _store.GetAsync(location.File, null, info.ETag, cancellationToken).ConfigureAwait(false);
        return new Entry(path, EntryKind.Link) { Object = info, LinkTarget = await ReadTargetAsync(location, body, cancellationToken).ConfigureAwait(false) };
    }

    /// <summary>Reads a link's target; takes over the body.</summary>
    private async Task<string> ReadTargetAsync(Location location, ObjectBody body, CancellationToken cancellationToken)
    {
        var bytes = new byte[Math.Min(body.Length, MaxTargetBytes)];
        var source = new PinnedObject(_store, location.File, location.Path, body.Info);
        await source.FillAsync(0, bytes.Length, done => bytes.AsMemory((int)done), body, cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Where a link leads, one step: a relative target starts at the directory of the path that the link was found by.</summary>
    private static VirtualPath TargetOf(VirtualPath path, Entry link) => VirtualPath.Parse(link.LinkTarget, path.Parent, nameof(link));

    /// <summary>What a link leads to in the end; <see langword="null"/> if nothing is there or it leads in a circle.</summary>
    private async Task<Entry?> FinalTargetAsync(Entry link, CancellationToken cancellationToken) =>
        (await ResolveAsync(link.Path.Value, followLast: true, cancellationToken).ConfigureAwait(false)).Entry;
}
