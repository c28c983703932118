using System.Diagnostics;

namespace VfsStorage.Objects;

/// <summary>One request under way, from <see cref="RequestMeter.Start"/>: its span and its clock.</summary>
internal readonly struct RequestMeasure(RequestKind kind, Activity? activity)
{
    private readonly long _started = Stopwatch.GetTimestamp();

    /// <summary>How long ago it started.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    /// <summary>The request is over; <paramref name="error"/> says how it failed, if it did.</summary>
    public void End(StoreException? error = null)
    {
        if (Telemetry.Requests.Enabled || Telemetry.Duration.Enabled)
        {
            var tags = new TagList { { "kind", kind.ToString() }, { "outcome", error?.Kind.ToString() ?? "ok" } };
            Telemetry.Requests.Add(1, tags);
            Telemetry.Duration.Record(Elapsed.TotalSeconds, tags);
        }

        if (activity is null) return;
        if (error is not null) activity.SetStatus(ActivityStatusCode.Error, error.Kind.ToString());
        activity.Dispose();
    }
}
