using VfsStorage.Testing;

namespace VfsStorage.Tests.Reliability.Failures;

/// <summary>Runs a call one of whose requests fails, or is cancelled.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="RunAsync">Runs the call with a failure at the request of that number.</param>
internal sealed record Failing(string Name, Func<S3Faults, int, Func<CancellationToken, Task>, Task> RunAsync)
{
    /// <summary>The requests after it work, and are waited for: no upload is left behind.</summary>
    public bool CleansUp { get; init; }
}
