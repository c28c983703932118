using VfsStorage.Testing.Checksums;
using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;

namespace VfsStorage.Testing.Operations;

/// <summary>Takes the body of a PUT or a part: bounds its size, stores its bytes, checks every claim made about them.</summary>
internal static class UploadReceiver
{
    /// <param name="call">The request.</param>
    /// <param name="maxBytes">The largest body allowed.</param>
    /// <param name="fallback">The checksum to compute if the client sent none; null for none.</param>
    /// <param name="hidesMd5">Whether the encryption asked for keeps the MD5 out of the ETag.</param>
    public static async Task<ReceivedBody> ReceiveAsync(S3Call call, long maxBytes, ChecksumAlgorithm? fallback, bool hidesMd5)
    {
        var length = ExpectedLength(call, maxBytes);
        var claim = ChecksumClaim.OfUpload(call);
        var algorithm = claim.Algorithm ?? fallback;
        using var digest = new BodyDigest(withMd5: !call.Service.SkipsHash(length) || claim.ContentMd5 is not null, algorithm);
        using var writer = call.Service.CreateWriter(length);
        await call.Body.CopyToAsync(
            piece =>
            {
                digest.Append(piece.Span);
                return writer.AppendAsync(piece, call.Aborted);
            },
            call.Aborted).ConfigureAwait(false);

        var md5 = digest.Md5();
        var computed = digest.Checksum();
        var checksum = claim.Check(call, md5, computed)
            ?? (algorithm is { } used ? new ObjectChecksum(used, ChecksumType.FullObject, Convert.ToBase64String(computed!)) : null);
        var etag = md5 is null || hidesMd5 ? EntityTag.Random() : EntityTag.OfMd5(md5);
        return new ReceivedBody(await writer.CompleteAsync(call.Aborted).ConfigureAwait(false), etag, checksum);
    }

    private static long ExpectedLength(S3Call call, long maxBytes)
    {
        var http = call.Http.Request;
        if (http.Headers.TransferEncoding.Count > 0 && http.ContentLength is null && !call.Body.IsChunked)
            throw S3Error.NotImplemented.With(("Header", "Transfer-Encoding"));
        if (call.Body.HasTrailer && call.Has(S3StoreQuirks.RefusesChunkedTrailers))
            throw S3Error.NotImplemented.With(("Header", HeaderName.Trailer));
        var length = call.Body.Length ?? throw S3Error.MissingContentLength.With();
        if (length > maxBytes)
            throw S3Error.EntityTooLarge.With(("ProposedSize", $"{length}"), ("MaxSizeAllowed", $"{maxBytes}"));
        return length;
    }
}
