using VfsStorage.Objects;

namespace VfsStorage.Tree.Leases;

/// <summary>A lease object as it was found.</summary>
/// <param name="ETag">Its version.</param>
/// <param name="Touched">When it was last written, by the store's clock.</param>
/// <param name="Record">What it says; <see langword="null"/> if that cannot be read.</param>
internal sealed record FoundLease(string ETag, DateTimeOffset Touched, LeaseRecord? Record)
{
    private const int MaxBytes = 64 << 10;

    /// <summary>What a lease that cannot be read counts as.</summary>
    private static readonly TimeSpan DefaultDuration = TimeSpan.FromMinutes(1);

    public static async Task<FoundLease?> ReadAsync(IObjectStore store, ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            var body = await store.GetAsync(key, null, null, cancellationToken).ConfigureAwait(false);
            await using var _ = body.ConfigureAwait(false);
            var bytes = new byte[Math.Min(body.Length, MaxBytes)];
            await body.Content.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
            return new FoundLease(body.Info.ETag, body.Info.LastModified, LeaseRecord.Read(bytes));
        }
        catch (StoreException error) when (error.Kind == StoreErrorKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>True if its holder has let it run out, or is known to have ended.</summary>
    public bool IsFree(DateTimeOffset now) => now - Touched > (Record?.Duration ?? DefaultDuration) || Record is { Holder.HasEnded: true };
}
