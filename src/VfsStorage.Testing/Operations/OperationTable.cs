using VfsStorage.Testing.Http;

namespace VfsStorage.Testing.Operations;

/// <summary>Which method serves which operation.</summary>
internal static class OperationTable
{
    public static Task<S3Answer> RunAsync(S3Call call) => call.Entry.Operation switch
    {
        S3Operation.HeadObject or S3Operation.GetObject => ObjectReads.ReadAsync(call),
        S3Operation.GetObjectAttributes => ObjectReads.GetAttributesAsync(call),
        S3Operation.PutObject => ObjectWrites.PutAsync(call),
        S3Operation.RenameObject => ObjectWrites.RenameAsync(call),
        S3Operation.CopyObject => ObjectCopies.CopyAsync(call),
        S3Operation.DeleteObject => ObjectDeletes.DeleteAsync(call),
        S3Operation.DeleteObjects => ObjectDeletes.DeleteManyAsync(call),
        S3Operation.ListObjectsV2 => Listings.ListV2Async(call),
        S3Operation.ListObjects => Listings.ListV1Async(call),
        S3Operation.CreateMultipartUpload => MultipartUploads.CreateAsync(call),
        S3Operation.UploadPart => MultipartParts.UploadAsync(call),
        S3Operation.UploadPartCopy => MultipartParts.CopyAsync(call),
        S3Operation.CompleteMultipartUpload => MultipartCompletion.CompleteAsync(call),
        S3Operation.AbortMultipartUpload => MultipartUploads.AbortAsync(call),
        S3Operation.ListParts => MultipartParts.ListAsync(call),
        S3Operation.ListMultipartUploads => MultipartUploads.ListAsync(call),
        S3Operation.GetObjectTagging => Tagging.GetAsync(call),
        S3Operation.PutObjectTagging => Tagging.PutAsync(call),
        S3Operation.DeleteObjectTagging => Tagging.DeleteAsync(call),
        S3Operation.ListBuckets => Buckets.ListAsync(call),
        S3Operation.CreateBucket => Buckets.CreateAsync(call),
        S3Operation.HeadBucket => Buckets.HeadAsync(call),
        S3Operation.DeleteBucket => Buckets.DeleteAsync(call),
        S3Operation.GetBucketLocation => Buckets.GetLocationAsync(call),
        S3Operation.GetBucketVersioning => Buckets.GetVersioningAsync(call),
        S3Operation.GetBucketLifecycleConfiguration => Buckets.GetLifecycleAsync(call),
        S3Operation.PutBucketLifecycleConfiguration => Buckets.PutLifecycleAsync(call),
        S3Operation.DeleteBucketLifecycle => Buckets.DeleteLifecycleAsync(call),
        _ => throw Errors.S3Error.NotImplemented.With(),
    };
}
