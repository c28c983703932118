using System.Globalization;

namespace VfsStorage.Claims.Holds;

/// <summary>The right to work on the areas, alone or beside other shards, for as long as a batch or a server runs.</summary>
internal abstract class AreasHold : IAsyncDisposable
{
    /// <summary>Takes the hold. A file system on which files can be locked gives it back when its process ends; elsewhere it runs out.</summary>
    /// <exception cref="AreasHeldException">Another process has it.</exception>
    public static async Task<AreasHold> TakeAsync(ClaimsWorkspace workspace, HoldKey key, CancellationToken cancellationToken) =>
        workspace.Writes == WriteStrategy.Direct
            ? await RenewedHold.AcquireAsync(workspace, key, cancellationToken)
            : await LockedHold.AcquireAsync(workspace, key);

    /// <summary>Makes sure that the hold is still there; free unless it was last confirmed long ago.</summary>
    /// <exception cref="AreasHeldException">Another process has taken it over.</exception>
    public abstract ValueTask EnsureAsync();

    public abstract ValueTask DisposeAsync();

    /// <summary>Why a process is refused, or ends.</summary>
    protected static AreasHeldException Held(ClaimsWorkspace workspace, HoldKey key, HoldRecord? holder, string advice)
    {
        var area = workspace.FileSystem.Path.GetFileName(workspace.FileSystem.Path.TrimEndingDirectorySeparator(workspace.Areas.Output));
        var shard = key.Shard is { } part ? $", shard {part}" : "";
        var who = holder is null
            ? $"another process{shard}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{holder.Machine} (process {holder.ProcessId}{shard}) since {holder.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
        return new AreasHeldException($"The area '{area}' is being {key.Kind.Doing} by {who}; {advice}");
    }
}
