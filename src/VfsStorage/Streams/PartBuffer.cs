using System.Buffers;

namespace VfsStorage.Streams;

/// <summary>
/// The bytes of one part of a file that is being written, in chunks. A chunk was never written and reads as zero, is in memory, or is parked
/// in the spill file because memory is short. Chunks in memory are counted in the budget: as held, or as passing once the part is to be sent.
/// </summary>
internal sealed class PartBuffer(MemoryBudget memory) : IDisposable
{
    private const int ChunkSize = ChunkPool.ChunkSize;

    /// <summary>A chunk of what was never written.</summary>
    public static readonly ReadOnlyMemory<byte> Zeros = new byte[ChunkSize];

    private readonly List<Chunk> _chunks = [];
    private long _passing;

    /// <summary>True if some of it is in the spill file only.</summary>
    public bool HasParked => _chunks.Exists(chunk => chunk.Parked > 0);

    private long ParkedBytes => _chunks.Count(chunk => chunk.Parked > 0) * (long)ChunkSize;

    /// <summary>Reads from within the part, up to the first chunk that is parked.</summary>
    public int Read(long offset, Span<byte> destination)
    {
        var done = 0;
        while (done < destination.Length)
        {
            var (index, start, count) = Step(offset + done, destination.Length - done);
            var chunk = At(index);
            if (chunk.Parked > 0)
            {
                break;
            }

            BytesOf(chunk).Span.Slice(start, count).CopyTo(destination[done..]);
            done += count;
        }

        return done;
    }

    /// <summary>The chunk at <paramref name="offset"/> from there on, without a copy; none if it is parked.</summary>
    public ReadOnlyMemory<byte> Peek(long offset)
    {
        var (index, start, count) = Step(offset, ChunkSize);
        var chunk = At(index);
        return chunk.Parked > 0 ? default : BytesOf(chunk).Slice(start, count);
    }

    /// <summary>Writes within the part, up to the first chunk that is parked or that memory has no room for.</summary>
    public int Write(long offset, ReadOnlySpan<byte> source)
    {
        var done = 0;
        while (done < source.Length)
        {
            var (index, start, count) = Step(offset + done, source.Length - done);
            if (BytesAt(index) is not { } bytes)
            {
                break;
            }

            source.Slice(done, count).CopyTo(bytes.AsSpan(start));
            done += count;
        }

        return done;
    }

    /// <summary>True if the byte at <paramref name="offset"/> must be brought back from the spill file before it can be read.</summary>
    public bool IsParked(long offset) => At((int)(offset / ChunkSize)).Parked > 0;

    /// <summary>Makes everything from <paramref name="offset"/> on read as zero; the chunk there must not be parked.</summary>
    public void Truncate(long offset)
    {
        var (index, start, _) = Step(offset, 1);
        if (At(index).Bytes is { } cut)
        {
            cut.AsSpan(start).Clear();
        }

        for (var i = index + 1; i < _chunks.Count; i++)
        {
            Free(i, 0);
        }
    }

    /// <summary>Makes room for the byte at <paramref name="offset"/>, unless it is parked or memory has none.</summary>
    public bool TryMakeRoom(long offset) => BytesAt((int)(offset / ChunkSize)) is not null;

    /// <summary>Brings the chunk at <paramref name="offset"/> into memory; the caller has counted it as held.</summary>
    public async ValueTask LoadAsync(long offset, SpillRange spill, CancellationToken cancellationToken)
    {
        var index = (int)(offset / ChunkSize);
        try
        {
            Set(index, new Chunk(await RestoreAsync(index, At(index).Parked, spill, cancellationToken).ConfigureAwait(false), 0));
        }
        catch
        {
            memory.Release(ChunkSize);
            throw;
        }
    }

    /// <summary>Moves everything out of memory into the spill file.</summary>
    public async ValueTask ParkAsync(SpillRange spill, CancellationToken cancellationToken)
    {
        for (var i = 0; i < _chunks.Count; i++)
        {
            if (_chunks[i].Bytes is { } bytes)
            {
                Free(i, await spill.WriteAsync((long)i * ChunkSize, bytes, cancellationToken).ConfigureAwait(false));
            }
        }

        memory.Passed(_passing);
        _passing = 0;
    }

    /// <summary>Notes that the first <paramref name="length"/> bytes are in the spill file.</summary>
    public void SetParked(long length)
    {
        for (long offset = 0; offset < length; offset += ChunkSize)
        {
            Set((int)(offset / ChunkSize), new Chunk(null, (int)Math.Min(ChunkSize, length - offset)));
        }
    }

    /// <summary>Prepares to be filled with <paramref name="length"/> bytes by <see cref="Reserve"/>: waits for room to let them pass.</summary>
    public async ValueTask PrepareAsync(long length, CancellationToken cancellationToken)
    {
        var bytes = (length + ChunkSize - 1) / ChunkSize * ChunkSize;
        await memory.PassAsync(bytes, cancellationToken).ConfigureAwait(false);
        _passing = bytes;
        for (long offset = 0; offset < bytes; offset += ChunkSize)
        {
            var chunk = ChunkPool.Rent();
            chunk.AsSpan((int)Math.Min(ChunkSize, length - offset)).Clear();
            Set((int)(offset / ChunkSize), new Chunk(chunk, 0));
        }
    }

