using System.Collections.Concurrent;
using VfsStorage.Testing.Errors;

namespace VfsStorage.Testing.Storage;

/// <summary>The buckets of the server, by name.</summary>
internal sealed class BucketRegistry
{
    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly IStorage _storage;

    public BucketRegistry(IStorage storage)
    {
        _storage = storage;
        foreach (var bucket in storage.Load())
            _buckets[bucket.Name] = bucket;
    }

    public IReadOnlyList<Bucket> Ordered => [.. _buckets.Values.OrderBy(b => b.Name, StringComparer.Ordinal)];

    public Bucket? Find(string name) => _buckets.GetValueOrDefault(name);

    public Bucket Get(string name) => Find(name) ?? throw S3Error.NoSuchBucket.With(("BucketName", name));

    public Bucket Create(string name, string region, DateTimeOffset created)
    {
        if (!BucketName.IsValid(name))
            throw S3Error.InvalidBucketName.With(("BucketName", name));
        lock (_gate)
        {
            if (_buckets.ContainsKey(name))
                throw S3Error.BucketAlreadyOwnedByYou.With(("BucketName", name));
            return _buckets[name] = _storage.CreateBucket(name, region, created);
        }
    }

    public void Delete(string name)
    {
        lock (_gate)
        {
            var bucket = Get(name);
            bucket.Close();
            _storage.DeleteBucket(bucket);
            _buckets.TryRemove(name, out _);
        }
    }
}
