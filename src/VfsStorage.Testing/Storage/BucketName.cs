using System.Net;
using System.Text.RegularExpressions;

namespace VfsStorage.Testing.Storage;

/// <summary>S3's rules for the names of general purpose buckets.</summary>
internal static partial class BucketName
{
    private static readonly string[] ForbiddenStarts = ["xn--", "sthree-", "amzn-s3-demo-"];
    private static readonly string[] ForbiddenEnds = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

    public static bool IsValid(string name) =>
        Pattern().IsMatch(name)
        && !name.Contains("..", StringComparison.Ordinal)
        && !IPAddress.TryParse(name, out _)
        && !ForbiddenStarts.Any(s => name.StartsWith(s, StringComparison.Ordinal))
        && !ForbiddenEnds.Any(e => name.EndsWith(e, StringComparison.Ordinal));

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z")]
    private static partial Regex Pattern();
}
