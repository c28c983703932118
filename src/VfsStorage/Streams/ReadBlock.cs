using VfsStorage.Objects;

namespace VfsStorage.Streams;

/// <summary>
/// A range of a pinned object that is read into memory: ahead of its reader, in room reserved before, or, where memory is short, only as far as
/// the reader has come, with a few chunks that move along. What has come can be read while the rest is under way.
/// </summary>
internal sealed partial class ReadBlock : IAsyncDisposable
{
    private const int ChunkSize = ChunkPool.ChunkSize;
    private const int MaxAttempts = 4;

    private readonly PinnedObject _source;
    private readonly MemoryBudget _memory;
    private readonly long _start;
    private readonly byte[]?[] _chunks;
    private readonly ReadProgress _progress = new();
    private CancellationTokenSource? _stop;
    private ObjectBody? _body;
    private Task? _whole;
    private long _length;
    private long _held;
    private int _released;

    /// <param name="source">The version that is read.</param>
    /// <param name="start">Where the block starts.</param>
    /// <param name="length">How many bytes it has.</param>
    /// <param name="memory">What its bytes are counted in.</param>
    /// <param name="body">A body that is open already and starts where the block does, or <see langword="null"/>.</param>
    public ReadBlock(PinnedObject source, long start, long length, MemoryBudget memory, ObjectBody? body = null)
    {
        (_source, _memory, _start, _length, _body) = (source, memory, start, length, body);
        _chunks = new byte[]?[(length + ChunkSize - 1) / ChunkSize];
    }

    public long Start => _start;

    /// <summary>The offset after the block's last byte.</summary>
    public long End => _start + _length;

    public bool IsComplete => _progress.Filled == _length && _body is null && _whole is null or { IsCompleted: true };

    /// <summary>True if its reading ahead has ended with an exception: what is not there yet will not come.</summary>
    public bool HasFailed => _progress.HasFailed;

    /// <summary>True if the byte at <paramref name="offset"/> is there or will come.</summary>
    public bool Covers(long offset) => offset >= _start && offset < End && (offset - _start) / ChunkSize >= _released;

    /// <summary>Reserves room for all of the block and starts reading it in the background, from a local copy if given; false if there is no room.</summary>
    public bool TryStart(LocalCopy? copy = null)
    {
        var room = (long)_chunks.Length * ChunkSize;
        if (!_memory.TryHold(room))
        {
            return false;
        }

        _held = room;
        _stop = new CancellationTokenSource();
        var stopped = _stop.Token;
        _whole = Task.Run(() => FillAsync(copy, stopped), CancellationToken.None);
        return true;
    }

    /// <summary>What has come at <paramref name="offset"/>, a chunk of it at most.</summary>
    public ReadOnlyMemory<byte> Peek(long offset)
    {
        var from = offset - _start;
        var start = (int)(from % ChunkSize);
        var count = (int)Math.Min(ChunkSize - start, _progress.Filled - from);
        return count <= 0 ? default : _chunks[from / ChunkSize].AsMemory(start, count);
    }

    /// <summary>Waits until the byte at <paramref name="offset"/> is there.</summary>
    public async ValueTask FetchAsync(long offset, CancellationToken cancellationToken)
    {
        while (_progress.Filled <= offset - _start)
        {
            if (_whole is not null)
            {
                await _progress.WaitForAsync(offset - _start, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await StepAsync(offset, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Frees what lies before <paramref name="offset"/>; it can no longer be read.</summary>
    public void ReleaseBefore(long offset)
    {
        var end = Math.Min(offset - _start, _progress.Filled) / ChunkSize;
        for (; _released < end; _released++)
        {
            Free(_released);
        }
    }

    /// <summary>Stops reading; the block ends with what has come.</summary>
    public async ValueTask CutAsync()
    {
        if (_stop is not null)
        {
            await _stop.CancelAsync().ConfigureAwait(false);
        }

        if (_whole is not null)
        {
            await _whole.ConfigureAwait(false);
        }

        await CloseBodyAsync().ConfigureAwait(false);
        _length = _progress.Filled;
        for (var i = (int)((_length + ChunkSize - 1) / ChunkSize); i < _chunks.Length; i++)
        {
            Free(i);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CutAsync().ConfigureAwait(false);
        DisposeComplete();
    }

    /// <summary>Frees a block that is complete.</summary>
    public void DisposeComplete()
    {
        for (var i = 0; i < _chunks.Length; i++)
        {
            Free(i);
        }

        _memory.Release(_held);
        (_held, _length) = (0, 0);
        _stop?.Dispose();
    }

    /// <summary>Reads all of it. A failure is told to who waits for what did not come, and to nobody else.</summary>
    private async Task FillAsync(LocalCopy? copy, CancellationToken cancellationToken)
    {
        try
        {
            await (copy is null
                ? _source.FillAsync(_start, _length, Sink, null, cancellationToken)
                : copy.FillAsync(_start, _length, Sink, cancellationToken)).ConfigureAwait(false);
            _progress.Advance(_length);
        }
        catch (Exception failure)
        {
            _progress.Fail(failure);
        }
    }

    private Memory<byte> Sink(long done)
    {
        // Only a whole object has a checksum, and only that one is read again from its start.
        if (!_source.IsWhole(_start, _length))
        {
            _progress.Advance(done);
        }

        var (index, start) = ((int)(done / ChunkSize), (int)(done % ChunkSize));
        var chunk = _chunks[index] ??= ChunkPool.Rent();
        return chunk.AsMemory(start, (int)Math.Min(ChunkSize - start, _length - done));
    }

    /// <summary>Takes what the open body has; when it breaks off, the rest is asked for anew.</summary>
    private async ValueTask StepAsync(long offset, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var filled = _progress.Filled;
                _body ??= await _source.OpenAsync(_start + filled, _length - filled, cancellationToken).ConfigureAwait(false);
                _progress.Advance(filled + await PinnedObject.ReadSomeAsync(_body, NextRoom(offset), cancellationToken).ConfigureAwait(false));
                if (_progress.Filled == _length)
                {
                    await CloseBodyAsync().ConfigureAwait(false);
                }

                return;
            }
            catch (StoreException error) when (MayGoOn(error) && attempt < MaxAttempts)
            {
                await CloseBodyAsync().ConfigureAwait(false);
                if (_source.IsWhole(_start, _length) && _released == 0)
                {
                    await ReadAgainAsync(cancellationToken).ConfigureAwait(false);
                    return;
                }
            }
        }
    }

    /// <summary>Room for the next bytes; where memory is short, that of the chunks which the reader has left.</summary>
    private Memory<byte> NextRoom(long offset)
    {
        var filled = _progress.Filled;
        var (index, start) = ((int)(filled / ChunkSize), (int)(filled % ChunkSize));
        if (_chunks[index] is null)
        {
            if (!_memory.TryHold(ChunkSize))
            {
                ReleaseBefore(offset);
                _memory.Hold(ChunkSize);
            }

            _held += ChunkSize;
            _chunks[index] = ChunkPool.Rent();
        }

        return _chunks[index].AsMemory(start, (int)Math.Min(ChunkSize - start, _length - filled));
    }

    private void Free(int index)
    {
        if (_chunks[index] is { } chunk)
        {
            _chunks[index] = null;
            ChunkPool.Return(chunk);
            _memory.Release(ChunkSize);
            _held -= ChunkSize;
        }
    }

    private async ValueTask CloseBodyAsync()
    {
        if (_body is { } open)
        {
            _body = null;
            await open.DisposeAsync().ConfigureAwait(false);
        }
    }
}
