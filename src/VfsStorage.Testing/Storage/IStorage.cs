namespace VfsStorage.Testing.Storage;

/// <summary>Where buckets and contents are kept: memory or a folder.</summary>
internal interface IStorage : IDisposable
{
    /// <summary>The buckets kept from an earlier run.</summary>
    IEnumerable<Bucket> Load();

    Bucket CreateBucket(string name, string region, DateTimeOffset created);

    void DeleteBucket(Bucket bucket);

    /// <summary>Stores a small content at once; one reference belongs to the caller.</summary>
    Content Store(ReadOnlySpan<byte> bytes);

    /// <summary>A writer for an upload of <paramref name="expectedLength"/> bytes.</summary>
    ContentWriter CreateWriter(long expectedLength);
}
