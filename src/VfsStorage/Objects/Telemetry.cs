using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace VfsStorage.Objects;

/// <summary>The one <see cref="Meter"/> and the one <see cref="ActivitySource"/> of the library, both named <c>VfsStorage</c>.</summary>
internal static class Telemetry
{
    public const string Name = "VfsStorage";

    public static readonly ActivitySource Activities = new(Name);

    private static readonly Meter Meter = new(Name);

    /// <summary>
    /// Requests by <c>kind</c> and <c>outcome</c> (<c>ok</c> or a <see cref="StoreErrorKind"/>); the SDK's own retries of one are not told apart.
    /// </summary>
    public static readonly Counter<long> Requests = Meter.CreateCounter<long>("vfsstorage.requests", "{request}", "Requests sent to the store");

    /// <summary>Until the headers of the answer have come, retries included.</summary>
    public static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("vfsstorage.request.duration", "s", "Time to the answer of a request");

    /// <summary>Calls of users by <c>operation</c>, the member it comes down to (<c>ReadAllText</c> is <c>ReadAllBytes</c>), and <c>outcome</c> (<c>ok</c> or the exception's type).</summary>
    public static readonly Counter<long> Operations = Meter.CreateCounter<long>("vfsstorage.operations", "{operation}", "Calls of the file system");

    public static readonly Histogram<double> OperationDuration = Meter.CreateHistogram<double>("vfsstorage.operation.duration", "s", "Time that calls of the file system took");

    /// <summary>Requests that were sent again, by <c>kind</c>; with a client of <c>S3ClientFactory</c>, those of the SDK are among them.</summary>
    public static readonly Counter<long> Retries = Meter.CreateCounter<long>("vfsstorage.retries", "{request}", "Requests sent again");

    /// <summary>Answers by which the store asked to slow down, by <c>kind</c>; those that the SDK retries by itself likewise.</summary>
    public static readonly Counter<long> Throttles = Meter.CreateCounter<long>("vfsstorage.throttles", "{answer}", "Answers that ask to slow down");

    public static readonly Counter<long> Sent = Meter.CreateCounter<long>("vfsstorage.sent", "By", "Bytes of content sent to the store");

    public static readonly Counter<long> Received = Meter.CreateCounter<long>("vfsstorage.received", "By", "Bytes of content received from the store");
}
