using System.Buffers;
using VfsStorage.Objects;

namespace VfsStorage.Streams;

/// <summary>
/// A range of a pinned object that is read into memory: step by step as it is asked for, or at once in the background when
/// it was started ahead of the reader.
/// </summary>
internal sealed class ReadBlock(PinnedObject source, long start, long length, ObjectBody? body) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent((int)length);
    private ObjectBody? _body = body;
    private Task? _whole;
    private int _filled;

    /// <summary>The offset after the block's last byte.</summary>
    public long End => start + length;

    public bool Contains(long offset) => offset >= start && offset < End;

    public bool IsHalfRead(long offset) => offset - start >= length / 2 || _filled == length;

    /// <summary>Reads what has come at <paramref name="offset"/>.</summary>
    public int Read(long offset, Span<byte> destination)
    {
        var from = (int)(offset - start);
        var count = Math.Min(destination.Length, Volatile.Read(ref _filled) - from);
        if (count <= 0)
        {
            return 0;
        }

        _bytes.AsSpan(from, count).CopyTo(destination);
        return count;
    }

    /// <summary>Starts reading all of the block in the background.</summary>
    public void Start() => _whole = FillAsync(_stop.Token);

    /// <summary>Waits until the byte at <paramref name="offset"/> is there.</summary>
    public async ValueTask FetchAsync(long offset, CancellationToken cancellationToken)
    {
        if (_whole is null && _body is null)
        {
            Start();
        }

        if (_whole is not null)
        {
            await _whole.WaitAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        while (_filled <= offset - start)
        {
            await StepAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_whole is not null)
        {
            // Nobody waits for what was read ahead in vain.
            await _whole.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await CloseBodyAsync().ConfigureAwait(false);
        ArrayPool<byte>.Shared.Return(_bytes);
        _stop.Dispose();
    }

    /// <summary>Takes what the open body has; when it breaks off, the rest is read anew.</summary>
    private async ValueTask StepAsync(CancellationToken cancellationToken)
    {
        try
        {
            var read = await _body!.Content.ReadAsync(_bytes.AsMemory(_filled, (int)length - _filled), cancellationToken).ConfigureAwait(false);
            if (read > 0)
            {
                Volatile.Write(ref _filled, _filled + read);
                if (_filled == length)
                {
                    await CloseBodyAsync().ConfigureAwait(false);
                }

                return;
            }
        }
        catch (StoreException error) when (error.Kind is StoreErrorKind.Unavailable or StoreErrorKind.Throttled)
        {
            // Taken up again below, where it broke.
        }

        await CloseBodyAsync().ConfigureAwait(false);
        Start();
        await _whole!.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        var done = _filled;
        await source.FillAsync(start + done, _bytes.AsMemory(done, (int)length - done), cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _filled, (int)length);
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
