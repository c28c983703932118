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

        // To the last byte that is wanted, as a disk reads.
        var done = 0;
        var wanted = (int)Math.Min(buffer.Length, content.Length - _position);
        while (done < wanted && _position < content.Length)
        {
            var read = content.Read(_position, buffer[done..wanted]);
            if (read == 0)
            {
                var missing = wanted - done;
                Blocking.Wait(() => GuardAsync(content.FetchAsync(_position, missing, CancellationToken.None)));
            }

            done += read;
            _position += read;
        }

        return done;
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

    public override void CopyTo(Stream destination, int bufferSize)
    {
        ValidateCopyToArguments(destination, bufferSize);
        ThrowIfNotReadable();
        while (_position < content.Length)
        {
            var bytes = content.Peek(_position);
            if (bytes.IsEmpty)
            {
                Blocking.Wait(() => GuardAsync(content.FetchAsync(_position, bufferSize, CancellationToken.None)));
            }

            destination.Write(bytes.Span);
            _position += bytes.Length;
        }
    }

    public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        ValidateCopyToArguments(destination, bufferSize);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        ThrowIfNotReadable();
        return CopyCoreAsync(destination, bufferSize, cancellationToken);
    }

    public override IAsyncResult BeginRead(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state) =>
        TaskToAsyncResult.Begin(ReadAsync(buffer, offset, count, CancellationToken.None), callback, state);

    public override int EndRead(IAsyncResult asyncResult) => TaskToAsyncResult.End<int>(asyncResult);

    private async Task CopyCoreAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        while (_position < content.Length)
        {
            var bytes = content.Peek(_position);
            if (bytes.IsEmpty)
            {
                await GuardAsync(content.FetchAsync(_position, bufferSize, cancellationToken)).ConfigureAwait(false);
            }

            await destination.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            _position += bytes.Length;
        }
    }

    private async ValueTask<int> ReadCoreAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var done = 0;
        var wanted = (int)Math.Min(buffer.Length, content.Length - _position);
        while (done < wanted && _position < content.Length)
        {
            var read = content.Read(_position, buffer.Span[done..wanted]);
            if (read == 0)
            {
                await GuardAsync(content.FetchAsync(_position, wanted - done, cancellationToken)).ConfigureAwait(false);
            }

            done += read;
            _position += read;
        }

        return done;
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
