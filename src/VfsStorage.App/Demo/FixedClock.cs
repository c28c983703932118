namespace VfsStorage.App.Demo;

/// <summary>A clock that stands still, so that two runs write the same times. Its timers run.</summary>
internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => 0;
}
