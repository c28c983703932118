using VfsStorage.Errors;
using VfsStorage.Objects;
using VfsStorage.Paths;

namespace VfsStorage.Streams;

/// <summary>
/// The stream contract of a file handle, as <see cref="FileStream"/> keeps it on Linux, over any <see cref="IFileContent"/>:
/// position, seeking, access and argument checks, and the array, span, memory, byte and APM variants of reading and writing.
/// </summary>
internal sealed partial class HandleStream(IFileContent content, VirtualPath path, HandleTraits traits) : Stream
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
        Flush();
    }

    /// <summary>Publishes only where other handles edit the same file; else pending bytes are safe in memory, and become visible all at once.</summary>
    public override void Flush()
    {
        ThrowIfClosed();
        if (CanWrite && content.PublishesOnFlush)
        {
            Publish();
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        ThrowIfClosed();
        return CanWrite && content.PublishesOnFlush ? GuardAsync(content.PublishAsync(cancellationToken)) : Task.CompletedTask;
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
            try
            {
                await GuardAsync(content.DisposeAsync()).ConfigureAwait(false);
                await GuardAsync(new(_traits.Closed())).ConfigureAwait(false);
            }
            finally
            {
                await _traits.Released().ConfigureAwait(false);
            }
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
