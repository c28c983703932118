namespace VfsStorage;

/// <summary>How the store is asked to encrypt what is written.</summary>
public enum S3Encryption
{
    /// <summary>Nothing is asked; the bucket's own default applies. The default.</summary>
    BucketDefault,

    /// <summary>SSE-S3: keys of the store (<c>AES256</c>).</summary>
    S3,

    /// <summary>SSE-KMS: a key of the key management service (<c>aws:kms</c>).</summary>
    Kms,

    /// <summary>SSE-C: a key that every request brings along. Needs https.</summary>
    CustomerKey,
}
