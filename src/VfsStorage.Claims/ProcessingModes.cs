namespace VfsStorage.Claims;

/// <summary>What each <see cref="ProcessingMode"/> stands for.</summary>
public static class ProcessingModes
{
    /// <summary>The reviews that <paramref name="mode"/> performs.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mode"/> is not a mode.</exception>
    public static Reviews ToReviews(this ProcessingMode mode) => mode switch
    {
        ProcessingMode.Basic => Reviews.None,
        ProcessingMode.Extended => Reviews.Disciplinary | Reviews.Arbitration,
        ProcessingMode.Complete => Reviews.All,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Use Basic, Extended or Complete."),
    };
}
