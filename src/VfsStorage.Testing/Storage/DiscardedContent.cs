namespace VfsStorage.Testing.Storage;

/// <summary>An upload whose bytes were counted and hashed but not kept; becomes <see cref="PatternContent"/> once its place in an object is known.</summary>
internal sealed class DiscardedContent(long length) : Content
{
    public override long Length => length;

    public override Content PlaceAt(long position) => new PatternContent(position, length);

    public override Content Slice(long offset, long length) => new DiscardedContent(length);

    public override IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(long offset, long length, CancellationToken cancellationToken) =>
        PlaceAt(0).ReadAsync(offset, length, cancellationToken);
}
