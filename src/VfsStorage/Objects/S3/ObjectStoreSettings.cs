using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace VfsStorage.Objects.S3;

/// <summary>What an <see cref="S3ObjectStore"/> sends with its requests and how it behaves. A class, not a record: a record would print its secrets.</summary>
internal sealed class ObjectStoreSettings
{
    /// <summary>What the store can be relied on for. Default <see cref="S3Compatibility.Auto"/>.</summary>
    public S3Compatibility Compatibility { get; init; }

    /// <summary>The encryption asked for. Default none: the bucket decides.</summary>
    public S3Encryption Encryption { get; init; }

    /// <summary>The KMS key for <see cref="S3Encryption.Kms"/>; <see langword="null"/> for the account's own S3 key.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>Base64 of the 256-bit key for <see cref="S3Encryption.CustomerKey"/>. A secret.</summary>
    public string? CustomerKey { get; init; }

    /// <summary>The storage class of new objects; <see langword="null"/> for the bucket's default.</summary>
    public string? StorageClass { get; init; }

    /// <summary>Whether this account pays for requests to another's bucket.</summary>
    public bool RequesterPays { get; init; }

    /// <summary>The account that must own the bucket; <see langword="null"/> for any.</summary>
    public string? ExpectedBucketOwner { get; init; }

    /// <summary>Above this size in bytes a copy is made in parts. Default and limit of S3: 5 GiB.</summary>
    public long CopyThresholdBytes { get; init; } = 5L << 30;

    /// <summary>The size in bytes of a part of a copy, 5 MiB to 5 GiB; grows where 10,000 parts would not do. Default 256 MiB.</summary>
    public long CopyPartBytes { get; init; } = 256L << 20;

    /// <summary>How many parts of a copy, or single deletes of a bulk delete, are under way at once. Default 8.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>How often a request that met another one in flight (409), or a key of a bulk delete that was throttled, is tried again. Default 6.</summary>
    public int ConflictRetries { get; init; } = 6;

    /// <summary>The wait before the first such retry; each doubles it, with jitter. Default 50 ms.</summary>
    public TimeSpan ConflictBackoff { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How often a request is sent again that the store refused because it is asked too much, after the SDK's own tries. Default 5.</summary>
    public int ThrottleRetries { get; init; } = 5;

    /// <summary>Where messages go. Default nowhere.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>How long the content of a GET may stay silent before it counts as broken. Default 60 seconds.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Drops cached credentials so that the next request fetches new ones; <see langword="null"/> where there is nothing to refresh.</summary>
    public Action? RefreshCredentials { get; init; }

    /// <summary>The settings that a file system's options ask for.</summary>
    public static ObjectStoreSettings From(S3FileSystemOptions options) => new()
    {
        Compatibility = options.Requests.Compatibility,
        Encryption = options.Requests.Encryption,
        KmsKeyId = options.Requests.KmsKeyId,
        CustomerKey = options.Requests.CustomerKey,
        StorageClass = options.Requests.StorageClass,
        RequesterPays = options.Requests.RequesterPays,
        ExpectedBucketOwner = options.Requests.ExpectedBucketOwner,
        ReadTimeout = options.Requests.ReadTimeout,
        RefreshCredentials = options.Requests.RefreshCredentials,
        Concurrency = options.Concurrency,
        Logger = options.LoggerFactory.CreateLogger(Log.RequestCategory),
    };
}
