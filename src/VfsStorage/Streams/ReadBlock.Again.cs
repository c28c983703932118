using VfsStorage.Objects;

namespace VfsStorage.Streams;

/// <summary>Reading a whole object again whose content broke off or was wrong, when some of it has been handed out already.</summary>
internal sealed partial class ReadBlock
{
    private bool MayGoOn(StoreException error) => error.Kind switch
    {
        StoreErrorKind.Unavailable or StoreErrorKind.Throttled => true,
        StoreErrorKind.Corrupt => _source.IsWhole(_start, _length) && _released == 0,
        _ => false,
    };

    /// <summary>
    /// Reads all of it from the start, so that its checksum is judged. What the reader has got already must be the same: where it was wrong, nothing
    /// can be made good, and the reader is told.
    /// </summary>
    private async Task ReadAgainAsync(CancellationToken cancellationToken)
    {
        var handedOut = _progress.Filled;
        var isSame = true;
        var compared = 0L;
        var scratch = ChunkPool.Rent();
        try
        {
            await _source.FillAsync(_start, _length, Sink, null, cancellationToken).ConfigureAwait(false);
            Compare(_length);
        }
        finally
        {
            ChunkPool.Return(scratch);
        }

        _progress.Advance(isSame
            ? _length
            : throw new StoreException(StoreErrorKind.Corrupt, "Bytes that were handed out already do not match the object's checksum."));

        Memory<byte> Sink(long done)
        {
            Compare(done);
            var start = (int)(done % ChunkSize);
            if (done >= handedOut)
            {
                return RoomAt((int)(done / ChunkSize)).AsMemory(start, (int)Math.Min(ChunkSize - start, _length - done));
            }

            compared = done;
            return scratch.AsMemory(start, (int)Math.Min(ChunkSize - start, handedOut - done));
        }

        // What the sink offered before has been filled up to here; a smaller offset is a new start.
        void Compare(long done)
        {
            if (done == 0)
            {
                isSame = true;
            }

            if (compared < Math.Min(done, handedOut) && done > 0)
            {
                var (start, count) = ((int)(compared % ChunkSize), (int)(Math.Min(done, handedOut) - compared));
                isSame &= scratch.AsSpan(start, count).SequenceEqual(_chunks[compared / ChunkSize].AsSpan(start, count));
                compared = done;
            }
        }
    }

    private byte[] RoomAt(int index)
    {
        if (_chunks[index] is { } chunk)
        {
            return chunk;
        }

        _memory.Hold(ChunkSize);
        _held += ChunkSize;
        return _chunks[index] = ChunkPool.Rent();
    }
}
