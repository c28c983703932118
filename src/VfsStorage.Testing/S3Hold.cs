using VfsStorage.Testing.Faults;

namespace VfsStorage.Testing;

/// <summary>Requests that hang until they are released; disposing it releases them and holds no more.</summary>
public sealed class S3Hold : IDisposable
{
    private readonly HoldFault _fault;

    internal S3Hold(S3FaultRule rule, HoldFault fault)
    {
        Rule = rule;
        _fault = fault;
    }

    /// <summary>The rule that holds them.</summary>
    public S3FaultRule Rule { get; }

    /// <summary>Completes when the first request is held.</summary>
    public Task Arrived => _fault.Arrived;

    /// <summary>Lets every held request go on, and every later one pass.</summary>
    public void Release() => _fault.Release();

    /// <inheritdoc/>
    public void Dispose()
    {
        Rule.Dispose();
        Release();
    }
}
