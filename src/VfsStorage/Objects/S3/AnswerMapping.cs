using Amazon.S3;
using Amazon.S3.Model;

namespace VfsStorage.Objects.S3;

/// <summary>Turns what answers have in common into ours.</summary>
internal static class AnswerMapping
{
    public static ObjectInfo Read(GetObjectMetadataResponse answer, string key) =>
        new(key, answer.ContentLength, ETags.Unquote(answer.ETag), Utc(answer.LastModified))
        {
            Headers = HeaderMapping.Read(answer.Headers, answer.Metadata, answer.ExpiresString),
            StorageClass = ClassOf(answer.StorageClass),
            Crc32 = FullObject(answer.ChecksumCRC32),
        };

    public static DateTimeOffset Utc(DateTime? time) =>
        time is { } known ? new DateTimeOffset(known.ToUniversalTime()) : DateTimeOffset.UnixEpoch;

    /// <summary>The storage class where it is not the default one.</summary>
    public static string? ClassOf(S3StorageClass? storageClass) =>
        storageClass is null || storageClass == S3StorageClass.Standard ? null : storageClass.Value;

    /// <summary>The checksum, unless it is one of checksums, written <c>value-N</c>: that says nothing about the bytes as such.</summary>
    public static string? FullObject(string? checksum) =>
        string.IsNullOrEmpty(checksum) || checksum.Contains('-', StringComparison.Ordinal) ? null : checksum;
}
