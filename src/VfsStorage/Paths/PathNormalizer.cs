using System.Buffers;

namespace VfsStorage.Paths;

/// <summary>Removes empty, <c>.</c> and <c>..</c> segments from an absolute path; <c>..</c> stops at the root.</summary>
internal static class PathNormalizer
{
    /// <summary>The normal form of an absolute path, without a trailing separator unless it is the root.</summary>
    public static string Normalize(string absolute)
    {
        if (IsNormal(absolute))
        {
            return absolute;
        }

        var buffer = ArrayPool<char>.Shared.Rent(absolute.Length + 1);
        try
        {
            var length = 0;
            foreach (var range in absolute.AsSpan().Split('/'))
            {
                var segment = absolute.AsSpan(range);
                if (segment is "..")
                {
                    length = Math.Max(0, buffer.AsSpan(0, length).LastIndexOf('/'));
                }
                else if (segment is not ("" or "."))
                {
                    buffer[length++] = '/';
                    segment.CopyTo(buffer.AsSpan(length));
                    length += segment.Length;
                }
            }

            return length == 0 ? "/" : new string(buffer, 0, length);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private static bool IsNormal(string absolute) =>
        absolute.Length == 1 || (absolute[^1] != '/' && !absolute.Contains("//", StringComparison.Ordinal) && !HasDotSegment(absolute));

    private static bool HasDotSegment(string absolute) =>
        absolute.Contains("/./", StringComparison.Ordinal)
        || absolute.Contains("/../", StringComparison.Ordinal)
        || absolute.EndsWith("/.", StringComparison.Ordinal)
        || absolute.EndsWith("/..", StringComparison.Ordinal);
}
