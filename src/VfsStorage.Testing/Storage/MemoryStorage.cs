namespace VfsStorage.Testing.Storage;

/// <summary>Keeps everything in memory for as long as the server lives.</summary>
internal sealed class MemoryStorage : IStorage
{
    public IEnumerable<Bucket> Load() => [];

    public Bucket CreateBucket(string name, string region, DateTimeOffset created) => new(name, region, created, NoJournal.Instance);

    public void DeleteBucket(Bucket bucket)
    {
    }

    public Content Store(ReadOnlySpan<byte> bytes) => MemoryContent.CopyOf(bytes);

    public ContentWriter CreateWriter(long expectedLength) => new MemoryContentWriter(expectedLength);

    public void Dispose()
    {
    }
}
