using VfsStorage.Objects;

namespace VfsStorage.Tree.Moves;

/// <summary>A move's journal as it was found in the store.</summary>
/// <param name="Key">The journal object.</param>
/// <param name="ETag">Its version.</param>
/// <param name="Touched">When it was last written, by the store's clock.</param>
/// <param name="Record">What it says.</param>
internal sealed record FoundMove(ObjectKey Key, string ETag, DateTimeOffset Touched, MoveRecord Record)
{
    private const int MaxBytes = 1 << 20;

    /// <summary>The journal at a key, or <see langword="null"/> if there is none that can be read.</summary>
    public static async Task<FoundMove?> ReadAsync(IObjectStore store, ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            var body = await store.GetAsync(key, null, null, cancellationToken).ConfigureAwait(false);
            await using var _ = body.ConfigureAwait(false);
            if (body.Length > MaxBytes)
            {
                return null;
            }

            var bytes = new byte[body.Length];
            await body.Content.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
            return MoveRecord.Read(bytes) is { } record ? new FoundMove(key, body.Info.ETag, body.Info.LastModified, record) : null;
        }
        catch (StoreException error) when (error.Kind == StoreErrorKind.NotFound)
        {
            return null;
        }
    }
}
