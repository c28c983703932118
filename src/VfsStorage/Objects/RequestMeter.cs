using System.Diagnostics;

namespace VfsStorage.Objects;

/// <summary>
/// Counts the requests of one store: into the tallies open in the flow of execution that makes them, and into the process's metrics and traces.
/// Sits where a request leaves for the store, not around <see cref="IObjectStore"/>, so that a copy in parts counts each of its parts.
/// </summary>
internal sealed class RequestMeter
{
    private readonly AsyncLocal<RequestTally?> _tally = new();

    /// <summary>Starts to count what this flow of execution, and whatever it starts, asks of the store; until disposed.</summary>
    public RequestTally Begin()
    {
        var tally = new RequestTally(_tally.Value, outer => _tally.Value = outer);
        _tally.Value = tally;
        return tally;
    }

    /// <summary>A request is about to leave; the measure returned is told how it ended.</summary>
    public RequestMeasure Start(RequestKind kind, string bucket)
    {
        _tally.Value?.Add(kind);
        var activity = Telemetry.Activities.HasListeners()
            ? Telemetry.Activities.StartActivity($"s3 {kind}", ActivityKind.Client)?.SetTag("aws.s3.bucket", bucket)
            : null;
        return new RequestMeasure(kind, activity);
    }

    public void Sent(long bytes)
    {
        _tally.Value?.AddSent(bytes);
        Telemetry.Sent.Add(bytes);
    }

    public void Received(long bytes)
    {
        _tally.Value?.AddReceived(bytes);
        Telemetry.Received.Add(bytes);
    }
}
