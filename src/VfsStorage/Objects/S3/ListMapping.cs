using System.Net;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;

namespace VfsStorage.Objects.S3;

/// <summary>Turns a listing's request and answer into ours. Keys travel URL-encoded, because XML 1.0 cannot hold every character of a key.</summary>
internal static class ListMapping
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static ListObjectsV2Request Write(ListRequest from) => new()
    {
        BucketName = from.Bucket,
        Prefix = from.Prefix,
        Delimiter = from.Delimited ? "/" : null,
        StartAfter = from.ContinuationToken is null ? from.StartAfter : null,
        ContinuationToken = from.ContinuationToken,
        MaxKeys = from.MaxKeys == 0 ? 1000 : from.MaxKeys,
        Encoding = EncodingType.Url,
    };

    /// <summary>The page of an answer.</summary>
    /// <exception cref="StoreException">It is none that a listing could go on from without leaving keys out or showing them twice.</exception>
    public static ListPage Read(ListObjectsV2Response answer, ListRequest request)
    {
        // Every listing says so; what does not is the page of some proxy, which must not pass for an empty directory.
        var isTruncated = answer.IsTruncated ?? throw ListCheck.Mistake(request, "it is no listing");
        var encoded = answer.Encoding == EncodingType.Url;
        var page = new ListPage(
            answer.S3Objects is { } objects ? objects.ConvertAll(o => Read(o, encoded, request)) : [],
            answer.CommonPrefixes is { } prefixes ? prefixes.ConvertAll(p => Decode(p, encoded, request)) : [],
            isTruncated ? answer.NextContinuationToken ?? "" : null);
        ListCheck.Check(page, request);
        return page;
    }

    private static ObjectInfo Read(S3Object found, bool encoded, ListRequest request)
    {
        var key = Decode(found.Key, encoded, request);
        return found.Size is { } size and >= 0
            ? new ObjectInfo(key, size, ETags.Unquote(found.ETag), AnswerMapping.Utc(found.LastModified)) { StorageClass = AnswerMapping.ClassOf(found.StorageClass) }
            : throw ListCheck.Mistake(request, $"it does not say how large '{key}' is");
    }

    // AWS writes a space as +, others as %20; all write a plus as %2B.
    private static string Decode(string? text, bool encoded, ListRequest request)
    {
        if (text is null) throw ListCheck.Mistake(request, "a key has no name");
        if (!encoded || !text.AsSpan().ContainsAny('%', '+')) return text;
        var bytes = Encoding.UTF8.GetBytes(text);
        try
        {
            return Strict.GetString(WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length)!);
        }
        catch (DecoderFallbackException)
        {
            throw ListCheck.Mistake(request, $"'{text}' is not UTF-8, so no request could name it");
        }
    }
}
