using System.Xml.Linq;
using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;
using VfsStorage.Testing.Storage;
using VfsStorage.Testing.Xml;

namespace VfsStorage.Testing.Operations;

/// <summary>DELETE of one object and of many.</summary>
internal static class ObjectDeletes
{
    private const int MaxBodyBytes = 2 << 20;

    public static Task<S3Answer> DeleteAsync(S3Call call)
    {
        ObjectReads.CheckVersion(call);
        call.Bucket.Delete(call.Key, WriteConditionReader.ForDelete(call));
        return Task.FromResult(new S3Answer(204));
    }

    public static async Task<S3Answer> DeleteManyAsync(S3Call call)
    {
        var bucket = call.Bucket;
        var request = XmlRequest.Parse(await CheckedBody.ReadAsync(call, MaxBodyBytes, requireDigest: true).ConfigureAwait(false), "Delete");
        var entries = request.Children("Object").ToList();
        if (entries.Count == 0 || entries.Count > call.Service.Limits.MaxBulkDeleteKeys)
            throw S3Error.MalformedXml.With();
        var quiet = request.Child("Quiet") == "true";
        var results = entries.Select(e => (Key: e.RequiredChild("Key"), Error: DeleteOne(call, bucket, e))).ToList();
        return S3Answer.Xml(XmlAnswer.Write("DeleteResult", xml =>
        {
            foreach (var (key, error) in results)
            {
                if (error is not null)
                    xml.Element("Error", x => WriteError(x, key, error));
                else if (!quiet)
                    xml.Element("Deleted", x => x.Element("Key", key));
            }
        }));
    }

    private static S3Error? DeleteOne(S3Call call, Bucket bucket, XElement entry)
    {
        try
        {
            if (entry.Child("VersionId") is not (null or "null"))
                throw S3Error.InvalidArgument.Because("Invalid version id specified");
            var key = entry.RequiredChild("Key");
            if (call.Plan.ErrorOf(key) is { } injected)
                return injected;
            bucket.Delete(key, ConditionOf(call, entry));
            return null;
        }
        catch (S3Exception e) when (e.Error != S3Error.MalformedXml)
        {
            return e.Error;
        }
    }

    private static DeleteCondition ConditionOf(S3Call call, XElement entry) =>
        call.Has(S3StoreQuirks.IgnoresIfMatchOnDelete)
            ? DeleteCondition.None
            : new DeleteCondition(
                entry.Child("ETag") is { } etag ? EntityTag.Unquote(etag) : null,
                entry.Child("Size") is { } size ? long.Parse(size, System.Globalization.CultureInfo.InvariantCulture) : null,
                HttpDate.Parse(entry.Child("LastModifiedTime")));

    private static void WriteError(XmlAnswer xml, string key, S3Error error)
    {
        xml.Element("Key", key);
        xml.Element("Code", error.Code);
        xml.Element("Message", error.Message);
    }
}
