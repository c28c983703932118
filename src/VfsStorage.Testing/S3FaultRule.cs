using VfsStorage.Testing.Faults;

namespace VfsStorage.Testing;

/// <summary>A fault and the requests it befalls. Disposing it removes the rule; requests already befallen stay so.</summary>
public sealed class S3FaultRule : IDisposable
{
    private readonly S3Faults _owner;
    private readonly FaultScope _scope;
    private int _matches;
    private int _hits;

    internal S3FaultRule(S3Faults owner, FaultScope scope, Fault fault)
    {
        _owner = owner;
        _scope = scope;
        Fault = fault;
    }

    /// <summary>How many requests it has befallen.</summary>
    public int Hits => Volatile.Read(ref _hits);

    internal Fault Fault { get; }

    /// <inheritdoc/>
    public void Dispose() => _owner.Remove(this);

    /// <inheritdoc/>
    public override string ToString() => $"{Fault.Name} ({Hits} hits)";

    /// <summary>Whether the fault befalls this request; called once a request, under the owner's lock.</summary>
    internal bool Applies(S3LoggedRequest request)
    {
        if (!_scope.Matches(request))
            return false;
        _matches++;
        if (_matches <= _scope.Skip || _hits >= _scope.Times || !_scope.Draw())
            return false;
        _hits++;
        return true;
    }
}
