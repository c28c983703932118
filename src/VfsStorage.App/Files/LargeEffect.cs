using VfsStorage.App.Locations;

namespace VfsStorage.App.Files;

/// <summary>Shows what would happen before something large does, and asks.</summary>
internal static class LargeEffect
{
    /// <summary>Up to so many entries nobody is asked.</summary>
    public const int Threshold = 1000;

    private const int ShownTargets = 10;

    /// <summary>Whether to go on; counts by listing, unless the answer is known.</summary>
    /// <param name="session">Where to ask.</param>
    /// <param name="verb">What would happen, such as <c>Delete</c>.</param>
    /// <param name="targets">To what.</param>
    /// <param name="yes">Whether <c>--yes</c> was given.</param>
    /// <param name="cancellationToken">Ends the listings.</param>
    public static async Task<bool> IsWantedAsync(
        FileSession session, string verb, IReadOnlyList<FileTarget> targets, bool yes, CancellationToken cancellationToken)
    {
        if (yes)
            return true;
        var counts = new List<(FileTarget Target, TreeCount Count)>();
        foreach (var target in targets)
            counts.Add((target, await CountAsync(target, cancellationToken)));
        var total = counts.Aggregate(default(TreeCount), (sum, item) => sum + item.Count);
        if (total.Entries <= Threshold)
            return true;

        session.Out.Flush();
        foreach (var (target, count) in counts.OrderByDescending(item => item.Count.Entries).Take(ShownTargets))
            session.Terminal.WriteLine($"{verb} {Printable.Of(target.Shown)}: {count}");
        if (counts.Count > ShownTargets)
            session.Terminal.WriteLine($"… and {SizeText.Count(counts.Count - ShownTargets)} more, together {total}");
        return Confirmation.Ask(session.Terminal, $"{verb} {SizeText.Count(total.Entries)} entries?", yes);
    }

    private static async Task<TreeCount> CountAsync(FileTarget target, CancellationToken cancellationToken)
    {
        var count = TreeCount.Of(target.Entry);
        if (!target.IsDirectory)
            return count;
        var listing = target.Place.FileSystem.Directory.ListAsync(target.Place.Path, maxDepth: int.MaxValue, cancellationToken: cancellationToken);
        await foreach (var entry in listing)
            count += TreeCount.Of(entry);
        return count;
    }
}
