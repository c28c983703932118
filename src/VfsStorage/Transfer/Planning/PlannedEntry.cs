using VfsStorage.Transfer.Sides;

namespace VfsStorage.Transfer.Planning;

/// <summary>An entry of the source and where it goes.</summary>
/// <param name="Source">The entry.</param>
/// <param name="Path">Its path below the destination.</param>
/// <param name="Target">What is there now.</param>
internal sealed record PlannedEntry(TreeItem Source, string Path, TreeItem? Target)
{
    /// <summary>Where the copy goes, to replace what is there now and nothing else.</summary>
    public TargetFile TargetFile => new(Path, Target is null ? null : Target.Kind == ListedKind.File ? Target.Version : "");

    /// <summary>Whether the manifest proves the copy, so that the source may be deleted without another look.</summary>
    public bool IsProven { get; init; }
}
