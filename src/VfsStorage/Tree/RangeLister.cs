using System.Runtime.CompilerServices;
using VfsStorage.Objects;

namespace VfsStorage.Tree;

/// <summary>
/// Lists all keys below a prefix. When they do not fit on a page, the rest is split at directories into ranges that are
/// listed in parallel, which costs at most 8 requests more than one page after the other. Pages come round robin from the
/// ranges, so that their order depends on the keys alone, and memory holds a page or two of each range.
/// </summary>
internal sealed class RangeLister(IObjectStore store, string bucket, string prefix)
{
    private const int MaxExtraRequests = 8;

    public async IAsyncEnumerable<RangePage> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListRequest(bucket, prefix);
        var first = await store.ListAsync(request, cancellationToken).ConfigureAwait(false);
        yield return new RangePage(0, "", first);
        if (first.ContinuationToken is null)
        {
            yield break;
        }

        var next = store.ListAsync(request.Following(first), cancellationToken);
        var splits = FindSplitsAsync(first.Objects, cancellationToken);
        await Task.WhenAll(next, splits).ConfigureAwait(false);
        var ranges = Open(request, next, await splits.ConfigureAwait(false), cancellationToken);
        while (ranges.Count > 0)
        {
            foreach (var range in ranges.ToList())
            {
                var page = await range.TakeAsync().ConfigureAwait(false);
                if (range.IsDone)
                {
                    ranges.Remove(range);
                }

                yield return new RangePage(range.Number, range.After, page);
            }
        }
    }

    private List<KeyRange> Open(ListRequest request, Task<ListPage> next, IReadOnlyList<string> splits, CancellationToken cancellationToken)
    {
        Task<ListPage> List(ListRequest page) => store.ListAsync(page, cancellationToken);
        var ranges = new List<KeyRange> { new(List, request, 0, ("", splits.Count > 0 ? splits[0] : null), next) };
        for (var i = 0; i < splits.Count; i++)
        {
            var bounds = (splits[i], i + 1 < splits.Count ? splits[i + 1] : null);
            ranges.Add(new(List, request, i + 1, bounds, List(request with { StartAfter = splits[i] })));
        }

        return ranges;
    }

    /// <summary>
    /// Directories after the first page at which to split, without their trailing slash: evenly spread over those of one delimited page, of the
    /// prefix or, where that has a single one left, of that one.
    /// </summary>
    private async Task<IReadOnlyList<string>> FindSplitsAsync(IReadOnlyList<ObjectInfo> first, CancellationToken cancellationToken)
    {
        var (parent, after) = (prefix, first[^1].Key);
        for (var looks = 1; looks <= 2; looks++)
        {
            var request = new ListRequest(bucket, parent) { Delimited = true, StartAfter = after };
            var page = await store.ListAsync(request, cancellationToken).ConfigureAwait(false);
            var directories = page.CommonPrefixes
                .Select(directory => directory[..^1])
                .Where(directory => KeyOrder.Compare(directory, after) > 0)
                .Order(Comparer<string>.Create(KeyOrder.Compare))
                .ToList();
            if (directories.Count > 1)
            {
                var wanted = RangesFor(directories.Count, DirectoriesIn(first, parent), MaxExtraRequests - looks + 1) - 1;
                // The first directory stays with the range before, so that every parent is shown by an earlier range.
                return [.. Enumerable.Range(1, wanted).Select(i => directories[i * directories.Count / (wanted + 1)]).Distinct(StringComparer.Ordinal)];
            }

            if (ChildHolding(after, parent, page) is not { } child)
            {
                return [];
            }

            parent = child;
        }

        return [];
    }

    /// <summary>
    /// How many ranges to make of so many directories, if a page holds as many of them as the first one did: as few as are as fast as the most,
    /// because each range ends with a page that is cut.
    /// </summary>
    private static int RangesFor(int directories, int perPage, int most)
    {
        var pages = (directories + perPage - 1) / perPage;
        var inTurn = (pages + most - 1) / most;
        return Math.Min((pages + inTurn - 1) / inTurn, directories);
    }

    private static int DirectoriesIn(IReadOnlyList<ObjectInfo> page, string parent) => Math.Max(
        1,
        page.Where(found => found.Key.StartsWith(parent, StringComparison.Ordinal) && found.Key.IndexOf('/', parent.Length) > 0)
            .Select(found => found.Key[..found.Key.IndexOf('/', parent.Length)])
            .Distinct(StringComparer.Ordinal)
            .Count());

    /// <summary>The one directory in which the rest of the keys can be.</summary>
    private static string? ChildHolding(string after, string parent, ListPage page)
    {
        if (page.CommonPrefixes.Count > 0)
        {
            return page.CommonPrefixes[0];
        }

        // The second look may be at a directory that begins only after that key.
        var slash = after.StartsWith(parent, StringComparison.Ordinal) ? after.IndexOf('/', parent.Length) : -1;
        return slash < 0 ? null : after[..(slash + 1)];
    }
}
