namespace VfsStorage.Testing.Storage;

/// <summary>The immutable bytes of an object or a part; shared, never copied, by copies and multipart uploads.</summary>
/// <remarks>Whoever keeps a content owns one reference: <see cref="Retain"/> takes another, <see cref="Release"/> gives one back.</remarks>
internal abstract class Content
{
    public static Content Empty { get; } = new MemoryContent([], 0, 0);

    public abstract long Length { get; }

    /// <summary>The same bytes from <paramref name="offset"/>, <paramref name="length"/> of them; takes no reference.</summary>
    public abstract Content Slice(long offset, long length);

    /// <summary>The bytes from <paramref name="offset"/> on, in pieces; a piece is valid until the next is asked for.</summary>
    public abstract IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(long offset, long length, CancellationToken cancellationToken);

    /// <summary>What this content is once it begins at <paramref name="position"/> of an object; only discarded content differs.</summary>
    public virtual Content PlaceAt(long position) => this;

    public virtual void Retain()
    {
    }

    public virtual void Release()
    {
    }

    public static Content Concat(IReadOnlyList<Content> parts) => parts.Count switch
    {
        0 => Empty,
        1 => parts[0],
        _ => new ConcatenatedContent(parts),
    };
}
