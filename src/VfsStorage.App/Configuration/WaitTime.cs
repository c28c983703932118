using System.Globalization;

namespace VfsStorage.App.Configuration;

/// <summary>Reads the pause between two rows.</summary>
internal static class WaitTime
{
    /// <summary>An hour: anything longer is a mistake.</summary>
    public const double MaxSeconds = 3600;

    /// <summary>The seconds in <paramref name="text"/>; <see langword="null"/> unless it is a number from 0 to <see cref="MaxSeconds"/>.</summary>
    public static double? TryParse(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= MaxSeconds
            ? seconds
            : null;
}
