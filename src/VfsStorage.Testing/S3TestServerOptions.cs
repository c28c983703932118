namespace VfsStorage.Testing;

/// <summary>How a test server listens, what it holds at the start and where it differs from Amazon S3.</summary>
/// <remarks>Limits, quirks, <see cref="EnforceRegion"/> and the byte thresholds may be changed while the server runs; the rest is read at the start.</remarks>
public sealed class S3TestServerOptions
{
    /// <summary>The loopback port; 0, the default, takes a free one.</summary>
    public int Port { get; set; }

    /// <summary>The region the server says it is in. Default <c>us-east-1</c>.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>Buckets that exist from the start, in the server's region. Default none.</summary>
    public IList<string> Buckets { get; } = [];

    /// <summary>
    /// Key pairs the server accepts. Default none: every request is accepted, unsigned or signed with whatever key. With at least one, every signature is checked.
    /// </summary>
    public IList<S3Credentials> Credentials { get; } = [];

    /// <summary>The account that owns every bucket, twelve digits; <c>x-amz-expected-bucket-owner</c> is compared with it.</summary>
    public string OwnerId { get; set; } = "123456789012";

    /// <summary>Whether a signature for another region is refused with <c>AuthorizationHeaderMalformed</c>. Default false.</summary>
    public bool EnforceRegion { get; set; }

    /// <summary>
    /// Keeps buckets and objects in this folder, across servers; null, the default, keeps them in memory. Open multipart uploads end with
    /// the server. One server at a time may use a folder.
    /// </summary>
    public string? Folder { get; set; }

    /// <summary>
    /// Uploads of at least this many bytes (objects and parts alike) are hashed and counted but not kept; reads of them return
    /// <see cref="SyntheticContent"/>. Null, the default, keeps everything; 0 keeps nothing.
    /// </summary>
    public long? DiscardContentFromBytes { get; set; }

    /// <summary>
    /// Uploads of at least this many bytes get a random ETag, and of checksums only those the client named are computed. For benchmarks, where the MD5 would be the slowest part. Null, the default, hashes everything.
    /// </summary>
    public long? SkipHashFromBytes { get; set; }

    /// <summary>The limits in force. Default: those of Amazon S3.</summary>
    public S3Limits Limits { get; set; } = S3Limits.AmazonS3;

    /// <summary>Deviations from Amazon S3. Default none.</summary>
    public S3StoreQuirks Quirks { get; set; }

    /// <summary>Delay of every request before it is processed; <see cref="S3Faults.Latency"/> changes it later. Default zero.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Bandwidth of each connection, bytes a second; <see cref="S3Faults.BytesPerSecond"/> changes it later. Default null: no limit.</summary>
    public long? BytesPerSecond { get; set; }

    /// <summary>How often the clients of <see cref="S3TestServer.CreateClient()"/> retry a failed request. Default 0: a fault is seen at once.</summary>
    public int ClientRetries { get; set; }

    /// <summary>Whether requests are kept in <see cref="S3TestServer.Requests"/>. Default true; a long benchmark switches it off.</summary>
    public bool RecordRequests { get; set; } = true;

    /// <summary>Host names under which <c>bucket.host</c> names a bucket (virtual-host addressing). Default <c>localhost</c>, <c>s3.amazonaws.com</c>.</summary>
    public IList<string> VirtualHosts { get; } = ["localhost", "s3.amazonaws.com"];

    /// <summary>The clock for modification times and signatures. Default: the system's. Latency and bandwidth always use real time.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
