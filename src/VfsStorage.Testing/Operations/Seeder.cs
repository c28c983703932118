using VfsStorage.Testing.Checksums;
using VfsStorage.Testing.Http;
using VfsStorage.Testing.Storage;

namespace VfsStorage.Testing.Operations;

/// <summary>Fills buckets and looks into them without requests, for the tests' own preparation and checks.</summary>
internal static class Seeder
{
    public static void Add(S3Service service, string bucket, string key, ReadOnlySpan<byte> content)
    {
        using var digest = new BodyDigest(withMd5: true, ChecksumAlgorithm.Crc64Nvme);
        digest.Append(content);
        Put(service, bucket, key, service.Store(content), EntityTag.OfMd5(digest.Md5()), Convert.ToBase64String(digest.Checksum()!));
    }

    public static void AddSynthetic(S3Service service, string bucket, string key, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Put(service, bucket, key, new PatternContent(0, length), EntityTag.Random(), checksum: null);
    }

    public static IReadOnlyList<string> Keys(S3Service service, string bucket, string prefix) =>
        [.. service.Buckets.Get(bucket).List(new ListQuery { Prefix = prefix, MaxEntries = int.MaxValue }).Items.Select(o => o.Key)];

    private static void Put(S3Service service, string bucket, string key, Content content, string etag, string? checksum) =>
        service.Buckets.Get(bucket).Put(
            new StoredObject
            {
                Key = key,
                Content = content,
                ETag = etag,
                LastModified = service.Now,
                Checksum = checksum is null ? null : new ObjectChecksum(ChecksumAlgorithm.Crc64Nvme, ChecksumType.FullObject, checksum),
            },
            WriteCondition.None);
}
