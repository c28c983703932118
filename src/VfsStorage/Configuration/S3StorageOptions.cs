using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace VfsStorage;

/// <summary>The section <c>storage.s3</c>: the buckets of the four areas, and how they are reached. Credentials are not among it.</summary>
public sealed class S3StorageOptions
{
    /// <summary>The region of the buckets, such as <c>eu-central-1</c>. Default: that of the environment or the profile.</summary>
    [ConfigurationKeyName("aws_region")]
    public string? AwsRegion { get; set; }

    /// <summary>The bucket where input arrives. Required.</summary>
    [ConfigurationKeyName("input_bucket")]
    public string? InputBucket { get; set; }

    /// <summary>The prefix of the input area in its bucket. Default empty: the whole bucket.</summary>
    [ConfigurationKeyName("input_prefix")]
    public string InputPrefix { get; set; } = "";

    /// <summary>The bucket where results go. Required.</summary>
    [ConfigurationKeyName("output_bucket")]
    public string? OutputBucket { get; set; }

    /// <summary>The prefix of the output area in its bucket. Default empty: the whole bucket.</summary>
    [ConfigurationKeyName("output_prefix")]
    public string OutputPrefix { get; set; } = "";

    /// <summary>The bucket where processed input is kept. Required.</summary>
    [ConfigurationKeyName("archive_bucket")]
    public string? ArchiveBucket { get; set; }

    /// <summary>The prefix of the archive area in its bucket. Default empty: the whole bucket.</summary>
    [ConfigurationKeyName("archive_prefix")]
    public string ArchivePrefix { get; set; } = "";

    /// <summary>The bucket where intermediate results are kept. Required.</summary>
    [ConfigurationKeyName("cache_bucket")]
    public string? CacheBucket { get; set; }

    /// <summary>The prefix of the cache area in its bucket. Default empty: the whole bucket.</summary>
    [ConfigurationKeyName("cache_prefix")]
    public string CachePrefix { get; set; } = "";

    /// <summary>The endpoint of a store other than Amazon's. Default: Amazon S3 in the region.</summary>
    [ConfigurationKeyName("service_url")]
    public string? ServiceUrl { get; set; }

    /// <summary>True to let <see cref="ServiceUrl"/> be http on other hosts than this one. Default false.</summary>
    [ConfigurationKeyName("allow_insecure")]
    public bool AllowInsecure { get; set; }

    /// <summary>True to name the bucket in the path instead of the host name. Default: true with a <see cref="ServiceUrl"/>, otherwise false.</summary>
    [ConfigurationKeyName("force_path_style")]
    public bool? ForcePathStyle { get; set; }

    /// <summary>The profile of the AWS configuration files to take credentials from. Default: the AWS default chain.</summary>
    [ConfigurationKeyName("profile")]
    public string? Profile { get; set; }

    /// <summary>The role to assume with those credentials, as an ARN. Default: none.</summary>
    [ConfigurationKeyName("role_arn")]
    public string? RoleArn { get; set; }

    /// <summary>The session's name in the role's logs. Default <c>vfs-storage</c>.</summary>
    [ConfigurationKeyName("role_session_name")]
    public string RoleSessionName { get; set; } = "vfs-storage";

    /// <summary>The external id that the role asks for. Default: none.</summary>
    [ConfigurationKeyName("external_id")]
    public string? ExternalId { get; set; }

    /// <summary>What the store can be relied on for. Default <see cref="S3Compatibility.Auto"/>.</summary>
    [ConfigurationKeyName("compatibility")]
    public S3Compatibility Compatibility { get; set; }

    /// <summary>How much of a disk's checking is done before a write. Default <see cref="S3Semantics.Strict"/>.</summary>
    [ConfigurationKeyName("semantics")]
    public S3Semantics Semantics { get; set; }

    /// <summary>How far <c>FileShare.None</c> reaches. Default <see cref="S3Locking.Process"/>.</summary>
    [ConfigurationKeyName("locking")]
    public S3Locking Locking { get; set; }

