using System.Runtime.CompilerServices;

namespace VfsStorage.App.Files;

/// <summary>
/// Puts entries in order without keeping a whole listing: what fits the window is sorted by name; a longer listing comes as the store
/// lists it, unless an order was asked for.
/// </summary>
internal static class EntryOrder
{
    /// <summary>How many entries are kept to be sorted by name.</summary>
    public const int Window = 10_000;

    /// <summary>By path, each directory's entries right after it.</summary>
    public static IComparer<ListedEntry> ByName { get; } = Comparer<ListedEntry>.Create((one, other) => ComparePaths(one.Path, other.Path));

    private static readonly IComparer<ListedEntry> _bySize =
        Comparer<ListedEntry>.Create((one, other) => Then(other.Length.CompareTo(one.Length), one, other));

    private static readonly IComparer<ListedEntry> _byTime =
        Comparer<ListedEntry>.Create((one, other) => Then(Nullable.Compare(other.LastModified, one.LastModified), one, other));

    /// <summary>Sorts a listing.</summary>
    /// <param name="entries">As the store lists them.</param>
    /// <param name="order"><c>name</c>, <c>size</c> (largest first) or <c>time</c> (newest first), all of which keep the whole listing in
    /// memory; <see langword="null"/> for by name within the window.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public static IAsyncEnumerable<ListedEntry> Sort(
        IAsyncEnumerable<ListedEntry> entries, string? order, CancellationToken cancellationToken) => order switch
        {
            null => SortWindowAsync(entries, Window, cancellationToken),
            "name" => entries.Order(ByName),
            "size" => entries.Order(_bySize),
            _ => entries.Order(_byTime),
        };

    /// <summary>Sorts what fits the window.</summary>
    public static async IAsyncEnumerable<ListedEntry> SortWindowAsync(
        IAsyncEnumerable<ListedEntry> entries, int window, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var kept = new List<ListedEntry>();
        await using var listing = entries.GetAsyncEnumerator(cancellationToken);
        while (kept.Count <= window && await listing.MoveNextAsync())
            kept.Add(listing.Current);
        var isAll = kept.Count <= window;
        if (isAll)
            kept.Sort(ByName);
        foreach (var entry in kept)
            yield return entry;
        while (!isAll && await listing.MoveNextAsync())
            yield return listing.Current;
    }

    private static int Then(int first, ListedEntry one, ListedEntry other) => first != 0 ? first : ByName.Compare(one, other);

    private static int ComparePaths(string one, string other)
    {
        var length = Math.Min(one.Length, other.Length);
        for (var i = 0; i < length; i++)
        {
            if (one[i] != other[i])
                return Rank(one[i]) - Rank(other[i]);
        }

        return one.Length - other.Length;
    }

    // Before every character that a name can have.
    private static int Rank(char character) => character == '/' ? -1 : character;
}
