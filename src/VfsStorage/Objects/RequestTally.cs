namespace VfsStorage.Objects;

/// <summary>
/// What one flow of execution asked of a store while this was open: requests by kind, and bytes of content. Retries that the SDK makes
/// by itself count as one request. Safe for use by many threads; adds to the tally around it, too.
/// </summary>
internal sealed class RequestTally(RequestTally? outer, Action<RequestTally?> close) : IDisposable
{
    private static readonly int Kinds = Enum.GetValues<RequestKind>().Length;

    private readonly long[] _requests = new long[Kinds];
    private long _sentBytes;
    private long _receivedBytes;

    /// <summary>All requests.</summary>
    public long Total
    {
        get
        {
            long total = 0;
            for (var kind = 0; kind < Kinds; kind++) total += Volatile.Read(ref _requests[kind]);
            return total;
        }
    }

    /// <summary>The requests of one kind.</summary>
    public long this[RequestKind kind] => Volatile.Read(ref _requests[(int)kind]);

    /// <summary>Bytes of content sent, headers aside.</summary>
    public long SentBytes => Volatile.Read(ref _sentBytes);

    /// <summary>Bytes of content received, headers aside.</summary>
    public long ReceivedBytes => Volatile.Read(ref _receivedBytes);

    /// <summary>Ends the counting in this flow; the numbers stay readable.</summary>
    public void Dispose() => close(outer);

    internal void Add(RequestKind kind)
    {
        Interlocked.Increment(ref _requests[(int)kind]);
        outer?.Add(kind);
    }

    internal void AddSent(long bytes)
    {
        Interlocked.Add(ref _sentBytes, bytes);
        outer?.AddSent(bytes);
    }

    internal void AddReceived(long bytes)
    {
        Interlocked.Add(ref _receivedBytes, bytes);
        outer?.AddReceived(bytes);
    }
}
