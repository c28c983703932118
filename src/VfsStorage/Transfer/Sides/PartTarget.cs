namespace VfsStorage.Transfer.Sides;

/// <summary>A file that is written in parts.</summary>
/// <param name="Path">Its path below the target's root.</param>
/// <param name="Token">What <see cref="TreeSide.BeginAsync"/> answered: an upload's id, or a temporary name.</param>
internal sealed record PartTarget(string Path, string Token);
