namespace VfsStorage.Testing.Storage;

/// <summary>Content in memory, in equal chunks small enough to stay out of the large object heap.</summary>
internal sealed class MemoryContent : Content
{
    /// <summary>The size of every chunk but the last, bytes.</summary>
    public const int ChunkBytes = 64 * 1024;

    private readonly byte[][] _chunks;
    private readonly long _start;

    public MemoryContent(byte[][] chunks, long start, long length)
    {
        _chunks = chunks;
        _start = start;
        Length = length;
    }

    public override long Length { get; }

    public static MemoryContent CopyOf(ReadOnlySpan<byte> bytes)
    {
        var chunks = new byte[(bytes.Length + ChunkBytes - 1) / ChunkBytes][];
        for (var i = 0; i < chunks.Length; i++)
            chunks[i] = bytes.Slice(i * ChunkBytes, Math.Min(ChunkBytes, bytes.Length - (i * ChunkBytes))).ToArray();
        return new MemoryContent(chunks, 0, bytes.Length);
    }

    public override Content Slice(long offset, long length) => new MemoryContent(_chunks, _start + offset, length);

#pragma warning disable CS1998 // The bytes are at hand: nothing to wait for.
    public override async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        long offset, long length, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
#pragma warning restore CS1998
    {
        var position = _start + offset;
        while (length > 0)
        {
            var chunk = _chunks[position / ChunkBytes];
            var within = (int)(position % ChunkBytes);
            var count = (int)Math.Min(length, chunk.Length - within);
            yield return chunk.AsMemory(within, count);
            position += count;
            length -= count;
        }
    }
}
