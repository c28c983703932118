using VfsStorage.Objects;
using VfsStorage.Tree;

namespace VfsStorage.Transfer.Sides;

/// <summary>What a copy takes over from its source, and what tells one version of a file from another.</summary>
/// <param name="Length">Size in bytes.</param>
/// <param name="Version">Text that is another one whenever the content is.</param>
/// <param name="Metadata">Times and mode.</param>
internal sealed record FileFacts(long Length, string Version, EntryMetadata Metadata)
{
    /// <summary>Content headers and user metadata, on S3.</summary>
    public ObjectHeaders? Headers { get; init; }

    /// <summary>Base64 of the CRC32 of the whole content, where the store keeps it.</summary>
    public string? Crc32 { get; init; }

    /// <summary>The storage class where it is not the default one.</summary>
    public string? StorageClass { get; init; }

    /// <summary>Whether both have the same size, write time and mode.</summary>
    public bool LooksLike(FileFacts other) =>
        Length == other.Length && Metadata.LastWriteTime == other.Metadata.LastWriteTime && Metadata.Mode == other.Metadata.Mode;
}
