using System.Buffers;

namespace VfsStorage.Streams;

/// <summary>The bytes of one part in memory, in pooled chunks that come as they are written; what was never written reads as zero.</summary>
internal sealed class PartBuffer : IDisposable
{
    private const int ChunkSize = 64 << 10;

    private readonly List<byte[]?> _chunks = [];

    /// <summary>Reads from within the part; all of <paramref name="destination"/> is filled.</summary>
    public void Read(long offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            var (index, start, count) = Step(offset, destination.Length);
            if (index < _chunks.Count && _chunks[index] is { } chunk)
            {
                chunk.AsSpan(start, count).CopyTo(destination);
            }
            else
            {
                destination[..count].Clear();
            }

            destination = destination[count..];
            offset += count;
        }
    }

    /// <summary>Writes within the part.</summary>
    public void Write(long offset, ReadOnlySpan<byte> source)
    {
        while (!source.IsEmpty)
        {
            var (index, start, count) = Step(offset, source.Length);
            source[..count].CopyTo(ChunkAt(index).AsSpan(start));
            source = source[count..];
            offset += count;
        }
    }

    /// <summary>Makes everything from <paramref name="offset"/> on read as zero.</summary>
    public void Truncate(long offset)
    {
        var (index, start, _) = Step(offset, 1);
        if (index < _chunks.Count && _chunks[index] is { } cut)
        {
            cut.AsSpan(start).Clear();
        }

        for (var i = index + 1; i < _chunks.Count; i++)
        {
            Return(i);
        }
    }

    /// <summary>A chunk to fill directly, starting at <paramref name="offset"/>; at most one chunk long.</summary>
    public Memory<byte> Reserve(long offset, long count)
    {
        var (index, start, length) = Step(offset, (int)Math.Min(count, ChunkSize));
        return ChunkAt(index).AsMemory(start, length);
    }

    /// <summary>The first <paramref name="length"/> bytes, without a copy; valid until the buffer is disposed.</summary>
    public ReadOnlySequence<byte> AsSequence(long length)
    {
        Segment? first = null;
        Segment? last = null;
        for (long offset = 0; offset < length; offset += ChunkSize)
        {
            var memory = ChunkAt((int)(offset / ChunkSize)).AsMemory(0, (int)Math.Min(ChunkSize, length - offset));
            last = last is null ? first = new Segment(memory) : last.Append(memory);
        }

        return first is null ? ReadOnlySequence<byte>.Empty : new(first, 0, last!, last!.Memory.Length);
    }

    public void Dispose()
    {
        for (var i = 0; i < _chunks.Count; i++)
        {
            Return(i);
        }

        _chunks.Clear();
    }

    private static (int Index, int Start, int Count) Step(long offset, int wanted)
    {
        var start = (int)(offset % ChunkSize);
        return ((int)(offset / ChunkSize), start, Math.Min(wanted, ChunkSize - start));
    }

    private byte[] ChunkAt(int index)
    {
        while (_chunks.Count <= index)
        {
            _chunks.Add(null);
        }

        if (_chunks[index] is not { } chunk)
        {
            _chunks[index] = chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
            chunk.AsSpan(0, ChunkSize).Clear();
        }

        return chunk;
    }

    private void Return(int index)
    {
        if (_chunks[index] is { } chunk)
        {
            _chunks[index] = null;
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    /// <summary>A link of the chain that a sequence is.</summary>
    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory) => Memory = memory;

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
