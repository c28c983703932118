namespace VfsStorage.Tests.Budgets;

/// <summary>A stream of any length in memory, of which only what is not zero takes room.</summary>
internal sealed class SparseStream : Stream
{
    private const int ChunkSize = 64 << 10;

    private readonly Dictionary<long, byte[]> _chunks;
    private long _length;

    public SparseStream() => _chunks = [];

    private SparseStream(SparseStream source, long start, long length) => (_chunks, Position, _length) = (source._chunks, start, start + length);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position { get; set; }

    /// <summary>A range of it, as the body of an answer.</summary>
    public Stream Range(long start, long length) => new SparseStream(this, start, length);

    public override int Read(Span<byte> buffer)
    {
        var start = (int)(Position % ChunkSize);
        var count = (int)Math.Min(Math.Min(buffer.Length, ChunkSize - start), _length - Position);
        (_chunks.GetValueOrDefault(Position / ChunkSize) ?? new byte[ChunkSize]).AsSpan(start, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var start = (int)(Position % ChunkSize);
            var count = Math.Min(buffer.Length, ChunkSize - start);
            if (buffer[..count].ContainsAnyExcept((byte)0))
            {
                if (!_chunks.TryGetValue(Position / ChunkSize, out var chunk))
                {
                    _chunks[Position / ChunkSize] = chunk = new byte[ChunkSize];
                }

                buffer[..count].CopyTo(chunk.AsSpan(start));
            }
            else if (_chunks.TryGetValue(Position / ChunkSize, out var old))
            {
                old.AsSpan(start, count).Clear();
            }

            Position += count;
            _length = Math.Max(_length, Position);
            buffer = buffer[count..];
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => _length + offset,
    };

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush()
    {
    }
}
