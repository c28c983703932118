namespace VfsStorage.Streams;

/// <summary>Reading, in all its variants, at the position.</summary>
internal sealed partial class HandleStream
{
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

    public override IAsyncResult BeginRead(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state) =>
        TaskToAsyncResult.Begin(ReadAsync(buffer, offset, count, CancellationToken.None), callback, state);

    public override int EndRead(IAsyncResult asyncResult) => TaskToAsyncResult.End<int>(asyncResult);

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

    private void ThrowIfNotReadable()
    {
        ThrowIfClosed();
        if (!CanRead)
        {
            throw new NotSupportedException("Stream does not support reading.");
        }
    }
}
