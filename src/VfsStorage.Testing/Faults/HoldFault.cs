using VfsStorage.Testing.Http;

namespace VfsStorage.Testing.Faults;

/// <summary>Requests that hang until the test lets them go, or the client gives up.</summary>
internal sealed class HoldFault(bool afterProcessing) : Fault
{
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override string Name => afterProcessing ? "answer held" : "held";

    public Task Arrived => _arrived.Task;

    public override Task BeforeAsync(S3Call call) => afterProcessing ? Task.CompletedTask : WaitAsync(call);

    public override Task AfterAsync(S3Call call) => afterProcessing ? WaitAsync(call) : Task.CompletedTask;

    public override void Release() => _released.TrySetResult();

    private Task WaitAsync(S3Call call)
    {
        _arrived.TrySetResult();
        return _released.Task.WaitAsync(call.Aborted);
    }
}
