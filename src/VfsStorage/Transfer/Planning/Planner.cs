using System.Collections.Concurrent;
using VfsStorage.Objects;
using VfsStorage.Transfer.Manifests;
using VfsStorage.Transfer.Sides;

namespace VfsStorage.Transfer.Planning;

/// <summary>Lists both sides and finds out what is to be done, and what cannot be done, before anything is.</summary>
internal sealed class Planner(TreeSide source, TreeSide target, TransferOptions options, Manifest manifest)
{
    private readonly ConcurrentQueue<TransferIssue> _issues = new();
    private readonly PlannedTree _tree = new();
    private readonly EqualityCheck _equality = new(source, target, options, manifest);
    private Dictionary<string, TreeItem> _there = [];
    private long _lists;

    private bool Retires => options.DeleteSource || options.ArchiveSource is not null;

    public async Task<TransferPlan> PlanAsync(CancellationToken cancellationToken)
    {
        var listing = ListAsync(source, _issues.Enqueue, cancellationToken);
        var there = ListTargetAsync(cancellationToken);
        await Task.WhenAll(listing, there).ConfigureAwait(false);
        var items = await listing.ConfigureAwait(false);
        _there = (await there.ConfigureAwait(false)).GroupBy(item => item.Path, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);

        var chosen = Choose(items);
        PlanDirectories(items, chosen);
        await PlanEntriesAsync(chosen, cancellationToken).ConfigureAwait(false);
        PlanExtra(items, chosen);
        _tree.RetiresEqual = Retires && _tree.Equal.Count > 0;
        // The same order every time; large files last, for they share their parts out among all workers.
        _tree.Files.Sort((left, right) => (left.Source.Length > options.PartSizeBytes, left.Path).CompareTo((right.Source.Length > options.PartSizeBytes, right.Path)));
        var requests = new RequestForecast(source, target, options).Of(_tree) with { List = _lists };
        return new TransferPlan(_tree, [.. _issues.OrderBy(issue => issue.Path, StringComparer.Ordinal)], requests);
    }

    private async Task<List<TreeItem>> ListAsync(TreeSide side, Action<TransferIssue> unlistable, CancellationToken cancellationToken)
    {
        var items = new List<TreeItem>();
        await foreach (var item in side.ListAsync(unlistable, cancellationToken).ConfigureAwait(false))
        {
            items.Add(item);
        }

        if (side is BucketSide)
        {
            Interlocked.Add(ref _lists, 1 + (items.Count / 1000));
        }

        return items;
    }

    private async Task<List<TreeItem>> ListTargetAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ListAsync(target, _ => { }, cancellationToken).ConfigureAwait(false);
        }
        catch (DirectoryNotFoundException missing) when (missing.InnerException is not StoreException { Kind: StoreErrorKind.NoSuchBucket })
        {
            return [];
        }
    }

    /// <summary>The files and links that are wanted and can be, with their paths at the destination.</summary>
    private List<PlannedEntry> Choose(List<TreeItem> items)
    {
        var taken = items.Where(item => item.IsDirectory && options.Rename is null).Select(item => item.Path).ToHashSet(StringComparer.Ordinal);
        var chosen = new List<PlannedEntry>();
        foreach (var item in items.Where(item => !item.IsDirectory && options.Filter?.Invoke(item.Path) != false).OrderBy(item => item.Path, StringComparer.Ordinal))
        {
            var path = options.Rename?.Invoke(item.Path) ?? item.Path;
            var reason = target.Refusal(path)
                ?? (!taken.Add(path) ? $"Something else of the source goes to '{path}', too." : null)
                ?? InTheWay(path, item.Kind);
            if (reason is null)
            {
                chosen.Add(new PlannedEntry(item, path, _there.GetValueOrDefault(path)));
            }
            else
            {
                _issues.Enqueue(new TransferIssue(item.Path, reason));
            }
        }

        return chosen;
    }

    private string? InTheWay(string path, ListedKind kind)
    {
        if (_there.TryGetValue(path, out var here) && (here.Kind == ListedKind.Directory) != (kind == ListedKind.Directory))
        {
            return $"The destination has a {Word(here.Kind)} there.";
        }

        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            if (_there.TryGetValue(path[..slash], out var above) && !above.IsDirectory)
            {
                return $"The destination has a {Word(above.Kind)} at '{above.Path}', where a directory is needed.";
            }
        }

        return null;
    }

    private static string Word(ListedKind kind) => kind == ListedKind.Directory ? "directory" : kind == ListedKind.Link ? "link" : "file";

    private void PlanDirectories(List<TreeItem> items, List<PlannedEntry> chosen)
    {
        var known = items.Where(item => item.IsDirectory).GroupBy(item => item.Path, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        var wanted = new HashSet<string>(options.FilesOnly || options.Filter is not null || options.Rename is not null ? [] : known.Keys, StringComparer.Ordinal);
        foreach (var path in chosen.Select(entry => entry.Path))
        {
            for (var slash = path.LastIndexOf('/'); slash > 0 && wanted.Add(path[..slash]); slash = path.LastIndexOf('/', slash - 1))
            {
            }
        }

        foreach (var path in wanted.Order(StringComparer.Ordinal))
        {
            var from = options.Rename is null ? known.GetValueOrDefault(path) : null;
            if ((target.Refusal(path) ?? InTheWay(path, ListedKind.Directory)) is { } reason)
            {
                _issues.Enqueue(new TransferIssue(path, reason));
            }
            else
            {
                _tree.Directories.Add(new PlannedDirectory(path, from, _there.GetValueOrDefault(path)));
            }
        }
    }

    private async Task PlanEntriesAsync(List<PlannedEntry> chosen, CancellationToken cancellationToken)
    {
        var results = new EntryState[chosen.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, chosen.Count, parallel, async (index, token) =>
            results[index] = await _equality.CheckAsync(chosen[index], token).ConfigureAwait(false)).ConfigureAwait(false);
        foreach (var (entry, state) in chosen.Zip(results))
        {
            switch (state)
            {
                case EntryState.Conflict:
                    _issues.Enqueue(new TransferIssue(entry.Source.Path, $"'{entry.Path}' is there with another content that no earlier run put there: it is left alone."));
                    break;
                case EntryState.Equal or EntryState.Proven:
                    _tree.Equal.Add(entry with { IsProven = state == EntryState.Proven });
                    break;
                default:
                    (entry.Source.Kind == ListedKind.Link ? _tree.Links : _tree.Files).Add(entry);
                    break;
            }
        }
    }

    private void PlanExtra(List<TreeItem> items, List<PlannedEntry> chosen)
    {
        if (!options.DeleteExtra)
        {
            return;
        }

        // What the filter leaves out is not the transfer's business on either side.
        var wanted = chosen.Select(entry => entry.Path).Concat(items.Select(item => options.Rename?.Invoke(item.Path) ?? item.Path)).ToHashSet(StringComparer.Ordinal);
        var extra = _there.Values.Where(item => !wanted.Contains(item.Path) && (item.IsDirectory ? options.Filter is null && !options.FilesOnly : options.Filter?.Invoke(item.Path) != false));
        _tree.Extra.AddRange(extra.OrderByDescending(item => item.Path, StringComparer.Ordinal));
    }
}
