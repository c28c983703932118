using System.IO.Abstractions;
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
        if (target.Place.FileSystem is not S3FileSystem)
            return count + await Task.Run(() => CountOnDisk(target.Place), cancellationToken);
        var listing = target.Place.FileSystem.Directory.ListAsync(target.Place.Path, maxDepth: int.MaxValue, cancellationToken: cancellationToken);
        await foreach (var entry in listing)
            count += TreeCount.Of(entry);
        return count;
    }

    /// <summary>Without what cannot be read, and links: it is only to be known whether there is much.</summary>
    private static TreeCount CountOnDisk(Place directory)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        return directory.FileSystem.DirectoryInfo.New(directory.Path).EnumerateFileSystemInfos("*", options)
            .Aggregate(default(TreeCount), (sum, entry) => sum + (entry is IFileInfo file ? new TreeCount(1, 0, file.Exists ? file.Length : 0) : new TreeCount(0, 1, 0)));
    }
}
