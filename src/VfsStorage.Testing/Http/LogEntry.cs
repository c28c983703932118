using Microsoft.AspNetCore.Http;

namespace VfsStorage.Testing.Http;

/// <summary>Makes the log entry of a request.</summary>
internal static class LogEntry
{
    private static readonly HashSet<string> Kept = new(StringComparer.OrdinalIgnoreCase)
    {
        "accept-encoding", "cache-control", "expect", "expires", "host", "range", "transfer-encoding", "user-agent", "amz-sdk-invocation-id",
        "amz-sdk-request",
    };

    private static readonly string[] KeptPrefixes = ["x-amz-", "content-", "if-"];

    private static readonly HashSet<string> Secret = new(StringComparer.OrdinalIgnoreCase)
    {
        "x-amz-security-token", HeaderName.CustomerKey, "x-amz-copy-source-server-side-encryption-customer-key",
    };

    public static S3LoggedRequest Create(HttpContext http, S3Operation operation, RequestTarget target) => new()
    {
        Operation = operation,
        Method = http.Request.Method,
        Bucket = target.Bucket,
        Key = target.Key,
        Query = WithoutSignature(target.Query.ToDictionary()),
        Headers = HeadersOf(http.Request.Headers),
        AccessKey = AccessKeyOf(http, target),
        ConnectionId = http.Connection.Id,
    };

    private static Dictionary<string, string> HeadersOf(IHeaderDictionary headers)
    {
        var kept = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in headers)
        {
            if (!Secret.Contains(name) && (Kept.Contains(name) || Array.Exists(KeptPrefixes, p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase))))
                kept[name.ToLowerInvariant()] = value.ToString();
        }

        return kept;
    }

    private static IReadOnlyDictionary<string, string> WithoutSignature(IReadOnlyDictionary<string, string> query) =>
        query.ContainsKey("X-Amz-Signature")
            ? query.Where(p => p.Key is not ("X-Amz-Signature" or "X-Amz-Security-Token")).ToDictionary()
            : query;

    private static string? AccessKeyOf(HttpContext http, RequestTarget target)
    {
        const string Credential = "Credential=";
        var text = http.Request.Headers.Authorization.ToString();
        var start = text.IndexOf(Credential, StringComparison.Ordinal);
        var scope = start >= 0 ? text[(start + Credential.Length)..] : target.Query["X-Amz-Credential"];
        var slash = scope?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        return slash > 0 ? scope![..slash] : null;
    }
}
