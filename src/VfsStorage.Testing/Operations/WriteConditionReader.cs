using System.Globalization;
using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;
using VfsStorage.Testing.Storage;

namespace VfsStorage.Testing.Operations;

/// <summary>Reads the conditions of writes and deletes, and forgets those a quirk makes the server ignore.</summary>
internal static class WriteConditionReader
{
    public static WriteCondition ForPut(S3Call call) => Read(
        call, call.Has(S3StoreQuirks.IgnoresIfMatchOnPut), call.Has(S3StoreQuirks.IgnoresIfNoneMatchOnPut));

    public static WriteCondition ForCopy(S3Call call)
    {
        var ignores = call.Has(S3StoreQuirks.IgnoresConditionsOnCopy) || call.Has(S3StoreQuirks.IgnoresDestinationConditionsOnCopy);
        return Read(call, ignores, ignores);
    }

    public static WriteCondition ForComplete(S3Call call) => Read(
        call, call.Has(S3StoreQuirks.IgnoresConditionsOnComplete), call.Has(S3StoreQuirks.IgnoresConditionsOnComplete));

    public static DeleteCondition ForDelete(S3Call call)
    {
        if (call.Has(S3StoreQuirks.IgnoresIfMatchOnDelete))
            return DeleteCondition.None;
        var ifMatch = call.Header("If-Match");
        return new DeleteCondition(
            ifMatch is null ? null : EntityTag.Unquote(ifMatch),
            Size(call.Header("x-amz-if-match-size")),
            HttpDate.Parse(call.Header("x-amz-if-match-last-modified-time")));
    }

    private static WriteCondition Read(S3Call call, bool ignoresIfMatch, bool ignoresIfNoneMatch)
    {
        var ifMatch = ignoresIfMatch ? null : call.Header("If-Match");
        var ifNoneMatch = ignoresIfNoneMatch ? null : call.Header("If-None-Match");
        if (ifMatch is not null && ifNoneMatch is not null)
            throw S3Error.NotImplemented.Because("A header you provided implies functionality that is not implemented", ("Header", "If-Match,If-None-Match"));
        if (ifNoneMatch is not null and not "*")
            throw S3Error.NotImplemented.Because("A header you provided implies functionality that is not implemented", ("Header", "If-None-Match"));
        if (ifMatch is not null && !call.Has(S3StoreQuirks.RequiresUnquotedIfMatch))
            ifMatch = EntityTag.Unquote(ifMatch);
        return new WriteCondition(ifMatch, ifNoneMatch is not null);
    }

    private static long? Size(string? text) =>
        text is null ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size
        : throw S3Error.BadArgument("x-amz-if-match-size", text, "The size is not a number");
}
