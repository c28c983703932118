namespace VfsStorage.Testing.Storage;

/// <summary>Takes the bytes of one upload and turns them into <see cref="Content"/>; disposing it before that forgets them.</summary>
internal abstract class ContentWriter : IDisposable
{
    public abstract ValueTask AppendAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken);

    /// <summary>The content, with one reference that belongs to the caller.</summary>
    public abstract ValueTask<Content> CompleteAsync(CancellationToken cancellationToken);

    public virtual void Dispose()
    {
    }
}
