using System.Text;
using System.Text.RegularExpressions;
using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;

namespace VfsStorage.Testing.Signing;

/// <summary>The form of a request that is signed.</summary>
internal static partial class CanonicalRequest
{
    public static string Of(S3Call call, SignatureClaim claim, string payloadHash)
    {
        var headers = claim.SignedHeaders.Split(';').Order(StringComparer.Ordinal).Select(name => $"{name}:{HeaderValue(call, name)}\n");
        return string.Join(
            '\n',
            call.Http.Request.Method,
            PercentEncoding.EncodePath(PercentEncoding.Decode(call.Target.RawPath)),
            Query(call.Query),
            string.Concat(headers),
            claim.SignedHeaders,
            payloadHash);
    }

    /// <summary>Header text was read as ISO 8859-1, so that gives back the bytes the client signed; everything else is ASCII.</summary>
    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    private static string HeaderValue(S3Call call, string name) =>
        call.Header(name) is { } value ? Spaces().Replace(value.Trim(), " ") : throw S3Error.SignatureDoesNotMatch.With(("MissingHeader", name));

    private static string Query(QueryParameters query) => string.Join('&', query.All
        .Where(p => p.Key != "X-Amz-Signature")
        .Select(p => (Name: PercentEncoding.Encode(p.Key), Value: PercentEncoding.Encode(p.Value)))
        .OrderBy(p => p.Name, StringComparer.Ordinal)
        .ThenBy(p => p.Value, StringComparer.Ordinal)
        .Select(p => $"{p.Name}={p.Value}"));

    [GeneratedRegex(" {2,}")]
    private static partial Regex Spaces();
}
