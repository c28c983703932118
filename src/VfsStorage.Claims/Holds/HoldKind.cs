using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Holds;

/// <summary>What only one process does at a time; different kinds do not exclude each other.</summary>
internal sealed record HoldKind
{
    /// <summary>Batches over the input area, whole or in shards.</summary>
    public static HoldKind Batch { get; } = new()
    {
        Prefix = "batch",
        FolderOf = workspace => workspace.Areas.Cache,
        Doing = "processed",
        Fallen = "this batch fell silent, was taken for dead and stops. Every row done so far is safe.",
    };

    /// <summary>Working on accepted claims and their deliveries.</summary>
    public static HoldKind Server { get; } = new()
    {
        Prefix = "server",
        FolderOf = StateFolder.Of,
        Doing = "served",
        Fallen = "this server fell silent, was taken for dead and stops. What it accepted goes on there.",
    };

    /// <summary>What every file's name starts with.</summary>
    public required string Prefix { get; init; }

    /// <summary>The folder of the files.</summary>
    public required Func<ClaimsWorkspace, string> FolderOf { get; init; }

    /// <summary>What happens to the areas meanwhile.</summary>
    public required string Doing { get; init; }

    /// <summary>What is said to a holder that was taken over.</summary>
    public required string Fallen { get; init; }
}
