using System.Runtime.CompilerServices;
using VfsStorage.Errors;
using VfsStorage.Objects;
using VfsStorage.Paths;

namespace VfsStorage.Tree;

/// <summary>
/// Enumerating directories. A subtree is listed flat, its directories read off the keys; only where mounts sit below a
/// directory is it walked level by level.
/// </summary>
internal sealed partial class FileTree
{
    /// <summary>
    /// Lists a directory page by page. The first page is asked for with the first move; the facades make that move at the
    /// call, because a missing directory throws there and not at the first element.
    /// </summary>
    public IAsyncEnumerable<Entry> EnumerateAsync(VirtualPath directory, EntryQuery query, CancellationToken cancellationToken) =>
        WithNewFilesAsync(directory, query, WalkAsync(directory, directory, new WalkState(query, 0, 0), cancellationToken), cancellationToken);

    /// <summary>Adds the files that are being created here and that the store does not have yet.</summary>
    private async IAsyncEnumerable<Entry> WithNewFilesAsync(VirtualPath directory, EntryQuery query, IAsyncEnumerable<Entry> stored, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var missing = _openFiles.NewFilesBelow(directory)
            .Where(file => file.Path.Value.AsSpan(directory.Value.Length).TrimStart('/').Count('/') <= query.MaxDepth)
            .ToDictionary(file => file.Path);
        await foreach (var entry in stored.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            missing.Remove(entry.Path);
            yield return entry;
        }

        foreach (var (path, file) in missing)
        {
            if (query.Admits(path.Name, isDirectory: false, isLink: false) && query.Yields(path.Name, isDirectory: false))
            {
                yield return new Entry(path, EntryKind.File) { Object = file.Describe() };
            }
        }
    }

    /// <summary>The entries of <paramref name="directory"/>, shown below <paramref name="shown"/>, which differs where a link led here.</summary>
    private async IAsyncEnumerable<Entry> WalkAsync(VirtualPath directory, VirtualPath shown, WalkState state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var mounted = _mounts.ChildrenOf(directory);
        var location = _mounts.Locate(directory);
        if (location is null && mounted.Count == 0)
        {
            throw IoErrors.DirectoryNotFound(shown);
        }

        var isFlat = mounted.Count == 0 && state.CanEnter;
        if (location is { } here)
        {
            var walk = new KeyWalk(here, shown, state, isFlat, mounted);
            var seen = false;
            await foreach (var (reader, listed) in ListAsync(walk, cancellationToken).ConfigureAwait(false))
            {
                seen = true;
                foreach (var candidate in reader.Read(listed))
                {
                    await foreach (var entry in ExpandAsync(candidate, directory, reader, cancellationToken).ConfigureAwait(false))
                    {
                        yield return entry;
                    }
                }
            }

            if (!seen)
            {
                var target = await RedirectWalkAsync(here, cancellationToken).ConfigureAwait(false);
                await foreach (var entry in WalkAsync(target, shown, state with { Hops = state.Hops + 1 }, cancellationToken).ConfigureAwait(false))
                {
                    yield return entry;
                }
            }
        }

        foreach (var child in mounted)
        {
            var candidate = new Entry(shown.Append(child.Name), EntryKind.Directory);
            var walk = new KeyWalk(location ?? default, shown, state, IsFlat: false, []);
            await foreach (var entry in ExpandAsync(candidate, directory, walk, cancellationToken).ConfigureAwait(false))
            {
                yield return entry;
            }
        }
    }

    /// <summary>Yields a candidate if the query wants it, and what is below it where the listing itself does not go there.</summary>
    private async IAsyncEnumerable<Entry> ExpandAsync(Entry candidate, VirtualPath directory, KeyWalk walk, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (query, name) = (walk.State.Query, candidate.Path.Name);
        var entry = candidate.Object is { } found && MayBeLink(found)
            ? await IdentifyAsync(candidate, walk, cancellationToken).ConfigureAwait(false)
            : candidate;
        if (!query.Admits(name, entry.IsDirectory, entry.Kind == EntryKind.Link)
            || (query.NeedsMode && !(await MetadataOfAsync(entry, cancellationToken).ConfigureAwait(false)).Mode.HasFlag(UnixFileMode.UserWrite)))
        {
            yield break;
        }

        if (query.Yields(name, entry.IsDirectory))
        {
            yield return entry;
        }

        var isLink = entry.Kind == EntryKind.Link;
        var depth = walk.State.Depth + walk.DepthOf(entry) + 1;
        if (!entry.IsDirectory || (isLink ? !query.EntersLinks : walk.IsFlat) || depth > query.MaxDepth)
        {
            yield break;
        }

        var next = new WalkState(query, depth, walk.State.Hops + (isLink ? 1 : 0));
        var target = isLink ? entry.Path : directory.Append(name);
        await foreach (var below in WalkAsync(target, entry.Path, next, cancellationToken).ConfigureAwait(false))
        {
            yield return below;
        }
    }

