namespace VfsStorage.Testing;

/// <summary>What goes wrong, and how slowly everything goes; may be changed while requests are in flight.</summary>
public sealed class S3Faults
{
    private long _latencyTicks;

    internal S3Faults(S3TestServerOptions options) => Latency = options.Latency;

    /// <summary>Delay of every request before it is processed.</summary>
    public TimeSpan Latency
    {
        get => TimeSpan.FromTicks(Volatile.Read(ref _latencyTicks));
        set => Volatile.Write(ref _latencyTicks, value.Ticks);
    }
}
