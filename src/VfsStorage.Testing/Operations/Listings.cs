using System.Text;
using VfsStorage.Testing.Checksums;
using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;
using VfsStorage.Testing.Storage;
using VfsStorage.Testing.Xml;

namespace VfsStorage.Testing.Operations;

/// <summary>ListObjects in both versions.</summary>
internal static class Listings
{
    public static Task<S3Answer> ListV2Async(S3Call call)
    {
        var query = call.Query;
        if (query["list-type"] != "2")
            throw S3Error.BadArgument("list-type", query["list-type"]!, "Invalid List Type specified in Request");
        var token = query["continuation-token"];
        var max = Paging.Max(query["max-keys"], "max-keys", call.Service.Limits);
        var page = call.Bucket.List(QueryOf(call, token is null ? query["start-after"] ?? "" : ReadToken(token), max));
        var encode = ListingText.Encoder(call);
        var owner = query["fetch-owner"] == "true" ? call.Service.Options.OwnerId : null;
        return Task.FromResult(S3Answer.Xml(XmlAnswer.Write("ListBucketResult", xml =>
        {
            WriteHead(xml, call, encode, max);
            xml.Element("KeyCount", page.Items.Count + page.CommonPrefixes.Count);
            xml.Element("StartAfter", query["start-after"] is { Length: > 0 } after ? encode(after) : null);
            xml.Element("ContinuationToken", token);
            xml.Element("NextContinuationToken", page.IsTruncated ? WriteToken(page.Last!) : null);
            WritePage(xml, page, encode, owner);
        })));
    }

    public static Task<S3Answer> ListV1Async(S3Call call)
    {
        var marker = call.Query["marker"] ?? "";
        var max = Paging.Max(call.Query["max-keys"], "max-keys", call.Service.Limits);
        var page = call.Bucket.List(QueryOf(call, marker, max));
        var encode = ListingText.Encoder(call);
        return Task.FromResult(S3Answer.Xml(XmlAnswer.Write("ListBucketResult", xml =>
        {
            WriteHead(xml, call, encode, max);
            xml.Element("Marker", encode(marker));
            var saysNext = page.IsTruncated && !string.IsNullOrEmpty(call.Query["delimiter"]);
            xml.Element("NextMarker", saysNext ? encode(page.Last!) : null);
            WritePage(xml, page, encode, call.Service.Options.OwnerId);
        })));
    }

    private static ListQuery QueryOf(S3Call call, string after, int max) => new()
    {
        Prefix = call.Query["prefix"] ?? "",
        Delimiter = call.Query["delimiter"] ?? "",
        After = after,
        MaxEntries = max,
    };

    private static void WriteHead(XmlAnswer xml, S3Call call, Func<string, string> encode, int max)
    {
        xml.Element("Name", call.Target.Bucket);
        xml.Element("Prefix", encode(call.Query["prefix"] ?? ""));
        xml.Element("Delimiter", call.Query["delimiter"] is { Length: > 0 } delimiter ? encode(delimiter) : null);
        xml.Element("EncodingType", call.Query["encoding-type"]);
        xml.Element("MaxKeys", max);
    }

    private static void WritePage(XmlAnswer xml, ListPage<StoredObject> page, Func<string, string> encode, string? owner)
    {
        xml.Element("IsTruncated", page.IsTruncated);
        foreach (var item in page.Items)
        {
            xml.Element("Contents", x =>
            {
                x.Element("Key", encode(item.Key));
                x.Element("LastModified", item.LastModified);
                x.Element("ETag", item.QuotedETag);
                x.Element("ChecksumAlgorithm", item.Checksum?.Algorithm.Name());
                x.Element("ChecksumType", item.Checksum?.Type.Name());
                x.Element("Size", item.Size);
                if (owner is not null)
                    x.Element("Owner", o => o.Element("ID", owner));
                x.Element("StorageClass", item.Description.StorageClass);
            });
        }

        foreach (var prefix in page.CommonPrefixes)
            xml.Element("CommonPrefixes", x => x.Element("Prefix", encode(prefix)));
    }

    private static string WriteToken(string last) => Convert.ToBase64String(Encoding.UTF8.GetBytes("1/" + last));

    private static string ReadToken(string token)
    {
        var bytes = new byte[token.Length];
        if (Convert.TryFromBase64String(token, bytes, out var length) && Encoding.UTF8.GetString(bytes, 0, length) is ['1', '/', .. var last])
            return last;
        throw S3Error.BadArgument("continuation-token", token, "The continuation token provided is incorrect");
    }
}