    /// <summary>A prepared chunk to fill directly, starting at <paramref name="offset"/>; at most one chunk long.</summary>
    public Memory<byte> Reserve(long offset, long count)
    {
        var (index, start, length) = Step(offset, (int)Math.Min(count, ChunkSize));
        return _chunks[index].Bytes.AsMemory(start, length);
    }

    /// <summary>What was prepared or gathered has come to stay: in memory if there is room, else in the spill file.</summary>
    public async ValueTask SettleAsync(SpillRange spill, CancellationToken cancellationToken)
    {
        if (_passing == 0 || memory.TryKeep(_passing))
        {
            _passing = 0;
        }
        else
        {
            await ParkAsync(spill, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The first <paramref name="length"/> bytes, without a copy; valid until the buffer is disposed, and passing from now on. What is parked
    /// is brought back once there is room.
    /// </summary>
    public async ValueTask<ReadOnlySequence<byte>> GatherAsync(long length, SpillRange spill, CancellationToken cancellationToken)
    {
        if (HasParked)
        {
            // All of it at once: to wait with some in memory could keep others waiting who do the same.
            await ParkAsync(spill, cancellationToken).ConfigureAwait(false);
            var parked = ParkedBytes;
            await memory.PassAsync(parked, cancellationToken).ConfigureAwait(false);
            _passing = parked;
            try
            {
                for (var i = 0; i < _chunks.Count; i++)
                {
                    if (_chunks[i].Parked is > 0 and var count)
                    {
                        _chunks[i] = new Chunk(await RestoreAsync(i, count, spill, cancellationToken).ConfigureAwait(false), 0);
                    }
                }
            }
            finally
            {
                // None, unless it was broken off: what did not come back is not on its way.
                memory.Passed(ParkedBytes);
                _passing -= ParkedBytes;
            }
        }
        else if (_passing == 0)
        {
            _passing = _chunks.Count(chunk => chunk.Bytes is not null) * (long)ChunkSize;
            memory.HandOver(_passing);
        }

        return AsSequence(length);
    }

    /// <summary>The first <paramref name="length"/> bytes, none of them parked, without a copy; valid until the buffer is changed or disposed.</summary>
    public ReadOnlySequence<byte> AsSequence(long length)
    {
        ChunkSegment? first = null;
        ChunkSegment? last = null;
        for (long offset = 0; offset < length; offset += ChunkSize)
        {
            var bytes = BytesOf(At((int)(offset / ChunkSize)))[..(int)Math.Min(ChunkSize, length - offset)];
            last = last is null ? first = new ChunkSegment(bytes) : last.Append(bytes);
        }

        return first is null ? ReadOnlySequence<byte>.Empty : new(first, 0, last!, last!.Memory.Length);
    }

    public void Dispose()
    {
        for (var i = 0; i < _chunks.Count; i++)
        {
            Free(i, 0);
        }

        _chunks.Clear();
        memory.Passed(_passing);
        _passing = 0;
    }

    private static (int Index, int Start, int Count) Step(long offset, int wanted)
    {
        var start = (int)(offset % ChunkSize);
        return ((int)(offset / ChunkSize), start, Math.Min(wanted, ChunkSize - start));
    }

    private static async ValueTask<byte[]> RestoreAsync(int index, int parked, SpillRange spill, CancellationToken cancellationToken)
    {
        var bytes = ChunkPool.Rent();
        try
        {
            if (parked > 0)
            {
                await spill.ReadAsync((long)index * ChunkSize, bytes.AsMemory(0, parked), cancellationToken).ConfigureAwait(false);
            }

            bytes.AsSpan(parked).Clear();
            return bytes;
        }
        catch
        {
            ChunkPool.Return(bytes);
            throw;
        }
    }

    private static ReadOnlyMemory<byte> BytesOf(Chunk chunk) => chunk.Bytes ?? Zeros;

    private Chunk At(int index) => index < _chunks.Count ? _chunks[index] : default;

    /// <summary>The bytes of a chunk to write to; <see langword="null"/> if it is parked, or there is no room for a new one.</summary>
    private byte[]? BytesAt(int index)
    {
        var chunk = At(index);
        if (chunk.Bytes is null && chunk.Parked == 0 && memory.TryHold(ChunkSize))
        {
            chunk = new Chunk(ChunkPool.Rent(), 0);
            chunk.Bytes.AsSpan().Clear();
            Set(index, chunk);
        }

        return chunk.Bytes;
    }

    private void Set(int index, Chunk chunk)
    {
        while (_chunks.Count <= index)
        {
            _chunks.Add(default);
        }

        _chunks[index] = chunk;
    }

    private void Free(int index, int parked)
    {
        if (_chunks[index].Bytes is { } bytes)
        {
            ChunkPool.Return(bytes);
            if (_passing == 0)
            {
                memory.Release(ChunkSize);
            }
        }

        _chunks[index] = new Chunk(null, parked);
    }

    /// <summary>A chunk: its bytes where it is in memory, or how many of them the spill file has.</summary>
    private readonly record struct Chunk(byte[]? Bytes, int Parked);
}
