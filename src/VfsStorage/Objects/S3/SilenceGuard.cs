namespace VfsStorage.Objects.S3;

/// <summary>Gives up on a wire that stays silent: HttpClient's time-out ends with the headers, so a body that stalls would be waited for without end.</summary>
internal sealed class SilenceGuard(Stream wire, TimeSpan longest, TimeProvider time) : Stream
{
    private readonly CancellationTokenSource _silence = new(Timeout.InfiniteTimeSpan, time);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => wire.Length;

    public override long Position
    {
        get => wire.Position;
        set => wire.Position = value;
    }

    /// <exception cref="TimeoutException">Nothing came for too long.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _silence.CancelAfter(longest);
        try
        {
            using (cancellationToken.UnsafeRegister(static silence => ((CancellationTokenSource)silence!).Cancel(), _silence))
            {
                return await wire.ReadAsync(buffer, _silence.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_silence.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException($"Nothing came for {longest.TotalSeconds} s.");
        }
        finally
        {
            _silence.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => wire.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => wire.Seek(offset, origin);

    public override void SetLength(long value) => wire.SetLength(value);

    public override void Write(byte[] buffer, int offset, int count) => wire.Write(buffer, offset, count);

    public override void Flush() => wire.Flush();

    public override async ValueTask DisposeAsync()
    {
        _silence.Dispose();
        await wire.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _silence.Dispose();
            wire.Dispose();
        }

        base.Dispose(disposing);
    }
}
