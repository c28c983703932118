using System.Globalization;
using System.Net.Http.Headers;
using Amazon.S3.Model;

namespace VfsStorage.Objects.S3;

/// <summary>Carries <see cref="ObjectHeaders"/> into requests and out of answers.</summary>
internal static class HeaderMapping
{
    // The SDK would say text/plain, and no store tells an unset type apart.
    private const string DefaultContentType = "application/octet-stream";

    private const string MetadataPrefix = "x-amz-meta-";

    public static void Write(ObjectHeaders from, HeadersCollection headers, MetadataCollection metadata)
    {
        headers.ContentType = ContentType(from.ContentType);
        headers.ContentEncoding = Text(from.ContentEncoding);
        headers.ContentDisposition = Text(from.ContentDisposition);
        headers.ContentLanguage = Text(from.ContentLanguage);
        headers.CacheControl = Text(from.CacheControl);
        headers["Expires"] = Expires(from.Expires);
        foreach (var (name, value) in from.Metadata) metadata[name] = HeaderText.Encode(value);
    }

    public static ObjectHeaders Read(HeadersCollection headers, MetadataCollection metadata, string? expires) => new()
    {
        ContentType = Decoded(headers.ContentType),
        ContentEncoding = WithoutChunking(Decoded(headers.ContentEncoding)),
        ContentDisposition = Decoded(headers.ContentDisposition),
        ContentLanguage = Decoded(headers.ContentLanguage),
        CacheControl = Decoded(headers.CacheControl),
        Expires = string.IsNullOrEmpty(expires) ? null : expires,
        Metadata = Read(metadata),
    };

    private static IReadOnlyDictionary<string, string> Read(MetadataCollection metadata)
    {
        if (metadata.Count == 0) return ObjectHeaders.None.Metadata;
        var read = new Dictionary<string, string>(metadata.Count);
        foreach (var name in metadata.Keys)
        {
            var bare = name.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase) ? name[MetadataPrefix.Length..] : name;
            read[bare.ToLowerInvariant()] = HeaderText.Decode(metadata[name] ?? "");
        }

        return read;
    }

    // HttpClient parses a content type and writes it in its own way, after the SDK has signed it: so write it in that way before.
    private static string ContentType(string? value) =>
        value is not null && MediaTypeHeaderValue.TryParse(value, out var type) ? type.ToString() : DefaultContentType;

    // Likewise; what is no date, such as 0, means a date in the past (RFC 9111, 5.3).
    private static string? Expires(string? value) => value is null
        ? null
        : DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date.ToString("R", CultureInfo.InvariantCulture)
            : DateTimeOffset.UnixEpoch.ToString("R", CultureInfo.InvariantCulture);

    private static string? Text(string? value) => value is null ? null : HeaderText.Encode(value);

    private static string? Decoded(string? value) => string.IsNullOrEmpty(value) ? null : HeaderText.Decode(value);

    // aws-chunked describes how a body travelled; some stores keep it all the same.
    private static string? WithoutChunking(string? encodings)
    {
        if (encodings is null || !encodings.Contains("aws-chunked", StringComparison.OrdinalIgnoreCase)) return encodings;
        var rest = encodings.Split(',', StringSplitOptions.TrimEntries).Where(e => !e.Equals("aws-chunked", StringComparison.OrdinalIgnoreCase));
        return string.Join(", ", rest) is { Length: > 0 } left ? left : null;
    }
}
