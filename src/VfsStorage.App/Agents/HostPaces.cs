using System.Collections.Concurrent;

namespace VfsStorage.App.Agents;

/// <summary>
/// Spaces the calls to each host evenly, for all agents together. The rate limiters of .NET refill on a beat of their own, so that
/// two calls may follow each other at once; public services take that for too many.
/// </summary>
internal sealed class HostPaces(TimeProvider time, TimeSpan pace)
{
    private readonly ConcurrentDictionary<string, Turn> _turns = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits until <paramref name="host"/> may be called again; callers are served in order.</summary>
    public async Task WaitAsync(string host, CancellationToken cancellationToken)
    {
        var turn = _turns.GetOrAdd(host, _ => new Turn());
        await turn.Gate.WaitAsync(cancellationToken);
        try
        {
            var wait = turn.NextCall - time.GetUtcNow();
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, time, cancellationToken);
            turn.NextCall = time.GetUtcNow() + pace;
        }
        finally
        {
            turn.Gate.Release();
        }
    }

    /// <summary>When a host may be called next. The gate is never disposed: it has no handle, and lives as long as the program.</summary>
    private sealed class Turn
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public DateTimeOffset NextCall { get; set; } = DateTimeOffset.MinValue;
    }
}
