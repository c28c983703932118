using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;
using VfsStorage.Testing.Storage;

namespace VfsStorage.Testing.Operations;

/// <summary>The conditions of a GET, a HEAD or the source of a copy, judged in the order of RFC 9110, section 13.2.2.</summary>
internal sealed record ReadConditions(string? IfMatch, string? IfNoneMatch, DateTimeOffset? IfModifiedSince, DateTimeOffset? IfUnmodifiedSince)
{
    private const string CopySourcePrefix = "x-amz-copy-source-";

    public static ReadConditions Of(S3Call call) => Of(call, "");

    public static ReadConditions OfCopySource(S3Call call) => Of(call, CopySourcePrefix);

    /// <summary>Throws <c>PreconditionFailed</c>, or <c>NotModified</c> for a read that need not send what the client has.</summary>
    public void Check(StoredObject value)
    {
        if (IfMatch is not null)
        {
            if (!Names(IfMatch, value.ETag))
                throw S3Error.PreconditionFailed.With(("Condition", "If-Match"));
        }
        else if (IfUnmodifiedSince is not null && value.LastModified > IfUnmodifiedSince)
        {
            throw S3Error.PreconditionFailed.With(("Condition", "If-Unmodified-Since"));
        }

        if (IfNoneMatch is not null ? Names(IfNoneMatch, value.ETag) : value.LastModified <= IfModifiedSince)
            throw NotModified(value);
    }

    /// <summary>The same for a copy, where there is nobody to tell "not modified": that, too, is a failed precondition.</summary>
    public void CheckCopySource(StoredObject value)
    {
        try
        {
            Check(value);
        }
        catch (S3Exception e) when (e.Error == S3Error.NotModified)
        {
            throw S3Error.PreconditionFailed.With(("Condition", IfNoneMatch is null ? "x-amz-copy-source-If-Modified-Since" : "x-amz-copy-source-If-None-Match"));
        }
    }

    private static ReadConditions Of(S3Call call, string prefix) => new(
        call.Header(prefix + "If-Match"),
        call.Header(prefix + "If-None-Match"),
        HttpDate.Parse(call.Header(prefix + "If-Modified-Since")),
        HttpDate.Parse(call.Header(prefix + "If-Unmodified-Since")));

    private static bool Names(string list, string etag) =>
        list.Split(',', StringSplitOptions.TrimEntries).Any(e => e == "*" || EntityTag.Unquote(e) == etag);

    private static S3Exception NotModified(StoredObject value) => new(S3Error.NotModified, [])
    {
        Headers = [("ETag", value.QuotedETag), ("Last-Modified", HttpDate.Format(value.LastModified))],
    };
}
