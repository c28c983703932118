using VfsStorage.Testing.Checksums;
using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;

namespace VfsStorage.Testing.Operations;

/// <summary>Reads a small body and checks every digest the client sent with it.</summary>
internal static class CheckedBody
{
    public static async Task<byte[]> ReadAsync(S3Call call, int maxBytes, bool requireDigest = false)
    {
        var claim = ChecksumClaim.Of(call);
        if (requireDigest && claim is { ContentMd5: null, Algorithm: null })
            throw S3Error.InvalidRequest.Because("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        var body = await call.Body.ReadAllAsync(maxBytes, call.Aborted).ConfigureAwait(false);
        using var digest = new BodyDigest(withMd5: true, claim.Algorithm);
        digest.Append(body);
        claim.Check(call, digest.Md5(), digest.Checksum());
        return body;
    }
}
