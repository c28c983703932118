using VfsStorage.Testing.Errors;

namespace VfsStorage.Testing.Http;

/// <summary>Refuses headers that ask for what the server does not do, so that nothing is silently ignored.</summary>
internal static class HeaderRules
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        HeaderName.ChecksumAlgorithm, HeaderName.ChecksumMode, HeaderName.ChecksumType, HeaderName.ContentSha256, HeaderName.CopySource,
        HeaderName.CustomerAlgorithm, HeaderName.CustomerKey, HeaderName.CustomerKeyMd5, HeaderName.DecodedContentLength,
        HeaderName.Encryption, HeaderName.EncryptionBucketKey, HeaderName.EncryptionKeyId, HeaderName.StorageClass, HeaderName.Tagging,
        HeaderName.Trailer, "x-amz-acl", "x-amz-api-version", "x-amz-checksum-crc32", "x-amz-checksum-crc32c",
        "x-amz-checksum-crc64nvme", "x-amz-checksum-sha1", "x-amz-checksum-sha256", "x-amz-copy-source-if-match",
        "x-amz-copy-source-if-modified-since", "x-amz-copy-source-if-none-match", "x-amz-copy-source-if-unmodified-since",
        "x-amz-copy-source-range", "x-amz-copy-source-server-side-encryption-customer-algorithm",
        "x-amz-copy-source-server-side-encryption-customer-key", "x-amz-copy-source-server-side-encryption-customer-key-md5", "x-amz-date",
        "x-amz-expected-bucket-owner", "x-amz-if-match-last-modified-time", "x-amz-if-match-size", "x-amz-max-parts",
        "x-amz-metadata-directive", "x-amz-mp-object-size", "x-amz-object-attributes", "x-amz-object-ownership", "x-amz-client-token",
        "x-amz-if-match-initiated-time", "x-amz-rename-source", "x-amz-server-side-encryption-context",
        "x-amz-optional-object-attributes", "x-amz-part-number-marker", "x-amz-request-payer", "x-amz-sdk-checksum-algorithm",
        "x-amz-security-token", "x-amz-source-expected-bucket-owner", "x-amz-tagging-directive", "x-amz-te",
        "x-amz-transition-default-minimum-object-size", "x-amz-user-agent", "x-amz-website-redirect-location",
    };

    public static void Check(S3Call call)
    {
        foreach (var header in call.Http.Request.Headers)
        {
            var name = header.Key;
            if (!name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith(HeaderName.MetadataPrefix, StringComparison.OrdinalIgnoreCase)
                || Known.Contains(name))
            {
                continue;
            }

            if (name.StartsWith("x-amz-grant-", StringComparison.OrdinalIgnoreCase))
                throw S3Error.AccessControlListNotSupported.With();
            if (name.StartsWith("x-amz-object-lock-", StringComparison.OrdinalIgnoreCase))
                throw S3Error.InvalidRequest.Because("Bucket is missing Object Lock Configuration");
            throw S3Error.NotImplemented.Because($"A header you provided implies functionality that is not implemented: {name}", ("Header", name));
        }

        if (call.Header("x-amz-object-ownership") is not (null or "BucketOwnerEnforced"))
            throw S3Error.NotImplemented.Because("A header you provided implies functionality that is not implemented: x-amz-object-ownership");
        if (call.Header("x-amz-acl") is not (null or "private" or "bucket-owner-full-control"))
            throw S3Error.AccessControlListNotSupported.With();
    }
}
