using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;
using VfsStorage.Testing.Storage;

namespace VfsStorage.Testing.Signing;

/// <summary>Decides whether a request may be served at all: credentials, region, owner.</summary>
internal static class AccessCheck
{
    public static void Check(S3Call call)
    {
        if (call.Service.Faults.HasExpired(call.Entry.AccessKey))
            throw S3Error.ExpiredToken.With();
        var claim = SignatureClaim.Of(call);
        SignatureCheck.Check(call, claim);
        var bucket = call.Service.Buckets.Find(call.Target.Bucket);
        CheckRegion(call, claim, bucket);
        CheckOwner(call, "x-amz-expected-bucket-owner");
        CheckOwner(call, "x-amz-source-expected-bucket-owner");
    }

    /// <summary>A request belongs to its bucket's region; one signed for that region is served here, whatever the server's own.</summary>
    private static void CheckRegion(S3Call call, SignatureClaim? claim, Bucket? bucket)
    {
        var own = call.Service.Options.Region;
        var expected = bucket?.Region ?? own;
        if (claim?.Region == expected)
            return;
        IReadOnlyList<(string, string)> headers = [("x-amz-bucket-region", expected)];
        if (claim is not null && call.Service.Options.EnforceRegion)
        {
            var message = $"The authorization header is malformed; the region '{claim.Region}' is wrong; expecting '{expected}'";
            throw new S3Exception(S3Error.AuthorizationHeaderMalformed with { Message = message }, [("Region", expected)]) { Headers = headers };
        }

        if (bucket is not null && bucket.Region != own)
        {
            var endpoint = $"s3.{bucket.Region}.amazonaws.com";
            throw new S3Exception(S3Error.PermanentRedirect, [("Endpoint", endpoint), ("Bucket", bucket.Name)]) { Headers = headers };
        }
    }

    private static void CheckOwner(S3Call call, string header)
    {
        if (call.Header(header) is { } owner && owner != call.Service.Options.OwnerId)
            throw S3Error.AccessDenied.With();
    }
}
