using VfsStorage.Testing.Http;

namespace VfsStorage.Testing.Faults;

/// <summary>A callback at a moment of the test's choice.</summary>
internal sealed class CallFault(Action<S3LoggedRequest> callback, bool afterProcessing) : Fault
{
    public override string Name => afterProcessing ? "call after processing" : "call before processing";

    public override Task BeforeAsync(S3Call call) => Call(call, !afterProcessing);

    public override Task AfterAsync(S3Call call) => Call(call, afterProcessing);

    private Task Call(S3Call call, bool isDue)
    {
        if (isDue)
            callback(call.Entry);
        return Task.CompletedTask;
    }
}
