using System.Globalization;

namespace VfsStorage.Testing.Operations;

/// <summary>Dates in headers, whole seconds.</summary>
internal static class HttpDate
{
    private const string Iso = "yyyy-MM-dd'T'HH:mm:ss";

    public static string Format(DateTimeOffset time) => time.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The time behind an HTTP or ISO 8601 date, or null if it is neither: S3 then ignores the header.</summary>
    public static DateTimeOffset? Parse(string? text)
    {
        if (text is null)
            return null;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(text, ["R", Iso + "K", Iso + ".FFFFFFFK"], CultureInfo.InvariantCulture, Utc, out var time)
            ? DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds())
            : null;
    }
}
