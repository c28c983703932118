using System.Runtime.ExceptionServices;
using VfsStorage.Errors;
using VfsStorage.Paths;

namespace VfsStorage.Tree;

/// <summary>
/// Paths with links in them. A path is first taken as it is; only where that fails, or a link is met, is it walked segment
/// by segment as a kernel does, so that paths without links pay nothing.
/// </summary>
internal sealed partial class FileTree
{
    /// <summary>The kernel's own limit on links followed for one path.</summary>
    private const int MaxHops = 40;

    /// <summary>How often a path is walked again because its links were changed meanwhile.</summary>
    private const int MaxWalks = 5;

    /// <summary>Walks a path that may hold <c>.</c> and <c>..</c>, which count from where links have led.</summary>
    /// <param name="path">Absolute, as it was written.</param>
    /// <param name="followLast">Whether a link at the end is followed, too.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    public async Task<RealPath> ResolveAsync(string path, bool followLast, CancellationToken cancellationToken)
    {
        var pending = new Stack<(string Name, bool IsWritten)>();
        var (current, hops, meansDirectory) = (VirtualPath.Root, 0, false);
        Push(path, isWritten: true);
        while (pending.TryPop(out var segment))
        {
            var (name, isLast) = (segment.Name, pending.Count == 0);
            if (name is "." or "..")
            {
                current = name == "." ? current : current.Parent;
                continue;
            }

            var next = current.Append(name);
            var entry = !isLast && _known.Contains(next) ? null : await FindHereAsync(next, Wanted.Any, cancellationToken).ConfigureAwait(false);
            if (entry is { Kind: EntryKind.Link } && (followLast || !isLast))
            {
                if (++hops > MaxHops)
                {
                    return new(next, PathEnd.Loop);
                }

                meansDirectory |= isLast && UnixPath.EndsInSeparator(entry.LinkTarget);
                current = UnixPath.IsRooted(entry.LinkTarget) ? VirtualPath.Root : current;
                Push(entry.LinkTarget!, isWritten: false);
            }
            else if (isLast)
            {
                return entry is { Kind: EntryKind.File } && meansDirectory
                    ? new(next.AsDirectory(), PathEnd.NotADirectory)
                    : new(meansDirectory ? next.AsDirectory() : next, entry is null ? PathEnd.Missing : PathEnd.Found, entry);
            }
            else if (entry is { Kind: EntryKind.File } && !await IsDirectoryAsync(next, cancellationToken).ConfigureAwait(false))
            {
                return new(next, PathEnd.NotADirectory);
            }
            else if (entry is null && !_known.Contains(next))
            {
                var end = segment.IsWritten ? PathEnd.MissingDirectory : pending.Any(left => left.IsWritten) ? PathEnd.DanglingDirectory : PathEnd.Dangling;
                return new(next.AppendRelative(string.Join('/', pending.Select(left => left.Name))), end);
            }
            else
            {
                current = next;
            }
        }

        return new(current, PathEnd.Found, new Entry(current, EntryKind.Directory));

        void Push(string text, bool isWritten)
        {
            foreach (var name in text.Split(UnixPath.Separator, StringSplitOptions.RemoveEmptyEntries).Reverse())
            {
                pending.Push((name, isWritten));
            }
        }
    }

    /// <summary>
    /// Where a path leads that .NET gives to the kernel as it was written, not normalised: all its directories must be there,
    /// even those that a <c>..</c> leaves again.
    /// </summary>
    public async Task<VirtualPath> LocateAsWrittenAsync(string written, VirtualPath normal, CancellationToken cancellationToken)
    {
        if (written.AsSpan().TrimEnd(UnixPath.Separator).SequenceEqual(normal.Value))
        {
            return normal;
        }

        var real = await ResolveAsync(written, followLast: false, cancellationToken).ConfigureAwait(false);
        if (real.End is PathEnd.Found or PathEnd.Missing)
        {
            return real.Path.WithSeparatorOf(normal);
        }

        var parent = VirtualPath.Parse(written[..Math.Max(1, UnixPath.DirectoryLength(written))], VirtualPath.Root, nameof(written));
        throw real.End is not (PathEnd.NotADirectory or PathEnd.Loop)
            && await FindAsync(parent, Wanted.Directory, followLinks: true, cancellationToken).ConfigureAwait(false) is { IsDirectory: true }
                ? IoErrors.FileNotFound(normal)
                : real.ErrorAt(normal);
    }

