using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;

namespace VfsStorage.Testing.Signing;

/// <summary>What a request says about its signature (version 4), in the Authorization header or in the query; not checked yet.</summary>
internal sealed record SignatureClaim
{
    public const string Algorithm = "AWS4-HMAC-SHA256";
    private const string Terminator = "aws4_request";

    public required string AccessKey { get; init; }

    /// <summary>The day the key was derived for, yyyyMMdd.</summary>
    public required string Day { get; init; }

    public required string Region { get; init; }

    /// <summary>The names of the signed headers as written: lower case, separated by semicolons.</summary>
    public required string SignedHeaders { get; init; }

    public required string Signature { get; init; }

    /// <summary>When it was signed, yyyyMMddTHHmmssZ; may be missing.</summary>
    public required string? Date { get; init; }

    public required string? SessionToken { get; init; }

    /// <summary>How many seconds a presigned request is valid; null for a signed header.</summary>
    public string? Expires { get; init; }

    public bool IsPresigned => Expires is not null;

    public string Scope => $"{Day}/{Region}/s3/{Terminator}";

    /// <summary>The claim, or null if the request is not signed at all.</summary>
    public static SignatureClaim? Of(S3Call call)
    {
        if (call.Query.Has("X-Amz-Algorithm"))
            return OfQuery(call);
        if (call.Query.Has("Signature") && call.Query.Has("AWSAccessKeyId"))
            throw UnsupportedMechanism();
        return call.TryHeader("Authorization", out var header) ? OfHeader(call, header) : null;
    }

    private static SignatureClaim OfHeader(S3Call call, string header)
    {
        if (!header.StartsWith(Algorithm + " ", StringComparison.Ordinal))
            throw UnsupportedMechanism();
        var fields = header[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries)
            .Select(f => f.Split('=', 2))
            .Where(f => f.Length == 2)
            .DistinctBy(f => f[0])
            .ToDictionary(f => f[0], f => f[1]);
        if (!fields.TryGetValue("Credential", out var credential)
            || !fields.TryGetValue("SignedHeaders", out var signedHeaders)
            || !fields.TryGetValue("Signature", out var signature))
        {
            throw S3Error.AuthorizationHeaderMalformed.Because("The authorization header is malformed; it must have Credential, SignedHeaders and Signature.");
        }

        return Parse(credential, S3Error.AuthorizationHeaderMalformed) with
        {
            SignedHeaders = signedHeaders,
            Signature = signature,
            Date = call.Header("x-amz-date"),
            SessionToken = call.Header("x-amz-security-token"),
        };
    }

    private static SignatureClaim OfQuery(S3Call call)
    {
        string Required(string name) => call.Query[name] ?? throw S3Error.AuthorizationQueryParametersError.Because(
            "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
        if (Required("X-Amz-Algorithm") != Algorithm)
            throw S3Error.AuthorizationQueryParametersError.Because($"X-Amz-Algorithm only supports \"{Algorithm}\"");
        return Parse(Required("X-Amz-Credential"), S3Error.AuthorizationQueryParametersError) with
        {
            SignedHeaders = Required("X-Amz-SignedHeaders"),
            Signature = Required("X-Amz-Signature"),
            Date = Required("X-Amz-Date"),
            Expires = Required("X-Amz-Expires"),
            SessionToken = call.Query["X-Amz-Security-Token"],
        };
    }

    private static SignatureClaim Parse(string credential, S3Error malformed)
    {
        var parts = credential.Split('/');
        if (parts is not [.. var key, var day, var region, "s3", Terminator] || key.Length == 0)
            throw malformed.Because("The authorization is malformed; the Credential must be of the form <key>/YYYYMMDD/<region>/s3/aws4_request.");
        return new SignatureClaim
        {
            AccessKey = string.Join('/', key),
            Day = day,
            Region = region,
            SignedHeaders = "",
            Signature = "",
            Date = null,
            SessionToken = null,
        };
    }

    private static S3Exception UnsupportedMechanism() =>
        S3Error.InvalidRequest.Because("The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
}
