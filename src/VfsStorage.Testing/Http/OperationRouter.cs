using VfsStorage.Testing.Errors;

namespace VfsStorage.Testing.Http;

/// <summary>Finds the operation a request asks for; what matches nothing is refused, never guessed.</summary>
internal static class OperationRouter
{
    private static readonly string[] ListParameters = ["prefix", "delimiter", "max-keys", "encoding-type"];

    private static readonly string[] ResponseOverrides =
    [
        "response-cache-control", "response-content-disposition", "response-content-encoding", "response-content-language",
        "response-content-type", "response-expires",
    ];

    private static readonly Route[] Routes =
    [
        new(S3Operation.ListBuckets, "GET", RouteLevel.Service, [], ["max-buckets", "prefix", "continuation-token", "bucket-region"]),

        new(S3Operation.GetBucketLocation, "GET", RouteLevel.Bucket, ["location"], []),
        new(S3Operation.GetBucketVersioning, "GET", RouteLevel.Bucket, ["versioning"], []),
        new(S3Operation.GetBucketLifecycleConfiguration, "GET", RouteLevel.Bucket, ["lifecycle"], []),
        new(S3Operation.PutBucketLifecycleConfiguration, "PUT", RouteLevel.Bucket, ["lifecycle"], []),
        new(S3Operation.DeleteBucketLifecycle, "DELETE", RouteLevel.Bucket, ["lifecycle"], []),
        new(
            S3Operation.ListMultipartUploads, "GET", RouteLevel.Bucket, ["uploads"],
            ["prefix", "delimiter", "key-marker", "upload-id-marker", "max-uploads", "encoding-type"]),
        new(
            S3Operation.ListObjectsV2, "GET", RouteLevel.Bucket, ["list-type"],
            [.. ListParameters, "continuation-token", "start-after", "fetch-owner"]),
        new(S3Operation.ListObjects, "GET", RouteLevel.Bucket, [], [.. ListParameters, "marker"]),
        new(S3Operation.HeadBucket, "HEAD", RouteLevel.Bucket, [], []),
        new(S3Operation.CreateBucket, "PUT", RouteLevel.Bucket, [], []),
        new(S3Operation.DeleteBucket, "DELETE", RouteLevel.Bucket, [], []),
        new(S3Operation.DeleteObjects, "POST", RouteLevel.Bucket, ["delete"], []),

        new(S3Operation.ListParts, "GET", RouteLevel.Object, ["uploadId"], ["max-parts", "part-number-marker", "encoding-type"]),
        new(S3Operation.GetObjectTagging, "GET", RouteLevel.Object, ["tagging"], ["versionId"]),
        new(S3Operation.GetObjectAttributes, "GET", RouteLevel.Object, ["attributes"], ["versionId"]),
        new(S3Operation.GetObject, "GET", RouteLevel.Object, [], [.. ResponseOverrides, "partNumber", "versionId"]),
        new(S3Operation.HeadObject, "HEAD", RouteLevel.Object, [], [.. ResponseOverrides, "partNumber", "versionId"]),
        new(S3Operation.UploadPartCopy, "PUT", RouteLevel.Object, ["uploadId", "partNumber"], []) { RequiredHeader = HeaderName.CopySource },
        new(S3Operation.UploadPart, "PUT", RouteLevel.Object, ["uploadId", "partNumber"], []),
        new(S3Operation.PutObjectTagging, "PUT", RouteLevel.Object, ["tagging"], ["versionId"]),
        new(S3Operation.RenameObject, "PUT", RouteLevel.Object, ["renameObject"], []),
        new(S3Operation.CopyObject, "PUT", RouteLevel.Object, [], []) { RequiredHeader = HeaderName.CopySource },
        new(S3Operation.PutObject, "PUT", RouteLevel.Object, [], []),
        new(S3Operation.CreateMultipartUpload, "POST", RouteLevel.Object, ["uploads"], []),
        new(S3Operation.CompleteMultipartUpload, "POST", RouteLevel.Object, ["uploadId"], []),
        new(S3Operation.AbortMultipartUpload, "DELETE", RouteLevel.Object, ["uploadId"], []),
        new(S3Operation.DeleteObjectTagging, "DELETE", RouteLevel.Object, ["tagging"], ["versionId"]),
        new(S3Operation.DeleteObject, "DELETE", RouteLevel.Object, [], ["versionId"]),
    ];

    /// <summary>The operation, or <see cref="S3Operation.Unknown"/> with the error to answer.</summary>
    public static (S3Operation Operation, S3Error? Error) Find(string method, RequestTarget target, Func<string, bool> hasHeader)
    {
        var level = target.Bucket.Length == 0 ? RouteLevel.Service : target.Key.Length == 0 ? RouteLevel.Bucket : RouteLevel.Object;
        var names = target.Query.All.Select(p => p.Key).Where(IsMeaningful).ToList();
        foreach (var route in Routes)
        {
            if (route.Level == level && route.Method == method && Fits(route, names, hasHeader))
                return (route.Operation, null);
        }

        var known = Array.Exists(Routes, r => r.Level == level && r.Method == method);
        return (S3Operation.Unknown, known ? S3Error.NotImplemented : S3Error.MethodNotAllowed);
    }

    /// <summary>The SDK's operation name, signing parameters and log annotations (<c>x-…</c>) choose no operation.</summary>
    private static bool IsMeaningful(string name) => !name.StartsWith("x-", StringComparison.OrdinalIgnoreCase);

    private static bool Fits(Route route, List<string> names, Func<string, bool> hasHeader) =>
        (route.RequiredHeader is null || hasHeader(route.RequiredHeader))
        && Array.TrueForAll(route.Required, names.Contains)
        && names.TrueForAll(n => route.Required.Contains(n) || route.Allowed.Contains(n));
}
