namespace VfsStorage.Objects.S3;

/// <summary>
/// Stands in for a condition that the store does not check itself: looks right before the write. What is left of the guarantee: a state that
/// was wrong before the call is always found; a change between the look and the write is not, so of two writers at the same moment both may succeed.
/// </summary>
internal static class PreconditionCheck
{
    public static async Task RequireAsync(S3ObjectStore store, ObjectKey key, Precondition precondition, CancellationToken cancellationToken)
    {
        if (precondition == Precondition.None) return;
        var found = await store.HeadAsync(key, cancellationToken).ConfigureAwait(false);
        if (precondition.MustBeMissing ? found is not null : found?.ETag != precondition.ETag)
        {
            throw new StoreException(StoreErrorKind.PreconditionFailed, found is null ? $"{key} is not there." : $"{key} is there, as version {found.ETag}.");
        }
    }
}
