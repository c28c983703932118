using System.Runtime.CompilerServices;

namespace VfsStorage.Testing.Storage;

/// <summary>Content that is generated when read (<see cref="SyntheticContent"/>) and takes no room.</summary>
internal sealed class PatternContent(long start, long length) : Content
{
    public override long Length => length;

    /// <summary>Where in the pattern the first byte lies.</summary>
    public long Start => start;

    public override Content Slice(long offset, long length) => new PatternContent(start + offset, length);

#pragma warning disable CS1998 // The bytes are computed: nothing to wait for.
    public override async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        long offset, long length, [EnumeratorCancellation] CancellationToken cancellationToken)
#pragma warning restore CS1998
    {
        var buffer = new byte[(int)Math.Min(length, MemoryContent.ChunkBytes)];
        for (var position = start + offset; length > 0;)
        {
            var count = (int)Math.Min(length, buffer.Length);
            SyntheticContent.Fill(position, buffer.AsSpan(0, count));
            yield return buffer.AsMemory(0, count);
            position += count;
            length -= count;
        }
    }
}
