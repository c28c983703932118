using VfsStorage.Objects;

namespace VfsStorage.Transfer.Sides;

/// <summary>An entry of a tree as its listing told it.</summary>
/// <param name="Path">Below the tree's root, with <c>/</c> between names.</param>
/// <param name="Kind">What it is; links are not followed.</param>
internal sealed record TreeItem(string Path, ListedKind Kind)
{
    public long Length { get; init; }

    /// <summary>Text that is another one whenever the content is; empty where the listing does not tell.</summary>
    public string Version { get; init; } = "";

    /// <summary>Where a link leads, as it is written.</summary>
    public string? LinkTarget { get; init; }

    /// <summary>Times and mode where the listing tells them, which is free to know on a disk only.</summary>
    public FileFacts? Facts { get; init; }

    /// <summary>The object behind it, on S3.</summary>
    public ObjectInfo? Object { get; init; }

    public bool IsDirectory => Kind == ListedKind.Directory;
}
