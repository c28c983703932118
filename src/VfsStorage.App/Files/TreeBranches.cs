using System.Runtime.CompilerServices;
using System.Text;

namespace VfsStorage.App.Files;

/// <summary>
/// Draws the branches before the names of a tree. Whether an entry is the last of its directory is known while the listing fits the
/// window of <see cref="EntryOrder"/>; of a longer one each entry is drawn as if more followed.
/// </summary>
internal static class TreeBranches
{
    private const string More = "├── ";
    private const string Last = "└── ";
    private const string Trunk = "│   ";
    private const string Gap = "    ";

    /// <summary>The entries with what stands before their names.</summary>
    public static async IAsyncEnumerable<(ListedEntry Entry, string Branch)> DrawAsync(
        IAsyncEnumerable<ListedEntry> entries, string root, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var kept = new List<ListedEntry>();
        await using var listing = entries.GetAsyncEnumerator(cancellationToken);
        while (kept.Count <= EntryOrder.Window && await listing.MoveNextAsync())
            kept.Add(listing.Current);
        var isAll = kept.Count <= EntryOrder.Window;
        if (isAll)
            kept.Sort(EntryOrder.ByName);
        var isLast = isAll ? LastOnes(kept, root) : null;
        var ends = new List<bool>();
        for (var i = 0; i < kept.Count; i++)
            yield return (kept[i], Branch(ends, DepthOf(kept[i], root), isLast?[i] == true));
        while (!isAll && await listing.MoveNextAsync())
            yield return (listing.Current, Branch(ends, DepthOf(listing.Current, root), isLast: false));
    }

    private static string Branch(List<bool> ends, int depth, bool isLast)
    {
        // Whether the branches further left have ended.
        ends.RemoveRange(Math.Min(depth, ends.Count), Math.Max(ends.Count - depth, 0));
        var text = new StringBuilder();
        foreach (var hasEnded in ends)
            text.Append(hasEnded ? Gap : Trunk);
        ends.Add(isLast);
        return text.Append(isLast ? Last : More).ToString();
    }

    // From the end: an entry is the last of its directory unless one of the same depth came since its directory's end.
    private static bool[] LastOnes(List<ListedEntry> entries, string root)
    {
        var isLast = new bool[entries.Count];
        var followed = new List<bool>();
        for (var i = entries.Count - 1; i >= 0; i--)
        {
            var depth = DepthOf(entries[i], root);
            while (followed.Count <= depth)
                followed.Add(false);
            isLast[i] = !followed[depth];
            followed[depth] = true;
            followed.RemoveRange(depth + 1, followed.Count - depth - 1);
        }

        return isLast;
    }

    private static int DepthOf(ListedEntry entry, string root) => FileTarget.Relative(root, entry).AsSpan().Count('/');
}
