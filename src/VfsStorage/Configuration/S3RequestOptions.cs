namespace VfsStorage;

/// <summary>What an <see cref="S3FileSystem"/> sends with its requests, and what it relies on at the other end; read once, when it is made.</summary>
public sealed class S3RequestOptions
{
    /// <summary>Which features the store can be relied on for. Default <see cref="S3Compatibility.Auto"/>.</summary>
    public S3Compatibility Compatibility { get; set; }

    /// <summary>The encryption asked for. Default <see cref="S3Encryption.BucketDefault"/>.</summary>
    public S3Encryption Encryption { get; set; }

    /// <summary>The id or ARN of the key for <see cref="S3Encryption.Kms"/>; <see langword="null"/>, the default, for the account's own S3 key.</summary>
    public string? KmsKeyId { get; set; }

    /// <summary>
    /// Base64 of the 256-bit key for <see cref="S3Encryption.CustomerKey"/>. A secret: take it from where secrets are kept, never from a file in the
    /// repository.
    /// </summary>
    public string? CustomerKey { get; set; }

    /// <summary>The storage class of new objects, such as <c>INTELLIGENT_TIERING</c>; <see langword="null"/>, the default, for the bucket's.</summary>
    public string? StorageClass { get; set; }

    /// <summary>True where this account pays for requests to another's bucket. Default false.</summary>
    public bool RequesterPays { get; set; }

    /// <summary>The account, twelve digits, that must own the bucket; <see langword="null"/>, the default, for any.</summary>
    public string? ExpectedBucketOwner { get; set; }

    /// <summary>How long the content of an answer may stay silent before the connection counts as broken. Default 60 seconds.</summary>
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Drops cached credentials, so that the next request fetches new ones. Called once for a request that the store refused because of expired
    /// credentials, which is then sent again. Default <see langword="null"/>: the request fails.
    /// </summary>
    public Action? RefreshCredentials { get; set; }
}
