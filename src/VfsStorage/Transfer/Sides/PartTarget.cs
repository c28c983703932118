namespace VfsStorage.Transfer.Sides;

/// <summary>A file that is written in parts.</summary>
/// <param name="File">Where it goes.</param>
/// <param name="Token">What <see cref="TreeSide.BeginAsync"/> answered: an upload's id, or a temporary name.</param>
internal sealed record PartTarget(TargetFile File, string Token)
{
    public string Path => File.Path;
}