    /// <summary>Finds an entry, itself not followed, where a directory in its path may be a link.</summary>
    private async Task<Entry?> FindThroughParentsAsync(VirtualPath path, Wanted wanted, CancellationToken cancellationToken)
    {
        var found = await FindHereAsync(path, wanted, cancellationToken).ConfigureAwait(false);
        if (found is not null || !MayLieBehindLink(path) || !await HasLinkAsync(path.Parent, cancellationToken).ConfigureAwait(false))
        {
            return found;
        }

        var real = await ResolveAsync(path.Value, followLast: false, cancellationToken).ConfigureAwait(false);
        return real.End == PathEnd.Loop ? throw IoErrors.LinkLoop(path) : real.Entry;
    }

    /// <summary>Runs an operation on a path, and again on where links lead, when the path itself or a directory in it turns out to be one.</summary>
    /// <param name="path">As the caller gave it; errors speak of it.</param>
    /// <param name="followLast">Whether the operation is on what a link at the end leads to, or on that link itself.</param>
    /// <param name="operation">What to do; on a link that it wants followed it throws <see cref="LinkFoundException"/>.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    private async Task<T> FollowAsync<T>(VirtualPath path, bool followLast, Func<VirtualPath, Task<T>> operation, CancellationToken cancellationToken)
    {
        var current = path;
        for (var walks = 0; walks < MaxWalks; walks++)
        {
            var error = default(Exception);
            try
            {
                return await operation(current).ConfigureAwait(false);
            }
            catch (LinkFoundException link) when (link.Link == current)
            {
            }
            catch (DirectoryNotFoundException missing) when (current == path)
            {
                error = missing;
            }
            catch (Exception told) when (current != path && told is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or IOException { InnerException: null })
            {
                throw IoErrors.Retold(told, current, path);
            }

            // What follows a separator is meant to be a directory, so that a link there is followed.
            var isFollowed = followLast && path.HasTrailingSeparator;
            if (error is not null && !await HasLinkAsync(isFollowed ? path : path.Parent, cancellationToken).ConfigureAwait(false))
            {
                ExceptionDispatchInfo.Throw(error);
            }

            var real = await ResolveAsync(path.Value, followLast, cancellationToken).ConfigureAwait(false);
            current = real.CanBeTried ? real.Path.WithSeparatorOf(path) : throw real.ErrorAt(path);
        }

        throw IoErrors.LinkLoop(path);
    }

    /// <summary>True if a path or a directory in it is a link; one HEAD for each that is not known to be a directory, in parallel.</summary>
    private async Task<bool> HasLinkAsync(VirtualPath path, CancellationToken cancellationToken)
    {
        var heads = new List<Task<bool>>();
        for (var at = path; !at.IsRoot && !_known.Contains(at); at = at.Parent)
        {
            if (_mounts.Locate(at) is { IsMountRoot: false } location)
            {
                heads.Add(IsLinkAsync(location, cancellationToken));
            }
        }

        var hasLink = (await Task.WhenAll(heads).ConfigureAwait(false)).Contains(true);
        _linksSeen |= hasLink;
        return hasLink;
    }

    private async Task<bool> IsLinkAsync(Location location, CancellationToken cancellationToken) =>
        await _store.HeadAsync(location.File, cancellationToken).ConfigureAwait(false) is { } info && HeaderCodec.IsLink(info);

    private async Task<bool> IsDirectoryAsync(VirtualPath path, CancellationToken cancellationToken) =>
        _mounts.Locate(path) is { } location && (await _prober.DirectoryAsync(location, tellEmpty: false, cancellationToken).ConfigureAwait(false)).Exists;

    private bool MayLieBehindLink(VirtualPath path) => _linksSeen && !path.IsRoot && !_known.Contains(path.Parent);
}
