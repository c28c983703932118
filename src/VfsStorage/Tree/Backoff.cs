namespace VfsStorage.Tree;

/// <summary>The wait before a lost race is run again: random, up to a bound that doubles with each try.</summary>
internal static class Backoff
{
    /// <summary>After so many lost races, several minutes, a caller is told.</summary>
    public const int MaxAttempts = 1_000;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    public static Task DelayAsync(int attempt, TimeProvider time, CancellationToken cancellationToken)
    {
        var bound = Math.Min(Longest.TotalMilliseconds, Shortest.TotalMilliseconds * Math.Pow(2, Math.Min(attempt, 16)));
        return Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * bound), time, cancellationToken);
    }
}
