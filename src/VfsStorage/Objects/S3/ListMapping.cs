using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace VfsStorage.Objects.S3;

/// <summary>Turns a listing's request and answer into ours. Keys travel URL-encoded, because XML 1.0 cannot hold every character of a key.</summary>
internal static class ListMapping
{
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

    public static ListPage Read(ListObjectsV2Response answer)
    {
        var encoded = answer.Encoding == EncodingType.Url;
        return new ListPage(
            answer.S3Objects is { } objects ? objects.ConvertAll(o => Read(o, encoded)) : [],
            answer.CommonPrefixes is { } prefixes ? prefixes.ConvertAll(p => Decode(p, encoded)) : [],
            answer.IsTruncated == true ? answer.NextContinuationToken : null);
    }

    private static ObjectInfo Read(S3Object found, bool encoded) =>
        new(Decode(found.Key, encoded), found.Size ?? 0, ETags.Unquote(found.ETag), AnswerMapping.Utc(found.LastModified))
        {
            StorageClass = AnswerMapping.ClassOf(found.StorageClass),
        };

    // AWS writes a space as +, others as %20; all write a plus as %2B.
    private static string Decode(string text, bool encoded) =>
        encoded && text.AsSpan().ContainsAny('%', '+') ? WebUtility.UrlDecode(text) : text;
}
