namespace VfsStorage.Objects.S3;

/// <summary>What a store can be relied on for. <see langword="false"/> means: it is not sent, and replaced by the safest other way.</summary>
internal sealed record StoreCapabilities
{
    /// <summary>PUT heeds <c>If-None-Match: *</c>.</summary>
    public bool PutIfMissing { get; init; }

    /// <summary>PUT heeds <c>If-Match</c>, written this way.</summary>
    public ETagForm PutIfMatch { get; init; }

    /// <summary>COPY and part copies heed <c>x-amz-copy-source-if-match</c>.</summary>
    public bool CopySourceMatch { get; init; }

    /// <summary>COPY heeds <c>If-None-Match: *</c> and <c>If-Match</c> on its destination.</summary>
    public bool CopyPrecondition { get; init; }

    /// <summary>CompleteMultipartUpload heeds <c>If-None-Match: *</c> and <c>If-Match</c>.</summary>
    public bool CompletePrecondition { get; init; }

    /// <summary>DELETE heeds <c>If-Match</c>. (Ceph RGW 16.2 deletes whatever is there.)</summary>
    public bool DeleteIfMatch { get; init; }

    /// <summary>A bulk delete heeds the ETags named with its keys.</summary>
    public bool BulkDeleteIfMatch { get; init; }

    /// <summary>PUT and multipart uploads check and keep <c>x-amz-checksum-crc32</c>.</summary>
    public bool Checksums { get; init; }

    /// <summary>
    /// Tags survive a COPY that replaces the metadata, and are taken when a multipart upload begins. (Ceph RGW 16.2 drops them; they are put again
    /// after the copy then, so that for a moment it has none.)
    /// </summary>
    public bool KeepsTags { get; init; } = true;

    public static readonly StoreCapabilities Aws = new()
    {
        PutIfMissing = true,
        PutIfMatch = ETagForm.Quoted,
        CopySourceMatch = true,
        CopyPrecondition = true,
        CompletePrecondition = true,
        DeleteIfMatch = true,
        BulkDeleteIfMatch = true,
        Checksums = true,
    };

    public static readonly StoreCapabilities Minio = new()
    {
        PutIfMissing = true,
        PutIfMatch = ETagForm.Quoted,
        CopySourceMatch = true,
        CompletePrecondition = true,
        Checksums = true,
    };

    public static readonly StoreCapabilities Ceph = new() { PutIfMissing = true, PutIfMatch = ETagForm.Unquoted, KeepsTags = false };

    public static readonly StoreCapabilities R2 = new() { PutIfMissing = true, PutIfMatch = ETagForm.Quoted, CopySourceMatch = true };

    public static readonly StoreCapabilities B2 = new() { CopySourceMatch = true };

    public static readonly StoreCapabilities Generic = new() { KeepsTags = false };
}
