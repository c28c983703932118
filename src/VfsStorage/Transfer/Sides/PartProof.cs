namespace VfsStorage.Transfer.Sides;

/// <summary>A part that the target has.</summary>
/// <param name="Number">From 1.</param>
/// <param name="ETag">The store's name for it; empty on a disk.</param>
/// <param name="Crc32">The CRC32 of its bytes.</param>
/// <param name="Length">Its size in bytes.</param>
internal sealed record PartProof(int Number, string ETag, uint Crc32, long Length)
{
    /// <summary>Whether the store checked the CRC32, and asks for it again at the end.</summary>
    public bool IsChecked { get; init; }

    /// <summary>Whether the ETag was found to be the MD5 of what was sent, where the store keeps no checksum.</summary>
    public bool IsMd5 { get; init; }
}
