using VfsStorage.Testing.Checksums;
using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;

namespace VfsStorage.Testing.Operations;

/// <summary>What a request says its body hashes to; checked against what arrived.</summary>
/// <param name="ContentMd5">The MD5 of Content-MD5, or null.</param>
/// <param name="Algorithm">The algorithm of the claimed checksum, or null.</param>
/// <param name="Value">The claimed checksum; null while it is still to come in a trailer.</param>
internal sealed record ChecksumClaim(byte[]? ContentMd5, ChecksumAlgorithm? Algorithm, string? Value)
{
    public static ChecksumClaim Of(S3Call call)
    {
        var stated = ChecksumNames.All.Where(a => call.Header(a.Header()) is not null).ToList();
        if (stated.Count > 1)
            throw S3Error.InvalidRequest.Because("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
        ChecksumAlgorithm? algorithm = stated.Count == 1 ? stated[0] : TrailerAlgorithm(call);
        CheckSdkAlgorithm(call, algorithm);
        var value = stated.Count == 1 ? call.Header(stated[0].Header()) : null;
        if (value is not null)
            CheckForm(stated[0], value);
        return new ChecksumClaim(Md5Of(call), algorithm, value);
    }

    /// <summary>The claim of an upload; a quirk may leave nothing of it but the MD5.</summary>
    public static ChecksumClaim OfUpload(S3Call call) =>
        call.Has(S3StoreQuirks.IgnoresChecksums) ? new ChecksumClaim(Md5Of(call), null, null) : Of(call);

    /// <summary>Checks the claim once the body has been read; returns the checksum it arrived with, if any.</summary>
    public ObjectChecksum? Check(S3Call call, byte[]? md5, byte[]? checksum)
    {
        if (ContentMd5 is not null && !ContentMd5.AsSpan().SequenceEqual(md5))
            throw S3Error.BadDigest.Because("The Content-MD5 you specified did not match what we received.");
        if (Algorithm is not { } algorithm)
            return null;
        var claimed = Value ?? call.Body.Trailer(algorithm.Header()) ?? throw S3Error.MalformedTrailer.With();
        var actual = Convert.ToBase64String(checksum!);
        if (claimed != actual)
            throw S3Error.BadDigest.Because($"The {algorithm.Name()} you specified did not match the calculated checksum.");
        return new ObjectChecksum(algorithm, ChecksumType.FullObject, actual);
    }

    private static ChecksumAlgorithm? TrailerAlgorithm(S3Call call)
    {
        if (!call.TryHeader(HeaderName.Trailer, out var trailer))
            return null;
        foreach (var algorithm in ChecksumNames.All)
        {
            if (call.Body.HasTrailer && algorithm.Header().Equals(trailer.Trim(), StringComparison.OrdinalIgnoreCase))
                return algorithm;
        }

        throw S3Error.InvalidRequest.Because("The value specified in the x-amz-trailer header is not supported");
    }

    private static void CheckSdkAlgorithm(S3Call call, ChecksumAlgorithm? algorithm)
    {
        if (!call.TryHeader("x-amz-sdk-checksum-algorithm", out var name))
            return;
        if (!ChecksumNames.TryParse(name, out var named) || (algorithm is not null && named != algorithm))
            throw S3Error.InvalidRequest.Because("Value for x-amz-sdk-checksum-algorithm header is invalid.");
        if (algorithm is null)
        {
            throw S3Error.InvalidRequest.Because(
                "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.");
        }
    }

    private static void CheckForm(ChecksumAlgorithm algorithm, string value)
    {
        var bytes = new byte[64];
        using var hasher = ChecksumHasher.Create(algorithm);
        if (!Convert.TryFromBase64String(value, bytes, out var length) || length != hasher.Finish().Length)
            throw S3Error.InvalidRequest.Because($"Value for {algorithm.Header()} header is invalid.");
    }

    private static byte[]? Md5Of(S3Call call)
    {
        if (!call.TryHeader("Content-MD5", out var text))
            return null;
        var md5 = new byte[64];
        return Convert.TryFromBase64String(text, md5, out var length) && length == Md5.Length
            ? md5[..Md5.Length]
            : throw S3Error.InvalidDigest.With(("Content-MD5", text));
    }
}
