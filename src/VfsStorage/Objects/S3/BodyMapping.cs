using System.Globalization;
using Amazon.Runtime.Internal.Util;
using Amazon.S3.Model;

namespace VfsStorage.Objects.S3;

/// <summary>Turns the answer to a GET into a body that yields what was announced, and checks it.</summary>
internal sealed class BodyMapping(RequestMeter meter, TimeSpan readTimeout, TimeProvider time)
{
    /// <summary>The body of a GET; takes over <paramref name="answer"/>.</summary>
    public ObjectBody Read(GetObjectResponse answer, ObjectKey key, ByteRange? range)
    {
        var (offset, length, size) = Extent(answer, key, range);
        var etag = ETags.Unquote(answer.ETag);
        var crc32 = AnswerMapping.FullObject(answer.ChecksumCRC32);
        var info = new ObjectInfo(key.Key, size, etag, AnswerMapping.Utc(answer.LastModified))
        {
            Headers = HeaderMapping.Read(answer.Headers, answer.Metadata, answer.ExpiresString),
            StorageClass = AnswerMapping.ClassOf(answer.StorageClass),
            Crc32 = crc32,
        };
        var checksum = length != size ? null
            : crc32 is not null ? Checksum.OfCrc32(crc32)
            : IsMd5(answer, etag) ? Checksum.OfMd5(etag)
            : null;

        // The SDK wraps the wire in a CRC32 and an MD5 of its own, each slower than the wire; one check is enough.
        var wire = answer.ResponseStream is WrapperStream wrapped ? wrapped.GetNonWrapperBaseStream() : answer.ResponseStream;
        return new ObjectBody(info, offset, length, new BodyStream(new SilenceGuard(wire, readTimeout, time), length, checksum, meter, key), answer);
    }

    private static bool IsMd5(GetObjectResponse answer, string etag) =>
        ETags.IsMd5(etag)
        && string.IsNullOrEmpty(answer.ServerSideEncryptionKeyManagementServiceKeyId)
        && string.IsNullOrEmpty(answer.ServerSideEncryptionCustomerMethod?.Value); // None rather than null.

    private static (long Offset, long Length, long Size) Extent(GetObjectResponse answer, ObjectKey key, ByteRange? range)
    {
        var length = answer.ContentLength;
        if (length < 0) throw new StoreException(StoreErrorKind.NotSupported, $"GET {key}: the store does not say how long its answer is.");
        if (answer.ContentRange is not { Length: > 0 } header)
        {
            // The whole object came. Fine, unless its first bytes are not those asked for.
            return range is { IsSuffix: false, Offset: > 0 } || (range is { IsSuffix: true } suffix && suffix.Length < length)
                ? throw new StoreException(StoreErrorKind.NotSupported, $"GET {key}: the store ignores ranges.")
                : (0, length, length);
        }

        // bytes 0-99/1234
        var dash = header.IndexOf('-', StringComparison.Ordinal);
        var slash = header.IndexOf('/', StringComparison.Ordinal);
        return header.StartsWith("bytes ", StringComparison.OrdinalIgnoreCase) && dash > 6 && slash > dash
            && long.TryParse(header.AsSpan(6, dash - 6), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && long.TryParse(header.AsSpan(dash + 1, slash - dash - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && long.TryParse(header.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? last - first + 1 == length && IsAsked(range, first, last, size) ? (first, length, size)
                : throw new StoreException(StoreErrorKind.Unavailable, $"GET {key}: asked for {range?.ToString() ?? "everything"}, the store answers '{header}' with {length} bytes.")
            : throw new StoreException(StoreErrorKind.NotSupported, $"GET {key}: '{header}' is no Content-Range.");
    }

    // A range has no checksum, so at least its place and length must be right.
    private static bool IsAsked(ByteRange? range, long first, long last, long size) => range switch
    {
        null => first == 0 && last == size - 1,
        { IsSuffix: true } suffix => first == Math.Max(0, size - suffix.Length) && last == size - 1,
        { } part => first == part.Offset && last == Math.Min(part.Offset + part.Length, size) - 1,
    };
}
