using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;

namespace VfsStorage.Testing.Operations;

/// <summary>How a listing writes keys and prefixes: plain, or percent-encoded when the client asks with <c>encoding-type=url</c>.</summary>
internal static class ListingText
{
    public static Func<string, string> Encoder(S3Call call) => call.Query["encoding-type"] switch
    {
        null => text => text,
        "url" => PercentEncoding.EncodeForListing,
        var other => throw S3Error.BadArgument("encoding-type", other, "Invalid Encoding Method specified in Request"),
    };
}