    private async IAsyncEnumerable<(KeyWalk Walk, ListedKey Listed)> ListAsync(KeyWalk walk, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var location = walk.Location;
        var prefix = location.Prefix + walk.State.Query.LiteralPrefix;
        var isNarrowed = prefix.Length > location.Prefix.Length;
        var exists = location.IsMountRoot || (isNarrowed && _known.Contains(location.Path));
        var walks = new Dictionary<int, KeyWalk>();
        await foreach (var (range, after, page) in PagesAsync(location.Bucket, prefix, walk.IsFlat, cancellationToken).ConfigureAwait(false))
        {
            if (!exists && page.Objects.Count + page.CommonPrefixes.Count > 0)
            {
                exists = true;
                _known.Add(location.Path);
            }

            if (!walks.TryGetValue(range, out var reader))
            {
                walks[range] = reader = range == 0 ? walk : walk.StartingAfter(after);
            }

            reader.Listing = new Listing(HeadOfAsync);
            foreach (var listed in ListedKey.InOrder(page))
            {
                yield return (reader, listed);
            }
        }

        if (exists || (isNarrowed && (await _prober.DirectoryAsync(location, tellEmpty: false, cancellationToken).ConfigureAwait(false)).Exists))
        {
            // The directory itself, so that one without a match is told from one that is not there.
            yield return (walk, new ListedKey(location.Prefix, null));
        }
    }

    private IAsyncEnumerable<RangePage> PagesAsync(string bucket, string prefix, bool isFlat, CancellationToken cancellationToken) =>
        isFlat ? new RangeLister(_store, bucket, prefix).ListAsync(cancellationToken) : LevelPagesAsync(bucket, prefix, cancellationToken);

    private async IAsyncEnumerable<RangePage> LevelPagesAsync(string bucket, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListRequest(bucket, prefix) { Delimited = true };
        do
        {
            var page = await _store.ListAsync(request, cancellationToken).ConfigureAwait(false);
            yield return new RangePage(0, "", page);
            request = request.Following(page);
        }
        while (request.ContinuationToken is not null);
    }

    /// <summary>Where to go on when nothing is listed at a path: it may be a link, or lie behind one.</summary>
    private async Task<VirtualPath> RedirectWalkAsync(Location location, CancellationToken cancellationToken)
    {
        if (!await HasLinkAsync(location.Path, cancellationToken).ConfigureAwait(false))
        {
            throw IoErrors.DirectoryNotFound(location.Path);
        }

        var real = await ResolveAsync(location.Path.Value, followLast: true, cancellationToken).ConfigureAwait(false);
        return real.Entry is { IsDirectory: true } && real.Path != location.Path ? real.Path
            : throw (real.End == PathEnd.Loop ? IoErrors.LinkLoop(location.Path) : IoErrors.DirectoryNotFound(location.Path));
    }

    /// <summary>Tells a link from a file that merely looks like one in a listing.</summary>
    private async Task<Entry> IdentifyAsync(Entry candidate, KeyWalk walk, CancellationToken cancellationToken)
    {
        var key = walk.Location.Mount.KeyOf(candidate.Object!.Key);
        if (await _store.HeadAsync(key, cancellationToken).ConfigureAwait(false) is not { } info)
        {
            return candidate;
        }

        if (!HeaderCodec.IsLink(info))
        {
            return candidate with { Object = info };
        }

        var link = await ReadLinkAsync(walk.Location.Mount.PathOf(info.Key), info, cancellationToken).ConfigureAwait(false);
        var target = await FinalTargetAsync(link, cancellationToken).ConfigureAwait(false);
        return link with { Path = candidate.Path, LeadsToDirectory = walk.State.Hops < MaxHops && target is { IsDirectory: true } };
    }
}
