using System.Buffers;
using System.Text;
using VfsStorage.Errors;
using VfsStorage.Objects;
using VfsStorage.Paths;

namespace VfsStorage.Tree;

/// <summary>
/// Symbolic links: small objects in s3fs-fuse's form. They are uploaded as one part, so that their ETag ends in <c>-1</c> on
/// every store, and a listing tells possible links from files without asking for each.
/// </summary>
internal sealed partial class FileTree
{
    /// <summary>The kernel's own limit on links followed for one path.</summary>
    private const int MaxHops = 40;

    /// <summary>No longer target fits in a path.</summary>
    private const int MaxTargetBytes = 4096;

    /// <summary>
    /// Set once a link was made or seen. Until then a miss is taken at its word by questions that a miss answers
    /// (<c>Exists</c>); operations that fail on a miss always look for links in the path first.
    /// </summary>
    private volatile bool _linksSeen;

    /// <summary>Makes a symbolic link; the target need not exist.</summary>
    public Task CreateLinkAsync(VirtualPath path, string target, CancellationToken cancellationToken) => FollowAsync(path, CreateLinkHereAsync(target), cancellationToken);

    /// <summary>
    /// The entry that a link leads to, one step or to the end; <see langword="null"/> if <paramref name="path"/> is no link.
    /// A missing target is an entry of kind File without an object.
    /// </summary>
    public async Task<Entry?> ResolveLinkAsync(VirtualPath path, bool final, CancellationToken cancellationToken)
    {
        var entry = await FindThroughParentsAsync(path, Wanted.Any, cancellationToken).ConfigureAwait(false)
            ?? throw await MissingEntryAsync(path, cancellationToken).ConfigureAwait(false);
        if (path.HasTrailingSeparator && entry.Kind != EntryKind.Directory)
        {
            throw IoErrors.DirectoryNotFound(path);
        }

        if (entry.Kind != EntryKind.Link)
        {
            return null;
        }

        return await TargetOfAsync(entry, final, cancellationToken).ConfigureAwait(false) ?? throw IoErrors.LinkLoop(path);
    }

    /// <summary>Where a link leads; <see langword="null"/> if it leads in a circle.</summary>
    private async Task<Entry?> TargetOfAsync(Entry entry, bool final, CancellationToken cancellationToken)
    {
        for (var hops = 0; hops < MaxHops; hops++)
        {
            var target = TargetOf(entry);
            var next = await FindThroughParentsAsync(target, Wanted.Any, cancellationToken).ConfigureAwait(false);
            if (next is null or not { Kind: EntryKind.Link } || !final)
            {
                return next ?? new Entry(target, EntryKind.File);
            }

            entry = next;
        }

        return null;
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
        var upload = await _store.BeginUploadAsync(location.File, headers, CancellationToken.None).ConfigureAwait(false);
        try
        {
            var part = await _store.UploadPartAsync(upload, 1, new ReadOnlySequence<byte>(target), CancellationToken.None).ConfigureAwait(false);
            await _store.CompleteUploadAsync(upload, [part], Precondition.Missing, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreException error)
        {
            await _store.AbortUploadAsync(upload, CancellationToken.None).ConfigureAwait(false);
            throw error.Kind == StoreErrorKind.PreconditionFailed ? IoErrors.AlreadyExists(location.Path) : error;
        }
    }

    private async Task<Entry> ReadLinkAsync(VirtualPath path, ObjectInfo info, CancellationToken cancellationToken)
    {
        _linksSeen = true;
        var location = _mounts.Locate(path)!.Value;
        var body = await _store.GetAsync(location.File, null, info.ETag, cancellationToken).ConfigureAwait(false);
        await using var _ = body.ConfigureAwait(false);
        return new Entry(path, EntryKind.Link) { Object = info, LinkTarget = await ReadTargetAsync(body, cancellationToken).ConfigureAwait(false) };
    }

    private static async Task<string> ReadTargetAsync(ObjectBody body, CancellationToken cancellationToken)
    {
        var bytes = new byte[Math.Min(body.Length, MaxTargetBytes)];
        await body.Content.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Where a link leads, one step: relative targets start at the link's own directory.</summary>
    private static VirtualPath TargetOf(Entry link) => VirtualPath.Parse(link.LinkTarget, link.Path.Parent, nameof(link));

    private async Task<Entry?> FinalTargetAsync(Entry link, CancellationToken cancellationToken)
    {
        Entry? target;
        try
        {
            target = await TargetOfAsync(link, final: true, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException error) when (error.HResult == IoErrors.TooManyLinks)
        {
            // A link that leads in a circle leads nowhere.
            return null;
        }

        return target is { Object: null, Kind: EntryKind.File } ? null : target;
    }

    private async Task<Exception> RedirectAsync(VirtualPath path, ObjectInfo link, CancellationToken cancellationToken) =>
        new LinkFoundException(path, TargetOf(await ReadLinkAsync(path, link, cancellationToken).ConfigureAwait(false)));

    private bool MayLieBehindLink(VirtualPath path) => _linksSeen && !path.IsRoot && !_known.Contains(path.Parent);

    /// <summary>Runs an operation on a path, and again on where links lead, when the path itself or a directory in it turns out to be one.</summary>
    private async Task<T> FollowAsync<T>(VirtualPath path, Func<VirtualPath, Task<T>> operation, CancellationToken cancellationToken)
    {
        var current = path;
        var isFollowed = false;
        for (var hops = 0; hops < MaxHops; hops++)
        {
            try
            {
                return await operation(current).ConfigureAwait(false);
            }
            catch (LinkFoundException link) when (link.Link == current)
            {
                (current, isFollowed) = (link.Target, true);
            }
            catch (DirectoryNotFoundException missing)
            {
                if (await ResolveParentsAsync(current, cancellationToken).ConfigureAwait(false) is not { } resolved)
                {
                    if (current == path)
                    {
                        throw;
                    }

                    // The directory of the path that was given is there; only where its link leads is not.
                    throw isFollowed ? IoErrors.FileNotFound(path) : IoErrors.Retold(missing, path);
                }

                current = resolved;
            }
            catch (Exception error) when (current != path && error is FileNotFoundException or UnauthorizedAccessException)
            {
                throw IoErrors.Retold(error, path);
            }
        }

        throw IoErrors.LinkLoop(path);
    }

    /// <summary>The path with the first link among its directories replaced by its target, or <see langword="null"/> if there is none.</summary>
    private async Task<VirtualPath?> ResolveParentsAsync(VirtualPath path, CancellationToken cancellationToken)
    {
        var parents = new Stack<VirtualPath>();
        for (var parent = path.Parent; !parent.IsRoot && !_known.Contains(parent); parent = parent.Parent)
        {
            parents.Push(parent);
        }

        foreach (var parent in parents)
        {
            if (_mounts.Locate(parent) is { IsMountRoot: false } location
                && await _store.HeadAsync(location.File, cancellationToken).ConfigureAwait(false) is { } info)
            {
                return HeaderCodec.IsLink(info)
                    ? TargetOf(await ReadLinkAsync(parent, info, cancellationToken).ConfigureAwait(false)).AppendRelative(path.Value[(parent.Value.Length + 1)..])
                    : null;
            }
        }

        return null;
    }
}
