namespace VfsStorage.Objects;

/// <summary>A range of an object's bytes for a GET: from the start, or the last so many.</summary>
internal readonly record struct ByteRange
{
    private ByteRange(long offset, long length, bool isSuffix) => (Offset, Length, IsSuffix) = (offset, length, isSuffix);

    /// <summary>The first byte, from 0. Unused for a suffix.</summary>
    public long Offset { get; }

    /// <summary>How many bytes at most; always positive.</summary>
    public long Length { get; }

    /// <summary>True for the last <see cref="Length"/> bytes of the object.</summary>
    public bool IsSuffix { get; }

    public static ByteRange From(long offset, long length) => new(offset, length, false);

    public static ByteRange Last(long length) => new(0, length, true);

    /// <summary>The value of the <c>Range</c> header.</summary>
    public override string ToString() => IsSuffix ? $"bytes=-{Length}" : $"bytes={Offset}-{Offset + Length - 1}";
}
