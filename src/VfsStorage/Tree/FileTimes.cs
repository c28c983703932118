using System.Globalization;

namespace VfsStorage.Tree;

/// <summary>Times as s3fs-fuse and rclone store them: decimal seconds since 1970, negative before, up to nine decimals.</summary>
internal static class FileTimes
{
    /// <summary>The time with the 100 ns resolution of .NET, such as <c>1732334400.1234567</c>.</summary>
    public static string Format(DateTimeOffset time) =>
        ((decimal)(time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture);

    /// <summary>The time, or <see langword="null"/> if there is none or it is not a time that .NET can hold.</summary>
    public static DateTimeOffset? Parse(string? text)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            || seconds is < -62_135_596_800m or >= 253_402_300_800m)
        {
            return null;
        }

        return DateTimeOffset.UnixEpoch.AddTicks((long)decimal.Floor(seconds * TimeSpan.TicksPerSecond));
    }
}
