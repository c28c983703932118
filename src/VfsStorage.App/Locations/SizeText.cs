using System.Globalization;

namespace VfsStorage.App.Locations;

/// <summary>Amounts as people read them.</summary>
internal static class SizeText
{
    private static readonly string[] _units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>Bytes with a binary unit, such as <c>3.2 MiB</c>.</summary>
    public static string Bytes(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        while (value >= 1023.95 && unit < _units.Length - 1)
            (value, unit) = (value / 1024, unit + 1);
        return string.Create(CultureInfo.InvariantCulture, $"{(unit == 0 ? bytes.ToString(CultureInfo.InvariantCulture) : value.ToString("0.0", CultureInfo.InvariantCulture))} {_units[unit]}");
    }

    /// <summary>Bytes a second.</summary>
    public static string Rate(long bytes, TimeSpan time) =>
        time.TotalSeconds < 0.001 ? "-" : Bytes((long)(bytes / time.TotalSeconds)) + "/s";

    /// <summary>A count with thousands marked.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count and its noun, such as <c>1 file</c> or <c>1,200 files</c>.</summary>
    public static string Count(long count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>A duration, such as <c>0.8 s</c>, <c>3 min 05 s</c>, <c>2 h 10 min</c>.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalMinutes: < 1 } => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds:00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours} h {time.Minutes:00} min"),
    };
}
