namespace VfsStorage.Objects.S3;

/// <summary>
/// The content of a GET as it comes off the wire: yields exactly the announced number of bytes or throws, and holds back the last
/// ones until the checksum, where there is one, has been found right.
/// </summary>
internal sealed class BodyStream(Stream wire, long length, Checksum? checksum, RequestMeter meter, ObjectKey key) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException("A body is read once, forward.");
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var wanted = (int)Math.Min(buffer.Length, length - _position);
        if (wanted == 0)
        {
            if (length == 0 && checksum?.Matches() == false) throw Corrupt();
            return 0;
        }

        var read = await ReadWireAsync(buffer[..wanted], cancellationToken).ConfigureAwait(false);
        if (read == 0) throw Truncated(null);
        checksum?.Append(buffer.Span[..read]);
        _position += read;
        meter.Received(read);
        return _position == length && checksum?.Matches() == false ? throw Corrupt() : read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A body is read asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A body is read once, forward.");

    public override void SetLength(long value) => throw new NotSupportedException("A body is only read.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A body is only read.");

    public override void Flush()
    {
    }

    public override async ValueTask DisposeAsync()
    {
        checksum?.Dispose();
        await wire.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            checksum?.Dispose();
            wire.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadWireAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await wire.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (S3Errors.IsTransport(exception, cancellationToken))
        {
            throw Truncated(exception);
        }
    }

    private StoreException Truncated(Exception? cause) =>
        new(StoreErrorKind.Unavailable, $"The content of {key} broke off after {_position} of {length} bytes.", cause);

    private StoreException Corrupt() =>
        new(StoreErrorKind.Corrupt, $"The content of {key} does not match its checksum.");
}
