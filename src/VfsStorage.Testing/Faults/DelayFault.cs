using VfsStorage.Testing.Http;

namespace VfsStorage.Testing.Faults;

/// <summary>A delay before the request is processed.</summary>
internal sealed class DelayFault(TimeSpan delay) : Fault
{
    public override string Name => $"delay {delay}";

    public override Task BeforeAsync(S3Call call) => Task.Delay(delay, call.Aborted);
}