    /// <summary>Where the times of listed entries come from. Default <see cref="S3EntryTimes.Metadata"/>.</summary>
    [ConfigurationKeyName("times")]
    public S3EntryTimes Times { get; set; }

    /// <summary>The size of a part of a large upload or download, in MiB. Default 8.</summary>
    [ConfigurationKeyName("part_size_mb")]
    [Range(5, 5120)]
    public int PartSizeMb { get; set; } = 6;

    /// <summary>How many requests one operation keeps under way. Default 16.</summary>
    [ConfigurationKeyName("concurrency")]
    [Range(1, 1000)]
    public int Concurrency { get; set; } = 16;

    /// <summary>How much all open streams of the process may buffer together, in MiB. Default 256.</summary>
    [ConfigurationKeyName("memory_budget_mb")]
    [Range(16, 1_048_576)]
    public int MemoryBudgetMb { get; set; } = 256;

    /// <summary>The folder on the local disk for what memory cannot keep. Default: <c>vfs-spill-</c> and the user's name in the temporary folder.</summary>
    [ConfigurationKeyName("spill_directory")]
    public string? SpillDirectory { get; set; }

    /// <summary>How often a watcher lists what it watches, in seconds. Default 2.</summary>
    [ConfigurationKeyName("watcher_interval_seconds")]
    [Range(0.1, 86_400)]
    public double WatcherIntervalSeconds { get; set; } = 2;

    /// <summary>
    /// The server-side encryption asked for: <c>none</c>, <c>sse-s3</c>, <c>sse-kms</c> or <c>sse-c</c>. Default <c>none</c>: the bucket decides.
    /// </summary>
    [ConfigurationKeyName("sse")]
    public string Sse { get; set; } = "none";

    /// <summary>The id or ARN of the key for <c>sse-kms</c>. Default: the account's own S3 key.</summary>
    [ConfigurationKeyName("kms_key_id")]
    public string? KmsKeyId { get; set; }

    /// <summary>The file with the base64 of the 256-bit key for <c>sse-c</c>. Default: none.</summary>
    [ConfigurationKeyName("sse_customer_key_file")]
    public string? SseCustomerKeyFile { get; set; }

    /// <summary>The storage class of new objects. Default: the bucket's.</summary>
    [ConfigurationKeyName("storage_class")]
    public string? StorageClass { get; set; }

    /// <summary>Whether this account pays for requests to another's bucket. Default false.</summary>
    [ConfigurationKeyName("requester_pays")]
    public bool RequesterPays { get; set; }

    /// <summary>The account, twelve digits, that must own the buckets. Default: any.</summary>
    [ConfigurationKeyName("expected_bucket_owner")]
    public string? ExpectedBucketOwner { get; set; }

    /// <summary>How often the client tries a failed request again. Default 5.</summary>
    [ConfigurationKeyName("max_retries")]
    [Range(0, 50)]
    public int MaxRetries { get; set; } = 5;

    /// <summary>How the client behaves when the store is throttling. Default <see cref="S3RetryMode.Standard"/>.</summary>
    [ConfigurationKeyName("retry_mode")]
    public S3RetryMode RetryMode { get; set; }

    /// <summary>How long a connection may take to open, in seconds. Default 5.</summary>
    [ConfigurationKeyName("connect_timeout_seconds")]
    [Range(0.1, 3600)]
    public double ConnectTimeoutSeconds { get; set; } = 5;

    /// <summary>How long a request may take until its answer starts, sending included, in seconds. Default 120.</summary>
    [ConfigurationKeyName("request_timeout_seconds")]
    [Range(1, 86_400)]
    public double RequestTimeoutSeconds { get; set; } = 120;

    /// <summary>How long an answer may stay silent once it has started, in seconds. Default 60.</summary>
    [ConfigurationKeyName("read_timeout_seconds")]
    [Range(1, 86_400)]
    public double ReadTimeoutSeconds { get; set; } = 60;

    /// <summary>How many connections to one host may be open. Default 0: as many as are needed.</summary>
    [ConfigurationKeyName("max_connections")]
    [Range(0, 65_535)]
    public int MaxConnections { get; set; }
}
