using VfsStorage.Errors;
using VfsStorage.Objects;
using VfsStorage.Paths;

namespace VfsStorage.Streams;

/// <summary>
/// The stream contract of a file handle, as <see cref="FileStream"/> keeps it on Linux, over any <see cref="IFileContent"/>:
/// position, seeking, access and argument checks, and the array, span, memory, byte and APM variants of reading and writing.
/// </summary>
internal sealed class HandleStream(IFileContent content, VirtualPath path, HandleTraits traits) : Stream
{
    private readonly HandleTraits _traits = traits;
    private long _position = traits.AppendStart ?? 0;
    private bool _closed;

    public override bool CanRead => !_closed && _traits.Access.HasFlag(FileAccess.Read);

    public override bool CanWrite => !_closed && _traits.Access.HasFlag(FileAccess.Write);

    public override bool CanSeek => !_closed;

    public override long Length
    {
        get
        {
            ThrowIfClosed();
            return content.Length;
        }
    }

    public override long Position
    {
        get
        {
            ThrowIfClosed();
            return _position;
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            Seek(value, SeekOrigin.Begin);
        }
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        if (origin is < SeekOrigin.Begin or > SeekOrigin.End)
        {
            throw new ArgumentException("Invalid seek origin.", nameof(origin));
        }

        ThrowIfClosed();
        var target = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => _position + offset,
            _ => content.Length + offset,
        };
        if (target < 0)
        {
            throw IoErrors.InvalidArgument(path);
        }

        if (target < _traits.AppendStart)
        {
            throw new IOException("Unable seek backward to overwrite data that previously existed in a file opened in Append mode.");
        }

        return _position = target;
    }

    public override void SetLength(long value)
    {
        CheckSetLength(value);
        Blocking.Wait(() => GuardAsync(content.SetLengthAsync(value, CancellationToken.None)));
        _position = Math.Min(_position, value);
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        return Read(buffer.AsSpan(offset, count));
    }

    public override int Read(Span<byte> buffer)
    {
        ThrowIfNotReadable();
        if (buffer.IsEmpty || _position >= content.Length)
        {
            return 0;
        }

        int read;
        while ((read = content.Read(_position, buffer)) == 0)
        {
            var wanted = buffer.Length;
            Blocking.Wait(() => GuardAsync(content.FetchAsync(_position, wanted, CancellationToken.None)));
        }

        _position += read;
        return read;
    }

    public override int ReadByte()
    {
        Span<byte> single = stackalloc byte[1];
        return Read(single) == 0 ? -1 : single[0];
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }

        ThrowIfNotReadable();
        return buffer.IsEmpty || _position >= content.Length ? new(0) : ReadCoreAsync(buffer, cancellationToken);
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        Write(buffer.AsSpan(offset, count));
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ThrowIfNotWritable();
        while (!buffer.IsEmpty)
        {
            var written = content.Write(_position, buffer);
            if (written == 0)
            {
                Blocking.Wait(() => GuardAsync(content.MakeRoomAsync(_position, CancellationToken.None)));
            }

            _position += written;
            buffer = buffer[written..];
        }
    }

    public override void WriteByte(byte value) => Write([value]);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        ThrowIfNotWritable();
        return WriteCoreAsync(buffer, cancellationToken);
    }

    public override IAsyncResult BeginRead(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state) =>
        TaskToAsyncResult.Begin(ReadAsync(buffer, offset, count, CancellationToken.None), callback, state);

    public override int EndRead(IAsyncResult asyncResult) => TaskToAsyncResult.End<int>(asyncResult);

    public override IAsyncResult BeginWrite(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state) =>
        TaskToAsyncResult.Begin(WriteAsync(buffer, offset, count, CancellationToken.None), callback, state);

    public override void EndWrite(IAsyncResult asyncResult) => TaskToAsyncResult.End(asyncResult);

    /// <summary>Does nothing: pending bytes are safe in memory, and become visible all at once.</summary>
    public override void Flush() => ThrowIfClosed();

    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        ThrowIfClosed();
        return Task.CompletedTask;
    }

    /// <summary>Publishes what was written, as a disk's fsync makes it last.</summary>
    public void Publish()
    {
        ThrowIfClosed();
        if (CanWrite)
        {
            Blocking.Wait(() => GuardAsync(content.PublishAsync(CancellationToken.None)));
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (!_closed)
        {
            _closed = true;
            await GuardAsync(content.DisposeAsync()).ConfigureAwait(false);
            await _traits.Closed().ConfigureAwait(false);
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_closed)
        {
            Blocking.Wait(() => DisposeAsync().AsTask());
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadCoreAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int read;
        while ((read = content.Read(_position, buffer.Span)) == 0)
        {
            await GuardAsync(content.FetchAsync(_position, buffer.Length, cancellationToken)).ConfigureAwait(false);
        }

        _position += read;
        return read;
    }

    private async ValueTask WriteCoreAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        while (!buffer.IsEmpty)
        {
            var written = content.Write(_position, buffer.Span);
            if (written == 0)
            {
                await GuardAsync(content.MakeRoomAsync(_position, cancellationToken)).ConfigureAwait(false);
            }

            _position += written;
            buffer = buffer[written..];
        }
    }

    private async Task GuardAsync(ValueTask work)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
        catch (StoreException error)
        {
            throw IoErrors.From(error, path);
        }
    }

    private void CheckSetLength(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ThrowIfClosed();
        ThrowIfNotWritable();
        if (value < _traits.AppendStart)
        {
            throw new IOException("Unable to truncate data that previously existed in a file opened in Append mode.");
        }
    }

    private void ThrowIfNotReadable()
    {
        ThrowIfClosed();
        if (!CanRead)
        {
            throw new NotSupportedException("Stream does not support reading.");
        }
    }

    private void ThrowIfNotWritable()
    {
        ThrowIfClosed();
        if (!CanWrite)
        {
            throw new NotSupportedException("Stream does not support writing.");
        }
    }

    private void ThrowIfClosed()
    {
        if (_closed)
        {
            throw new ObjectDisposedException(null, "Cannot access a closed file.");
        }
    }
}
