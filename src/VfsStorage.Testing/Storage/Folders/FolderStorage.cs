namespace VfsStorage.Testing.Storage.Folders;

/// <summary>
/// Keeps buckets in a folder: <c>buckets/NAME/</c> with the records, <c>content/</c> with the bytes, <c>lock</c> while a server uses it.
/// What a killed server had acknowledged is there again; a power failure may cost the last writes.
/// </summary>
internal sealed class FolderStorage : IStorage
{
    private readonly string _buckets;
    private readonly ContentFolder _content;
    private readonly FileStream _lock;

    public FolderStorage(string folder)
    {
        _buckets = Path.Combine(folder, "buckets");
        Directory.CreateDirectory(_buckets);
        _lock = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        _content = new ContentFolder(Path.Combine(folder, "content"));
    }

    public IEnumerable<Bucket> Load()
    {
        var buckets = Directory.GetDirectories(_buckets).Select(d => new BucketFolder(d, _content).Load()).OfType<Bucket>().ToList();
        _content.Sweep();
        return buckets;
    }

    public Bucket CreateBucket(string name, string region, DateTimeOffset created) =>
        new BucketFolder(PathOf(name), _content).Create(name, region, created);

    public void DeleteBucket(Bucket bucket) => Directory.Delete(PathOf(bucket.Name), recursive: true);

    public Content Store(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return Content.Empty;
        var file = _content.Create();
        File.WriteAllBytes(file.Path, bytes);
        file.Retain();
        return new FileContent(file, 0, bytes.Length);
    }

    public ContentWriter CreateWriter(long expectedLength) => new FileContentWriter(_content.Create());

    public void Dispose() => _lock.Dispose();

    private string PathOf(string bucket) => Path.Combine(_buckets, bucket);
}
