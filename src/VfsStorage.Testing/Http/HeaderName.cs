namespace VfsStorage.Testing.Http;

/// <summary>The S3 headers that are used in more than one place.</summary>
internal static class HeaderName
{
    public const string ChecksumAlgorithm = "x-amz-checksum-algorithm";
    public const string ChecksumMode = "x-amz-checksum-mode";
    public const string ChecksumType = "x-amz-checksum-type";
    public const string ContentSha256 = "x-amz-content-sha256";
    public const string CopySource = "x-amz-copy-source";
    public const string CustomerAlgorithm = "x-amz-server-side-encryption-customer-algorithm";
    public const string CustomerKey = "x-amz-server-side-encryption-customer-key";
    public const string CustomerKeyMd5 = "x-amz-server-side-encryption-customer-key-md5";
    public const string DecodedContentLength = "x-amz-decoded-content-length";
    public const string Encryption = "x-amz-server-side-encryption";
    public const string EncryptionBucketKey = "x-amz-server-side-encryption-bucket-key-enabled";
    public const string EncryptionKeyId = "x-amz-server-side-encryption-aws-kms-key-id";
    public const string MetadataPrefix = "x-amz-meta-";
    public const string StorageClass = "x-amz-storage-class";
    public const string Tagging = "x-amz-tagging";
    public const string WebsiteRedirect = "x-amz-website-redirect-location";
    public const string Trailer = "x-amz-trailer";
}
