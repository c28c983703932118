namespace VfsStorage.Testing;

/// <summary>The S3 operations the test server tells apart in its request log and faults.</summary>
public enum S3Operation
{
    /// <summary>A request that names no operation the server knows; answered with an error.</summary>
    Unknown,

    /// <summary>HEAD of an object.</summary>
    HeadObject,

    /// <summary>GET of an object, whole or a range.</summary>
    GetObject,

    /// <summary>GET of an object's attributes (size, parts, checksum) without its content.</summary>
    GetObjectAttributes,

    /// <summary>PUT of an object in one request.</summary>
    PutObject,

    /// <summary>Server-side copy of an object.</summary>
    CopyObject,

    /// <summary>DELETE of one object.</summary>
    DeleteObject,

    /// <summary>Bulk delete.</summary>
    DeleteObjects,

    /// <summary>Rename, which general purpose buckets do not have.</summary>
    RenameObject,

    /// <summary>Listing, second version.</summary>
    ListObjectsV2,

    /// <summary>Listing, first version.</summary>
    ListObjects,

    /// <summary>Start of a multipart upload.</summary>
    CreateMultipartUpload,

    /// <summary>Upload of a part.</summary>
    UploadPart,

    /// <summary>Server-side copy of a range into a part.</summary>
    UploadPartCopy,

    /// <summary>End of a multipart upload: the object appears.</summary>
    CompleteMultipartUpload,

    /// <summary>End of a multipart upload: its parts vanish.</summary>
    AbortMultipartUpload,

    /// <summary>Listing of the parts of an upload.</summary>
    ListParts,

    /// <summary>Listing of the open uploads of a bucket.</summary>
    ListMultipartUploads,

    /// <summary>GET of an object's tags.</summary>
    GetObjectTagging,

    /// <summary>PUT of an object's tags.</summary>
    PutObjectTagging,

    /// <summary>DELETE of an object's tags.</summary>
    DeleteObjectTagging,

    /// <summary>Listing of the buckets.</summary>
    ListBuckets,

    /// <summary>PUT of a bucket.</summary>
    CreateBucket,

    /// <summary>HEAD of a bucket.</summary>
    HeadBucket,

    /// <summary>DELETE of a bucket.</summary>
    DeleteBucket,

    /// <summary>GET of a bucket's region.</summary>
    GetBucketLocation,

    /// <summary>GET of a bucket's versioning status, which is never enabled.</summary>
    GetBucketVersioning,

    /// <summary>GET of a bucket's lifecycle configuration.</summary>
    GetBucketLifecycleConfiguration,

    /// <summary>PUT of a bucket's lifecycle configuration.</summary>
    PutBucketLifecycleConfiguration,

    /// <summary>DELETE of a bucket's lifecycle configuration.</summary>
    DeleteBucketLifecycle,
}
