namespace VfsStorage.Claims.Searching;

/// <summary>A registration with a firm.</summary>
/// <param name="Firm">The firm's name.</param>
/// <param name="End">Its last day; <see langword="null"/> if it is current.</param>
/// <param name="IsCurrent">Whether the source lists it as current.</param>
internal sealed record Employment(string Firm, DateOnly? End, bool IsCurrent)
{
    /// <summary>Whether it is over on <paramref name="today"/>.</summary>
    public bool HasEnded(DateOnly today) => End is { } end ? end < today : !IsCurrent;
}
