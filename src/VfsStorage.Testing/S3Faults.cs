using VfsStorage.Testing.Faults;

namespace VfsStorage.Testing;

/// <summary>What goes wrong, and how slowly everything goes; may be changed while requests are in flight.</summary>
public sealed class S3Faults
{
    private readonly Lock _gate = new();
    private readonly List<S3FaultRule> _rules = [];
    private readonly HashSet<string> _expiredKeys = new(StringComparer.Ordinal);
    private long _latencyTicks;
    private long _bytesPerSecond;

    internal S3Faults(S3TestServerOptions options)
    {
        Latency = options.Latency;
        BytesPerSecond = options.BytesPerSecond;
    }

    /// <summary>Delay of every request before it is processed.</summary>
    public TimeSpan Latency
    {
        get => TimeSpan.FromTicks(Volatile.Read(ref _latencyTicks));
        set => Volatile.Write(ref _latencyTicks, value.Ticks);
    }

    /// <summary>How many bytes of bodies each connection carries a second, both directions together; null for no limit.</summary>
    public long? BytesPerSecond
    {
        get => Volatile.Read(ref _bytesPerSecond) is var limit and > 0 ? limit : null;
        set => Volatile.Write(ref _bytesPerSecond, value ?? 0);
    }

    /// <summary>Begins a rule for requests of these operations, or for all requests if none is named.</summary>
    /// <param name="operations">The operations.</param>
    public S3FaultBuilder On(params S3Operation[] operations) => new(this, operations);

    /// <summary>Answers <c>ExpiredToken</c> to every request that this access key signs, until <see cref="RestoreCredentials"/> or <see cref="Clear"/>.</summary>
    /// <param name="accessKey">The access key id.</param>
    public void ExpireCredentials(string accessKey)
    {
        lock (_gate)
            _expiredKeys.Add(accessKey);
    }

    /// <summary>Accepts an expired access key again.</summary>
    /// <param name="accessKey">The access key id.</param>
    public void RestoreCredentials(string accessKey)
    {
        lock (_gate)
            _expiredKeys.Remove(accessKey);
    }

    /// <summary>Removes every rule and expiry, and releases every held request; latency and bandwidth stay.</summary>
    public void Clear()
    {
        List<S3FaultRule> rules;
        lock (_gate)
        {
            rules = [.. _rules];
            _rules.Clear();
            _expiredKeys.Clear();
        }

        rules.ForEach(r => r.Fault.Release());
    }

    internal bool HasExpired(string? accessKey)
    {
        lock (_gate)
            return accessKey is not null && _expiredKeys.Contains(accessKey);
    }

    internal void Add(S3FaultRule rule)
    {
        lock (_gate)
            _rules.Add(rule);
    }

    internal void Remove(S3FaultRule rule)
    {
        lock (_gate)
            _rules.Remove(rule);
    }

    /// <summary>The faults that befall a request, in the order of their rules.</summary>
    internal FaultPlan PlanFor(S3LoggedRequest request)
    {
        lock (_gate)
            return _rules.Count == 0 ? FaultPlan.None : new FaultPlan([.. _rules.Where(r => r.Applies(request)).Select(r => r.Fault)]);
    }
}
