namespace VfsStorage.Objects;

/// <summary>The answer to a GET: the object as a whole, and a stream of the bytes asked for.</summary>
internal sealed class ObjectBody(ObjectInfo info, long offset, long length, Stream content, IDisposable response) : IAsyncDisposable
{
    /// <summary>The whole object: <see cref="ObjectInfo.Length"/> is its full size, not that of the range.</summary>
    public ObjectInfo Info { get; } = info;

    /// <summary>Where in the object <see cref="Content"/> starts.</summary>
    public long Offset { get; } = offset;

    /// <summary>How many bytes <see cref="Content"/> yields.</summary>
    public long Length { get; } = length;

    /// <summary>
    /// The bytes, read once, forward. A body that ends early throws a <see cref="StoreException"/> of kind
    /// <see cref="StoreErrorKind.Unavailable"/>; one that fails its checksum, of kind <see cref="StoreErrorKind.Corrupt"/>.
    /// </summary>
    public Stream Content { get; } = content;

    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync().ConfigureAwait(false);
        response.Dispose();
    }
}
