namespace VfsStorage.App.Configuration;

/// <summary>The bounds of the pause between two rows.</summary>
internal static class WaitTime
{
    /// <summary>An hour: anything longer is a mistake.</summary>
    public const double MaxSeconds = 3600;

    /// <summary>Whether a pause of so many seconds is meant seriously.</summary>
    public static bool IsValid(double seconds) => seconds is >= 0 and <= MaxSeconds;
}
