using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;

namespace VfsStorage.Testing.Signing;

/// <summary>Checks a request's signature against the configured key pairs, and prepares the check of its body.</summary>
internal static class SignatureCheck
{
    private const string UnsignedPayload = "UNSIGNED-PAYLOAD";
    private static readonly TimeSpan MaxSkew = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan MaxExpiry = TimeSpan.FromDays(7);

    public static void Check(S3Call call, SignatureClaim? claim)
    {
        var accepted = call.Service.Options.Credentials;
        if (accepted.Count == 0)
            return;
        if (claim is null)
            throw S3Error.AccessDenied.With();
        var credentials = accepted.FirstOrDefault(c => c.AccessKey == claim.AccessKey)
            ?? throw S3Error.InvalidAccessKeyId.With(("AWSAccessKeyId", claim.AccessKey));
        if (credentials.SessionToken != claim.SessionToken)
            throw S3Error.InvalidToken.With();
        CheckTime(call, claim);
        CheckSignedHeaders(call, claim);
        CheckSignature(call, claim, new SigningKey(credentials.SecretKey, claim));
    }

    private static void CheckSignature(S3Call call, SignatureClaim claim, SigningKey key)
    {
        var payloadHash = call.Header(HeaderName.ContentSha256)
            ?? (claim.IsPresigned ? UnsignedPayload : throw S3Error.InvalidRequest.Because("Missing required header for this request: x-amz-content-sha256"));
        var canonical = CanonicalRequest.Of(call, claim, payloadHash);
        var hash = Convert.ToHexStringLower(SHA256.HashData(CanonicalRequest.Bytes(canonical)));
        var stringToSign = $"{SignatureClaim.Algorithm}\n{claim.Date}\n{claim.Scope}\n{hash}";
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key.Sign(stringToSign)), Encoding.UTF8.GetBytes(claim.Signature)))
        {
            throw S3Error.SignatureDoesNotMatch.With(
                ("AWSAccessKeyId", claim.AccessKey), ("StringToSign", stringToSign), ("SignatureProvided", claim.Signature), ("CanonicalRequest", canonical));
        }

        call.Body.Verifier = payloadHash switch
        {
            UnsignedPayload or "STREAMING-UNSIGNED-PAYLOAD-TRAILER" => null,
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" or "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" => new ChunkSignatureVerifier(key, claim),
            { Length: 64 } => new PayloadHashVerifier(payloadHash),
            _ => throw S3Error.BadArgument(HeaderName.ContentSha256, payloadHash, "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value."),
        };
    }

    private static void CheckTime(S3Call call, SignatureClaim claim)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTimeOffset.TryParseExact(claim.Date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, Utc, out var signed))
            throw S3Error.AccessDenied.Because("AWS authentication requires a valid Date or x-amz-date header");
        if (!claim.Date!.StartsWith(claim.Day, StringComparison.Ordinal))
            throw S3Error.AuthorizationHeaderMalformed.Because($"The authorization header is malformed; Invalid credential date \"{claim.Day}\". This date is not the same as X-Amz-Date.");
        var now = call.Service.Options.TimeProvider.GetUtcNow();
        if (claim.IsPresigned)
        {
            CheckExpiry(claim, signed, now);
        }
        else if ((now - signed).Duration() > MaxSkew)
        {
            throw S3Error.RequestTimeTooSkewed.With(
                ("RequestTime", claim.Date!), ("ServerTime", $"{now:yyyy-MM-dd'T'HH:mm:ss'Z'}"), ("MaxAllowedSkewMilliseconds", $"{MaxSkew.TotalMilliseconds}"));
        }
    }

    private static void CheckExpiry(SignatureClaim claim, DateTimeOffset signed, DateTimeOffset now)
    {
        if (!int.TryParse(claim.Expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > MaxExpiry.TotalSeconds)
            throw S3Error.AuthorizationQueryParametersError.Because("X-Amz-Expires must be a number of seconds, less than a week (604800)");
        if (signed - now > MaxSkew)
            throw S3Error.AccessDenied.Because("Request is not yet valid");
        if (now > signed.AddSeconds(seconds))
            throw S3Error.AccessDenied.Because("Request has expired", ("X-Amz-Expires", claim.Expires), ("ServerTime", $"{now:yyyy-MM-dd'T'HH:mm:ss'Z'}"));
    }

    private static void CheckSignedHeaders(S3Call call, SignatureClaim claim)
    {
        var signed = claim.SignedHeaders.Split(';');
        var unsigned = call.Http.Request.Headers.Keys
            .Select(name => name.ToLowerInvariant())
            .Where(name => name == "host" || name.StartsWith("x-amz-", StringComparison.Ordinal))
            .Except(signed)
            .Where(name => !claim.IsPresigned || name != HeaderName.ContentSha256)
            .ToList();
        if (unsigned.Count > 0)
            throw S3Error.AccessDenied.Because("There were headers present in the request which were not signed", ("HeadersNotSigned", string.Join(", ", unsigned)));
    }
}
