using System.Security.Cryptography;
using System.Text;

namespace VfsStorage.Testing.Storage.Folders;

/// <summary>A bucket's records: one file for the bucket, one for each object, named by the hash of its key.</summary>
internal sealed class BucketFolder(string root, ContentFolder files) : IBucketJournal
{
    private const string RecordSuffix = ".json";
    private readonly string _objects = Path.Combine(root, "objects");
    private BucketRecord _record = null!;

    private string RecordPath => Path.Combine(root, "bucket" + RecordSuffix);

    public Bucket Create(string name, string region, DateTimeOffset created)
    {
        Directory.CreateDirectory(_objects);
        _record = new BucketRecord(name, region, created, Lifecycle: null);
        RecordFile.Write(RecordPath, _record);
        return new Bucket(name, region, created, this);
    }

    /// <summary>The bucket and its objects; null if its creation did not come to its end.</summary>
    public Bucket? Load()
    {
        if (!File.Exists(RecordPath))
            return null;
        _record = RecordFile.Read<BucketRecord>(RecordPath);
        var bucket = new Bucket(_record.Name, _record.Region, _record.Created, this);
        var records = Directory.EnumerateFiles(_objects, "*" + RecordSuffix, SearchOption.AllDirectories);
        bucket.Restore(records.Select(path => RecordFile.Read<ObjectRecord>(path).ToObject(files)), _record.Lifecycle);
        return bucket;
    }

    public void Save(StoredObject value)
    {
        var path = PathOf(value.Key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        RecordFile.Write(path, ObjectRecord.Of(value));
    }

    public void Remove(string key) => File.Delete(PathOf(key));

    public void SaveLifecycle(string? xml)
    {
        _record = _record with { Lifecycle = xml };
        RecordFile.Write(RecordPath, _record);
    }

    private string PathOf(string key)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        return Path.Combine(_objects, name[..2], name + RecordSuffix);
    }
}
