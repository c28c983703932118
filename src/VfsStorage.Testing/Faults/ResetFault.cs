using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using VfsStorage.Testing.Http;

namespace VfsStorage.Testing.Faults;

/// <summary>A connection that is reset instead of an answer.</summary>
internal sealed class ResetFault(bool afterProcessing) : Fault
{
    public override string Name => afterProcessing ? "lost answer" : "connection reset";

    public override Task BeforeAsync(S3Call call) => afterProcessing ? Task.CompletedTask : throw Reset(call);

    public override Task AfterAsync(S3Call call) => afterProcessing ? throw Reset(call) : Task.CompletedTask;

    private static ConnectionAbortedException Reset(S3Call call)
    {
        // A socket that does not linger says "reset", not "end".
        if (call.Http.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        call.Http.Abort();
        return new ConnectionAbortedException();
    }
}
