using VfsStorage.Transfer.Planning;

namespace VfsStorage.Transfer;

/// <summary>What a transfer will do, found out before it does anything.</summary>
public sealed class TransferPlan
{
    private const decimal Gigabyte = 1_000_000_000m;

    internal TransferPlan(PlannedTree tree, IReadOnlyList<TransferIssue> issues, TransferRequests requests)
    {
        (Tree, Issues, Requests) = (tree, issues, requests);
        Files = tree.Files.Count;
        Bytes = tree.Files.Sum(file => file.Source.Length);
    }

    /// <summary>Files that will be copied.</summary>
    public long Files { get; }

    /// <summary>Their bytes.</summary>
    public long Bytes { get; }

    /// <summary>Links that will be made.</summary>
    public long Links => Tree.Links.Count;

    /// <summary>Directories of the source that the destination is to have.</summary>
    public long Directories => Tree.Directories.Count;

    /// <summary>Files and links that are there already, the same.</summary>
    public long Equal => Tree.Equal.Count;

    /// <summary>Entries that only the destination has and that will be deleted there.</summary>
    public long Extra => Tree.Extra.Count;

    /// <summary>What cannot be transferred, with reasons: names that the destination cannot hold, files where it has directories, …</summary>
    public IReadOnlyList<TransferIssue> Issues { get; }

    /// <summary>The requests it will make.</summary>
    public TransferRequests Requests { get; }

    /// <summary>Whether nothing is to be done.</summary>
    public bool IsEmpty => Files == 0 && Links == 0 && Extra == 0 && Tree.Directories.TrueForAll(directory => directory.Target is not null) && !Tree.RetiresEqual;

    internal PlannedTree Tree { get; }

    /// <summary>The paths of the files that will be copied, below the destination, in order.</summary>
    public IEnumerable<string> Paths => Tree.Files.Concat(Tree.Links).Select(entry => entry.Path).Order(StringComparer.Ordinal);

    /// <summary>Estimates time and price.</summary>
    /// <param name="prices">What the store charges.</param>
    /// <param name="roundTrip">How long a small request takes.</param>
    /// <param name="bytesPerSecond">The bandwidth.</param>
    /// <param name="parallelism">How many requests are under way at once.</param>
    public TransferEstimate Estimate(TransferPrices prices, TimeSpan roundTrip, double bytesPerSecond, int parallelism)
    {
        ArgumentNullException.ThrowIfNull(prices);
        var writes = Requests.Put + Requests.Post + Requests.UploadPart + Requests.Copy + Requests.List;
        var reads = Requests.Get + Requests.Head;
        var price = (writes * prices.WritesPer1000 / 1000) + (reads * prices.ReadsPer1000 / 1000) + (Requests.Get > 0 ? Bytes / Gigabyte * prices.OutPerGb : 0);
        var monthly = Requests.Put + Requests.UploadPart + Requests.Copy > 0 ? Bytes / Gigabyte * prices.StoragePerGbMonth : 0;
        var travelling = Requests.Get + Requests.Put + Requests.UploadPart > 0 ? Bytes / Math.Max(1, bytesPerSecond) : 0;
        var seconds = Math.Max(Requests.Total * roundTrip.TotalSeconds / Math.Max(1, parallelism), travelling);
        return new TransferEstimate(TimeSpan.FromSeconds(seconds), price, monthly);
    }
}
