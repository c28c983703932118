using System.Diagnostics;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using VfsStorage.Testing.Http;

namespace VfsStorage.Testing.Faults;

/// <summary>Holds one connection to its bandwidth, over all requests that use it.</summary>
internal sealed class ConnectionPace
{
    /// <summary>Ahead of its bandwidth by so little, a connection does not wait: timers are no finer, and would cost it time.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(4);

    private readonly Lock _gate = new();
    private long _freeAt;

    /// <summary>The pace of a request's connection.</summary>
    public static ConnectionPace Of(S3Call call)
    {
        var items = call.Http.Features.GetRequiredFeature<IConnectionItemsFeature>().Items;
        lock (items)
        {
            if (items.TryGetValue(typeof(ConnectionPace), out var found))
                return (ConnectionPace)found!;
            var pace = new ConnectionPace();
            items[typeof(ConnectionPace)] = pace;
            return pace;
        }
    }

    /// <summary>Waits until the connection may carry <paramref name="bytes"/> more.</summary>
    public async ValueTask WaitAsync(int bytes, long bytesPerSecond, CancellationToken cancellationToken)
    {
        TimeSpan delay;
        lock (_gate)
        {
            // A wait that took too long is made good by the next, up to the same few milliseconds.
            var now = Stopwatch.GetTimestamp();
            var grace = (long)(Grace.TotalSeconds * Stopwatch.Frequency);
            _freeAt = Math.Max(now - grace, _freeAt) + (long)((double)bytes / bytesPerSecond * Stopwatch.Frequency);
            delay = Stopwatch.GetElapsedTime(now, _freeAt);
        }

        if (delay > Grace)
        {
            await Task.Delay(delay, cancellationToken).ConfigureAwait(false);
        }
    }
}
