using System.Diagnostics;

namespace VfsStorage.Objects;

/// <summary>One call of a user under way, such as <c>File.Copy</c>: its span, which those of its requests are below, and its clock.</summary>
internal readonly struct OperationMeasure(string name, Activity? activity)
{
    private readonly long _started = Stopwatch.GetTimestamp();

    /// <summary>Starts to measure a call.</summary>
    public static OperationMeasure Start(string name) =>
        new(name, Telemetry.Activities.HasListeners() ? Telemetry.Activities.StartActivity($"vfs {name}") : null);

    /// <summary>The call is over; <paramref name="error"/> says how it failed, if it did.</summary>
    public void End(Exception? error = null)
    {
        if (Telemetry.Operations.Enabled || Telemetry.OperationDuration.Enabled)
        {
            var tags = new TagList { { "operation", name }, { "outcome", error?.GetType().Name ?? "ok" } };
            Telemetry.Operations.Add(1, tags);
            Telemetry.OperationDuration.Record(Stopwatch.GetElapsedTime(_started).TotalSeconds, tags);
        }

        if (activity is null) return;
        if (error is not null) activity.SetStatus(ActivityStatusCode.Error, error.GetType().Name);
        activity.Dispose();
    }
}
