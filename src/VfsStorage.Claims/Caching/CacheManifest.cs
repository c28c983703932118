using System.Globalization;
using System.Text;

namespace VfsStorage.Claims.Caching;

/// <summary>What <c>manifest.txt</c> says about the answer beside it: when it was cached, for which parameters, and what it consists of.</summary>
/// <param name="CachedOn">When, UTC, to the second.</param>
/// <param name="Key">The digest of the parameters the answer belongs to.</param>
/// <param name="Files">How many files the answer consists of.</param>
/// <param name="Digest">The digest of their content, so that files of another answer are never taken for it.</param>
internal sealed record CacheManifest(DateTime CachedOn, string Key, int Files, string Digest)
{
    public const string FileName = "manifest.txt";

    private const string DateFormat = "yyyy-MM-dd HH:mm:ss";

    /// <summary>The manifest's text, the date first as it has always been.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"Cached on: {CachedOn.ToString(DateFormat, CultureInfo.InvariantCulture)}\nKey: {Key}\nFiles: {Files}\nDigest: {Digest}\n"));

    /// <summary>The manifest in <paramref name="content"/>, or <see langword="null"/> if it cannot be read.</summary>
    public static CacheManifest? TryParse(byte[] content)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                values[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return TryParseDate(values.GetValueOrDefault("Cached on")) is { } cachedOn
            && int.TryParse(values.GetValueOrDefault("Files"), NumberStyles.None, CultureInfo.InvariantCulture, out var files)
            && values.TryGetValue("Key", out var key)
            && values.TryGetValue("Digest", out var digest)
            ? new CacheManifest(cachedOn, key, files, digest)
            : null;
    }

    /// <summary>The date of a manifest of any age.</summary>
    public static DateTime? TryParseDate(string? text) =>
        DateTime.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date
            : null;
}
