namespace VfsStorage.Streams;

/// <summary>Writing, in all its variants, at the position.</summary>
internal sealed partial class HandleStream
{
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

    public override IAsyncResult BeginWrite(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state) =>
        TaskToAsyncResult.Begin(WriteAsync(buffer, offset, count, CancellationToken.None), callback, state);

    public override void EndWrite(IAsyncResult asyncResult) => TaskToAsyncResult.End(asyncResult);

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
}
