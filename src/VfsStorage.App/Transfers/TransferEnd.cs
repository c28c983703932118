using VfsStorage.Transfer;

namespace VfsStorage.App.Transfers;

/// <summary>One end of a transfer.</summary>
/// <param name="FullName">A path or <c>s3://bucket/prefix</c>; the same for the same place, whoever names it.</param>
/// <param name="Place">The place.</param>
internal sealed record TransferEnd(string FullName, TransferPlace Place)
{
    /// <summary>A directory in it.</summary>
    public TransferEnd Below(string name) => new(
        $"{FullName.TrimEnd('/')}/{name}", Place with { Path = Place.FileSystem.Path.Combine(Place.Path, name) });
}
