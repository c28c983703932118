using System.Net;

namespace VfsStorage.Testing.Http;

/// <summary>The bucket, key and query that a request line and its Host header name.</summary>
/// <remarks>Made from the raw target, because the server's own path has lost <c>//</c>, <c>.</c> and <c>..</c>.</remarks>
internal sealed record RequestTarget(string Bucket, string Key, string RawPath, QueryParameters Query)
{
    public static RequestTarget Parse(string rawTarget, string host, IEnumerable<string> virtualHosts)
    {
        var target = StripOrigin(rawTarget);
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var rawPath = question < 0 ? target : target[..question];
        var query = new QueryParameters(question < 0 ? "" : target[(question + 1)..]);
        if (BucketOfHost(host, virtualHosts) is { } bucketOfHost)
            return new(bucketOfHost, PercentEncoding.Decode(rawPath.AsSpan(1)), rawPath, query);
        var slash = rawPath.IndexOf('/', 1);
        return slash < 0
            ? new(PercentEncoding.Decode(rawPath.AsSpan(1)), "", rawPath, query)
            : new(PercentEncoding.Decode(rawPath.AsSpan(1, slash - 1)), PercentEncoding.Decode(rawPath.AsSpan(slash + 1)), rawPath, query);
    }

    private static string StripOrigin(string rawTarget)
    {
        if (rawTarget.StartsWith('/'))
            return rawTarget;
        var scheme = rawTarget.IndexOf("://", StringComparison.Ordinal);
        var path = scheme < 0 ? -1 : rawTarget.IndexOf('/', scheme + 3);
        return path < 0 ? "/" : rawTarget[path..];
    }

    private static string? BucketOfHost(string host, IEnumerable<string> virtualHosts)
    {
        var colon = host.LastIndexOf(':');
        var name = colon < 0 || host.EndsWith(']') ? host : host[..colon];
        if (IPAddress.TryParse(name, out _))
            return null;
        foreach (var suffix in virtualHosts)
        {
            if (name.Length > suffix.Length + 1
                && name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)
                && name[^(suffix.Length + 1)] == '.')
            {
                return name[..^(suffix.Length + 1)];
            }
        }

        return null;
    }
}
