using System.Diagnostics;

namespace VfsStorage.Testing;

/// <summary>One request as the server saw it. It enters the log when it arrives and is complete before its answer's last byte leaves.</summary>
public sealed class S3LoggedRequest
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _ended;

    internal S3LoggedRequest()
    {
    }

    /// <summary>Place in the order of arrival, from 1; never reused, also not after a clear.</summary>
    public long Sequence { get; internal set; }

    /// <summary>What the request asks for.</summary>
    public required S3Operation Operation { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The bucket, or an empty string.</summary>
    public required string Bucket { get; init; }

    /// <summary>The key, decoded, or an empty string.</summary>
    public required string Key { get; init; }

    /// <summary>The query parameters, decoded.</summary>
    public required IReadOnlyDictionary<string, string> Query { get; init; }

    /// <summary>The headers that mean something to S3, by name in lower case; signatures and tokens are left out.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The access key the request is signed with, or null.</summary>
    public string? AccessKey { get; init; }

    /// <summary>The client's connection.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>The HTTP status of the answer; 0 as long as there is none, and for good when the connection was reset instead.</summary>
    public int Status { get; internal set; }

    /// <summary>The S3 error code, or null.</summary>
    public string? ErrorCode { get; internal set; }

    /// <summary>Bytes of the request body as sent, framing included.</summary>
    public long BytesIn { get; internal set; }

    /// <summary>Bytes of the answer's body.</summary>
    public long BytesOut { get; internal set; }

    /// <summary>The injected faults that changed this request, such as <c>answer 503 SlowDown</c>, or null.</summary>
    public string? Fault { get; internal set; }

    /// <summary>When the request arrived, on a monotonic clock of the process.</summary>
    public TimeSpan Started => Stopwatch.GetElapsedTime(0, _started);

    /// <summary>When its answer was complete; null while it is in flight.</summary>
    public TimeSpan? Ended => Volatile.Read(ref _ended) is var ended and not 0 ? Stopwatch.GetElapsedTime(0, ended) : null;

    /// <summary>Arrival to answer; null while it is in flight.</summary>
    public TimeSpan? Duration => Ended - Started;

    /// <inheritdoc/>
    public override string ToString() =>
        $"#{Sequence} {Operation} {Bucket}/{Key} → {(Status == 0 ? "-" : Status)}{(ErrorCode is null ? "" : " " + ErrorCode)}";

    internal void End() => Interlocked.CompareExchange(ref _ended, Stopwatch.GetTimestamp(), 0);
}
