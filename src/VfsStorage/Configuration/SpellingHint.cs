namespace VfsStorage.Configuration;

/// <summary>Guesses which name was meant by one that was mistyped.</summary>
internal static class SpellingHint
{
    /// <summary>The name that takes the fewest edits to get to, or <see langword="null"/> if none is near.</summary>
    public static string? Closest(string typed, IEnumerable<string> names) => (
        from name in names
        let distance = Distance(typed.ToLowerInvariant(), name)
        where distance <= Math.Max(2, name.Length / 3)
        orderby distance, name
        select name).FirstOrDefault();

    // Insertions, deletions, substitutions and swaps of neighbours (Damerau and Levenshtein).
    private static int Distance(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) cost[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) cost[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                cost[i, j] = Math.Min(Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1, cost[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }

        return cost[a.Length, b.Length];
    }
}
