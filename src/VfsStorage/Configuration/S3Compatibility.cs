namespace VfsStorage;

/// <summary>Which features of S3 a store can be relied on for. What a store cannot do is replaced by the safest other way.</summary>
public enum S3Compatibility
{
    /// <summary>Everything on AWS; on another endpoint, what a probe under a throw-away key finds, once a client. The default.</summary>
    Auto,

    /// <summary>Amazon S3, general purpose buckets.</summary>
    Aws,

    /// <summary>MinIO and AIStor, releases of 2025 and later.</summary>
    Minio,

    /// <summary>Ceph RADOS Gateway, as measured on 16.2.</summary>
    Ceph,

    /// <summary>Cloudflare R2.</summary>
    R2,

    /// <summary>Backblaze B2.</summary>
    B2,

    /// <summary>The least that any store of this kind does: no condition is relied on, no checksum header is sent.</summary>
    Generic,
}
