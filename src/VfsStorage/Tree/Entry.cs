using VfsStorage.Objects;
using VfsStorage.Paths;

namespace VfsStorage.Tree;

/// <summary>
/// A file, directory or link that was found. Immutable: a snapshot of the moment it was looked up or listed. One from a
/// listing knows its kind and length; its metadata comes with <see cref="FileTree.MetadataOfAsync"/>, at no cost when it is known.
/// </summary>
internal sealed record Entry(VirtualPath Path, EntryKind Kind)
{
    /// <summary>Where it lies, if links led from <see cref="Path"/> to there.</summary>
    public VirtualPath? RealPath { get; init; }

    /// <summary>The object behind it; <see langword="null"/> for a directory without a marker.</summary>
    public ObjectInfo? Object { get; init; }

    /// <summary>Size in bytes; 0 for a directory. For a link, the length of its target text.</summary>
    public long Length => Kind == EntryKind.Directory ? 0 : Object?.Length ?? 0;

    /// <summary>Where a link leads, as it was written; <see langword="null"/> for others.</summary>
    public string? LinkTarget { get; init; }

    /// <summary>True for a link whose final target is a directory.</summary>
    public bool LeadsToDirectory { get; init; }

    /// <summary>The page it was listed with; <see langword="null"/> if it was looked up.</summary>
    public Listing? Listing { get; init; }

    /// <summary>True if .NET counts it among directories: a directory, or a link to one.</summary>
    public bool IsDirectory => Kind == EntryKind.Directory || LeadsToDirectory;
}
