namespace VfsStorage.Testing.Storage;

/// <summary>Counts an upload's bytes and keeps none.</summary>
internal sealed class DiscardingContentWriter : ContentWriter
{
    private long _length;

    public override ValueTask AppendAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        _length += data.Length;
        return ValueTask.CompletedTask;
    }

    public override ValueTask<Content> CompleteAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<Content>(new DiscardedContent(_length));
}
