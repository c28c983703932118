namespace VfsStorage.Objects;

/// <summary>What the store says of one object, from HEAD, GET or a listing.</summary>
/// <param name="Key">The object's key.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="ETag">Its entity tag without quotes.</param>
/// <param name="LastModified">When the store last wrote it, UTC; whole seconds from HEAD and GET.</param>
internal sealed record ObjectInfo(string Key, long Length, string ETag, DateTimeOffset LastModified)
{
    /// <summary>Content headers and user metadata; <see langword="null"/> when the info comes from a listing, which does not tell them.</summary>
    public ObjectHeaders? Headers { get; init; }

    /// <summary>The storage class when it is not the default one.</summary>
    public string? StorageClass { get; init; }

    /// <summary>Base64 of the stored full-object CRC32, when the store keeps one and was asked.</summary>
    public string? Crc32 { get; init; }

    /// <summary>True if the object was uploaded in parts: its ETag ends in <c>-N</c>.</summary>
    public bool IsMultipart => ETag.Contains('-', StringComparison.Ordinal);
}
