using VfsStorage.Claims.Holds;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Queueing;

/// <summary>The right to work on the accepted claims and their deliveries, which one process at a time has.</summary>
public sealed class QueueHold : IAsyncDisposable
{
    private readonly AreasHold _hold;

    private QueueHold(AreasHold hold) => _hold = hold;

    /// <summary>Takes the hold. One that was left by a killed process is taken over; in S3, on another machine, after it was silent for a minute.</summary>
    /// <exception cref="AreasHeldException">Another process has it.</exception>
    /// <exception cref="ClaimsException">The output area cannot be written.</exception>
    public static async Task<QueueHold> TakeAsync(ClaimsWorkspace workspace, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return new QueueHold(await StorageGuard.RunAsync("server", () =>
        {
            workspace.FileSystem.Directory.CreateDirectory(StateFolder.Of(workspace));
            return AreasHold.TakeAsync(workspace, new HoldKey(HoldKind.Server), cancellationToken);
        }));
    }

    /// <summary>Makes sure that the hold is still there; free unless it was last confirmed long ago.</summary>
    /// <exception cref="AreasHeldException">Another process has taken it over.</exception>
    /// <exception cref="ClaimsException">The storage failed: nobody knows.</exception>
    public Task EnsureAsync() => StorageGuard.RunAsync("server", () => _hold.EnsureAsync().AsTask());

    /// <summary>Gives the hold back.</summary>
    public ValueTask DisposeAsync() => _hold.DisposeAsync();
}
