using VfsStorage.Objects;

namespace VfsStorage;

/// <summary>
/// Counts what one flow of execution, and whatever it starts, asks of the store: from <see cref="S3FileSystem.CountRequests"/> until disposed.
/// The numbers stay readable afterwards. A request that the SDK repeats by itself counts once.
/// </summary>
public sealed class S3RequestCount : IDisposable
{
    private readonly RequestTally _tally;

    internal S3RequestCount(RequestTally tally) => _tally = tally;

    /// <summary>All requests.</summary>
    public long Total => _tally.Total;

    /// <summary>HEAD of an object.</summary>
    public long Heads => _tally[RequestKind.Head];

    /// <summary>GET of an object or a part of it.</summary>
    public long Gets => _tally[RequestKind.Get];

    /// <summary>PUT of an object.</summary>
    public long Puts => _tally[RequestKind.Put];

    /// <summary>Pages of listings.</summary>
    public long Lists => _tally[RequestKind.List];

    /// <summary>Copies on the server, whole objects and parts.</summary>
    public long Copies => _tally[RequestKind.Copy] + _tally[RequestKind.CopyPart];

    /// <summary>Deletes, each of one object or of up to 1,000.</summary>
    public long Deletes => _tally[RequestKind.Delete] + _tally[RequestKind.DeleteMany];

    /// <summary>Everything about multipart uploads but copied parts: begin, part, complete, abort.</summary>
    public long Uploads =>
        _tally[RequestKind.BeginUpload] + _tally[RequestKind.UploadPart] + _tally[RequestKind.CompleteUpload] + _tally[RequestKind.AbortUpload];

    /// <summary>Bytes of content sent, headers aside.</summary>
    public long SentBytes => _tally.SentBytes;

    /// <summary>Bytes of content received, headers aside.</summary>
    public long ReceivedBytes => _tally.ReceivedBytes;

    /// <summary>Stops counting.</summary>
    public void Dispose() => _tally.Dispose();

    /// <summary>The numbers in one line.</summary>
    public override string ToString() =>
        $"{Total} requests (HEAD {Heads}, GET {Gets}, PUT {Puts}, LIST {Lists}, COPY {Copies}, DELETE {Deletes}, upload {Uploads}), {SentBytes} bytes sent, {ReceivedBytes} received";
}
