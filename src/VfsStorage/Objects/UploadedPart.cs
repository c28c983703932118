namespace VfsStorage.Objects;

/// <summary>A part that the store has taken.</summary>
/// <param name="Number">Its number, 1 to 10,000.</param>
/// <param name="ETag">Its ETag without quotes.</param>
/// <param name="Crc32">Base64 of its CRC32 where the store keeps one; completing names it again.</param>
internal sealed record UploadedPart(int Number, string ETag, string? Crc32 = null)
{
    /// <summary>Its size in bytes, as far as the store implementation filled it in; only the size that completing answers depends on it.</summary>
    public long Length { get; init; }
}
