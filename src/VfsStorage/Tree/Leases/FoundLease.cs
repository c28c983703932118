namespace VfsStorage.Tree.Leases;

/// <summary>A lease object as it was found.</summary>
/// <param name="ETag">Its version.</param>
/// <param name="Touched">When it was last written, by the store's clock.</param>
/// <param name="Record">What it says; <see langword="null"/> if that cannot be read.</param>
internal sealed record FoundLease(string ETag, DateTimeOffset Touched, LeaseRecord? Record)
{
    /// <summary>What a lease that cannot be read counts as.</summary>
    private static readonly TimeSpan UnreadableDuration = TimeSpan.FromMinutes(1);

    /// <summary>How long it holds after it was last written.</summary>
    public TimeSpan Duration => Record?.Duration ?? UnreadableDuration;
}
