namespace VfsStorage.Objects.S3;

/// <summary>
/// Deletes many keys, each only if it still is the version that the caller has seen. A store that checks ETags in a bulk delete does so in one
/// request; of another, the keys are listed just before, and those that have changed are left out.
/// </summary>
internal sealed class VersionDeleter(S3ObjectStore store, BulkDeleter deleter)
{
    public async Task<IReadOnlyList<DeleteFailure>> DeleteAsync(
        string bucket, IReadOnlyList<ObjectVersion> versions, StoreCapabilities able, CancellationToken cancellationToken)
    {
        return able.BulkDeleteIfMatch
            ? await DeleteCheckedAsync(bucket, versions, cancellationToken).ConfigureAwait(false)
            : await DeleteAfterLookAsync(bucket, versions, cancellationToken).ConfigureAwait(false);
    }

    private static StoreException Changed(string bucket, string key, string etag) =>
        new(StoreErrorKind.PreconditionFailed, $"{new ObjectKey(bucket, key)} is there, as version {etag}.");

    private async Task<IReadOnlyList<DeleteFailure>> DeleteCheckedAsync(string bucket, IReadOnlyList<ObjectVersion> versions, CancellationToken cancellationToken)
    {
        var wanted = versions.ToDictionary(version => version.Key, version => version.ETag, StringComparer.Ordinal);
        var remaining = new List<DeleteFailure>();
        foreach (var failure in await deleter.DeleteAsync(bucket, versions, cancellationToken).ConfigureAwait(false))
        {
            if (failure.Error.Kind != StoreErrorKind.PreconditionFailed)
            {
                remaining.Add(failure);
                continue;
            }

            // Nothing there has no ETag to match either: gone before, or by a try whose answer was lost.
            var key = new ObjectKey(bucket, failure.Key);
            if (await store.HeadAsync(key, cancellationToken).ConfigureAwait(false) is not { } found) continue;
            if (found.ETag == wanted[failure.Key]) await store.DeleteAsync(key, found.ETag, cancellationToken).ConfigureAwait(false);
            else remaining.Add(new DeleteFailure(failure.Key, Changed(bucket, failure.Key, found.ETag)));
        }

        return remaining;
    }

    private async Task<IReadOnlyList<DeleteFailure>> DeleteAfterLookAsync(string bucket, IReadOnlyList<ObjectVersion> versions, CancellationToken cancellationToken)
    {
        var present = await ListAsync(bucket, versions, cancellationToken).ConfigureAwait(false);
        var changed = new List<DeleteFailure>();
        var same = new List<ObjectVersion>();
        foreach (var version in versions)
        {
            if (!present.TryGetValue(version.Key, out var etag)) continue;
            if (etag == version.ETag) same.Add(version with { ETag = null });
            else changed.Add(new DeleteFailure(version.Key, Changed(bucket, version.Key, etag)));
        }

        return same.Count == 0 ? changed : [.. changed, .. await deleter.DeleteAsync(bucket, same, cancellationToken).ConfigureAwait(false)];
    }

    /// <summary>The ETags of these keys, from a listing of their common prefix from the first of them to the last.</summary>
    private async Task<Dictionary<string, string>> ListAsync(string bucket, IReadOnlyList<ObjectVersion> versions, CancellationToken cancellationToken)
    {
        var keys = versions.Select(version => version.Key).Order(Comparer<string>.Create(KeyOrder.Compare)).ToList();
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var request = new ListRequest(bucket, Cut(keys[0], keys[0].AsSpan().CommonPrefixLength(keys[^1])))
        {
            StartAfter = Cut(keys[0], keys[0].Length - 1) is { Length: > 0 } before ? before : null,
        };
        ListPage page;
        do
        {
            page = await store.ListAsync(request, cancellationToken).ConfigureAwait(false);
            foreach (var info in page.Objects) found[info.Key] = info.ETag;
            request = request.Following(page);
        }
        while (page.ContinuationToken is not null && KeyOrder.Compare(page.Objects[^1].Key, keys[^1]) < 0);
        return found;
    }

    // Not in the middle of a surrogate pair.
    private static string Cut(string key, int length) => key[..(length > 0 && char.IsHighSurrogate(key[length - 1]) ? length - 1 : length)];
}
