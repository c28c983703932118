using System.Globalization;
using Amazon.Runtime.Internal.Util;
using Amazon.S3;
using Amazon.S3.Model;

namespace VfsStorage.Objects.S3;

/// <summary>Turns the answers to HEAD and GET into ours.</summary>
internal static class AnswerMapping
{
    public static ObjectInfo Read(GetObjectMetadataResponse answer, string key) =>
        new(key, answer.ContentLength, ETags.Unquote(answer.ETag), Utc(answer.LastModified))
        {
            Headers = HeaderMapping.Read(answer.Headers, answer.Metadata, answer.ExpiresString),
            StorageClass = ClassOf(answer.StorageClass),
            Crc32 = FullObject(answer.ChecksumCRC32),
        };

    /// <summary>The body of a GET; takes over <paramref name="answer"/>.</summary>
    public static ObjectBody Read(GetObjectResponse answer, ObjectKey key, ByteRange? range, RequestMeter meter, bool etagIsMd5)
    {
        var (offset, length, size) = Extent(answer, key, range);
        var etag = ETags.Unquote(answer.ETag);
        var crc32 = FullObject(answer.ChecksumCRC32);
        var info = new ObjectInfo(key.Key, size, etag, Utc(answer.LastModified))
        {
            Headers = HeaderMapping.Read(answer.Headers, answer.Metadata, answer.ExpiresString),
            StorageClass = ClassOf(answer.StorageClass),
            Crc32 = crc32,
        };
        var checksum = length != size ? null
            : crc32 is not null ? Checksum.OfCrc32(crc32)
            : etagIsMd5 && IsMd5(answer, etag) ? Checksum.OfMd5(etag)
            : null;

        // The SDK wraps the wire in a CRC32 and an MD5 of its own, each slower than the wire; one check is enough.
        var wire = answer.ResponseStream is WrapperStream wrapped ? wrapped.GetNonWrapperBaseStream() : answer.ResponseStream;
        return new ObjectBody(info, offset, length, new BodyStream(wire, length, checksum, meter, key), answer);
    }

    public static DateTimeOffset Utc(DateTime? time) =>
        time is { } known ? new DateTimeOffset(known.ToUniversalTime()) : DateTimeOffset.UnixEpoch;

    /// <summary>The storage class where it is not the default one.</summary>
    public static string? ClassOf(S3StorageClass? storageClass) =>
        storageClass is null || storageClass == S3StorageClass.Standard ? null : storageClass.Value;

    // A checksum of checksums, written value-N, says nothing about the bytes as such.
    private static string? FullObject(string? checksum) =>
        string.IsNullOrEmpty(checksum) || checksum.Contains('-', StringComparison.Ordinal) ? null : checksum;

    private static bool IsMd5(GetObjectResponse answer, string etag) =>
        ETags.IsMd5(etag)
        && string.IsNullOrEmpty(answer.ServerSideEncryptionKeyManagementServiceKeyId)
        && answer.ServerSideEncryptionCustomerMethod is null;

    private static (long Offset, long Length, long Size) Extent(GetObjectResponse answer, ObjectKey key, ByteRange? range)
    {
        var length = answer.ContentLength;
        if (length < 0) throw new StoreException(StoreErrorKind.NotSupported, $"GET {key}: the store does not say how long its answer is.");
        if (answer.ContentRange is not { Length: > 0 } header)
        {
            // The whole object came. Fine, unless its first bytes are not those asked for.
            return range is { IsSuffix: false, Offset: > 0 } || (range is { IsSuffix: true } last && last.Length < length)
                ? throw new StoreException(StoreErrorKind.NotSupported, $"GET {key}: the store ignores ranges.")
                : (0, length, length);
        }

        // bytes 0-99/1234
        var dash = header.IndexOf('-', StringComparison.Ordinal);
        var slash = header.IndexOf('/', StringComparison.Ordinal);
        return header.StartsWith("bytes ", StringComparison.OrdinalIgnoreCase) && dash > 6 && slash > dash
            && long.TryParse(header.AsSpan(6, dash - 6), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && long.TryParse(header.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? (first, length, size)
            : throw new StoreException(StoreErrorKind.NotSupported, $"GET {key}: '{header}' is no Content-Range.");
    }
}
