namespace VfsStorage.Tests.Reliability.Overlaps;

/// <summary>The system's clock, on which waits between tries end at once; time-outs that are set later do not.</summary>
internal sealed class ImpatientTime : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
}
