using System.Text;
using VfsStorage.Testing.Checksums;
using VfsStorage.Testing.Http;
using VfsStorage.Testing.Storage;

namespace VfsStorage.Testing.Operations;

/// <summary>Fills buckets and looks into them without requests, for the tests' own preparation and checks.</summary>
internal static class Seeder
{
    public static void CreateBucket(S3Service service, string name, string? region)
    {
        if (!BucketName.IsValid(name))
            throw new ArgumentException($"'{name}' is no legal bucket name.", nameof(name));
        if (service.Buckets.Find(name) is null)
            service.Buckets.Create(name, region ?? service.Options.Region, service.Now);
    }

    public static Bucket BucketOf(S3Service service, string bucket) =>
        service.Buckets.Find(bucket) ?? throw new ArgumentException($"There is no bucket '{bucket}'.", nameof(bucket));

    public static void Add(S3Service service, string bucket, string key, ReadOnlySpan<byte> content)
    {
        CheckKey(service, key);
        var target = BucketOf(service, bucket);
        using var digest = new BodyDigest(withMd5: true, ChecksumAlgorithm.Crc64Nvme);
        digest.Append(content);
        var value = new StoredObject
        {
            Key = key,
            Content = service.Store(content),
            ETag = EntityTag.OfMd5(digest.Md5()),
            LastModified = service.Now,
            Checksum = new ObjectChecksum(ChecksumAlgorithm.Crc64Nvme, ChecksumType.FullObject, Convert.ToBase64String(digest.Checksum()!)),
        };
        target.Put(value, WriteCondition.None);
    }

    public static void AddSynthetic(S3Service service, string bucket, string key, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        CheckKey(service, key);
        var value = new StoredObject { Key = key, Content = new PatternContent(0, length), ETag = EntityTag.RandomOfPart(), LastModified = service.Now };
        BucketOf(service, bucket).Put(value, WriteCondition.None);
    }

    public static IReadOnlyList<string> Keys(S3Service service, string bucket, string prefix) =>
        [.. BucketOf(service, bucket).List(new ListQuery { Prefix = prefix, MaxEntries = int.MaxValue }).Items.Select(o => o.Key)];

    private static void CheckKey(S3Service service, string key)
    {
        if (key.Length == 0 || Encoding.UTF8.GetByteCount(key) > service.Limits.MaxKeyBytes)
            throw new ArgumentException($"A key has 1 to {service.Limits.MaxKeyBytes} bytes.", nameof(key));
    }
}
