namespace VfsStorage.Testing.Storage;

/// <summary>How an object is encrypted at rest; nothing is really encrypted, only remembered and checked.</summary>
/// <param name="Algorithm"><c>AES256</c>, <c>aws:kms</c> or <c>aws:kms:dsse</c>; null with a customer's key.</param>
/// <param name="KmsKeyId">The key id of a KMS algorithm.</param>
/// <param name="BucketKey">Whether a bucket key is used with KMS.</param>
/// <param name="CustomerKeyMd5">The base64 MD5 of the customer's key (SSE-C), else null.</param>
internal sealed record ObjectEncryption(string? Algorithm, string? KmsKeyId = null, bool BucketKey = false, string? CustomerKeyMd5 = null)
{
    public static ObjectEncryption ManagedByS3 { get; } = new("AES256");

    /// <summary>With KMS or a customer's key, S3's ETag is not the MD5 of the bytes.</summary>
    public bool HidesMd5 => Algorithm != ManagedByS3.Algorithm;
}
