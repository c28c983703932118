using System.Globalization;

namespace VfsStorage.Claims.Batches.Holds;

/// <summary>The right to work on the areas, alone or beside other shards, for as long as a batch runs.</summary>
internal abstract class BatchHold : IAsyncDisposable
{
    /// <summary>Takes the hold. A file system on which files can be locked gives it back when its process ends; elsewhere it runs out.</summary>
    /// <exception cref="BatchHeldException">Another batch has it.</exception>
    public static async Task<BatchHold> TakeAsync(ClaimsWorkspace workspace, BatchShard? shard, CancellationToken cancellationToken) =>
        workspace.Writes == WriteStrategy.Direct
            ? await RenewedHold.TakeAsync(workspace, new HoldKey(shard), cancellationToken)
            : await LockedHold.TakeAsync(workspace, new HoldKey(shard));

    /// <summary>Makes sure that the hold is still there; free unless it was last confirmed long ago.</summary>
    /// <exception cref="BatchHeldException">Another batch has taken it over.</exception>
    public abstract ValueTask EnsureAsync();

    public abstract ValueTask DisposeAsync();

    /// <summary>Why a batch is refused, or ends.</summary>
    protected static BatchHeldException Held(ClaimsWorkspace workspace, HoldKey key, HoldRecord? holder, string advice)
    {
        var area = workspace.FileSystem.Path.GetFileName(workspace.FileSystem.Path.TrimEndingDirectorySeparator(workspace.Areas.Output));
        var shard = key.Shard is { } part ? $", shard {part}" : "";
        var who = holder is null
            ? $"another process{shard}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{holder.Machine} (process {holder.ProcessId}{shard}) since {holder.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
        return new BatchHeldException($"The area '{area}' is being processed by {who}; {advice}");
    }
}
