using VfsStorage.Objects;
using VfsStorage.Paths;

namespace VfsStorage.Tree.Moves;

/// <summary>Finds moves that nobody finished, and finishes them in either direction. Whatever is in doubt is kept at both places.</summary>
internal sealed class MoveRecovery(IObjectStore store, MountTable mounts, S3FileSystemOptions options)
{
    private readonly ObjectMover _mover = new(store);
    private readonly ObjectComparer _comparer = new(store);

    /// <summary>The journals in all mounts.</summary>
    public async Task<IReadOnlyList<FoundMove>> FindAsync(CancellationToken cancellationToken)
    {
        var found = new List<FoundMove>();
        foreach (var mount in mounts.All.DistinctBy(mount => (mount.Bucket, mount.Prefix)))
        {
            await foreach (var range in new RangeLister(store, mount.Bucket, mount.Prefix + ReservedKeys.Moves).ListAsync(cancellationToken).ConfigureAwait(false))
            {
                foreach (var listed in range.Page.Objects)
                {
                    if (await FoundMove.ReadAsync(store, mount.KeyOf(listed.Key), cancellationToken).ConfigureAwait(false) is { } move)
                    {
                        found.Add(move);
                    }
                }
            }
        }

        return found;
    }

    /// <summary>True if its process may still be at work: it was heard of lately, and is not known to have ended.</summary>
    public bool MayBeAlive(FoundMove move) =>
        !move.Record.Worker.HasEnded && options.TimeProvider.GetUtcNow() - move.Touched < MoveJournal.Lifetime;

    /// <summary>Brings everything to the move's destination. Answers the keys that are kept at both places.</summary>
    public Task<IReadOnlyList<string>> ResumeAsync(FoundMove move, CancellationToken cancellationToken) =>
        FinishAsync(move, move.Record.Source, move.Record.Destination, cancellationToken);

    /// <summary>Brings everything back to where it was. Answers the keys that are kept at both places.</summary>
    public Task<IReadOnlyList<string>> RollBackAsync(FoundMove move, CancellationToken cancellationToken) =>
        FinishAsync(move, move.Record.Destination, move.Record.Source, cancellationToken);

    private async Task<IReadOnlyList<string>> FinishAsync(FoundMove move, MovePlace from, MovePlace to, CancellationToken cancellationToken)
    {
        CheckMounted(from);
        CheckMounted(to);
        var journal = await MoveJournal.TakeOverAsync(store, options.TimeProvider, move, cancellationToken).ConfigureAwait(false);
        var there = new Dictionary<string, ObjectInfo>(StringComparer.Ordinal);
        await foreach (var found in KeysBelowAsync(to, cancellationToken).ConfigureAwait(false))
        {
            there[found.Key[to.Prefix.Length..]] = found;
        }

        var kept = new List<string>();
        var done = new List<ObjectVersion>();
        await foreach (var found in KeysBelowAsync(from, cancellationToken).ConfigureAwait(false))
        {
            if (await SettleAsync(from, to, found, there, cancellationToken).ConfigureAwait(false) is { } settled)
            {
                done.Add(settled);
            }
            else
            {
                kept.Add(found.Key);
            }
        }

        await journal.BeginDeletingAsync(cancellationToken).ConfigureAwait(false);
        foreach (var batch in done.Chunk(S3Limit.BulkDelete))
        {
            await journal.RenewAsync(cancellationToken).ConfigureAwait(false);
            foreach (var failure in await store.DeleteVersionsAsync(from.Bucket, batch, cancellationToken).ConfigureAwait(false))
            {
                if (failure.Error.Kind != StoreErrorKind.PreconditionFailed)
                {
                    throw failure.Error;
                }

                kept.Add(failure.Key);
            }
        }

        await journal.EndAsync().ConfigureAwait(false);
        return kept;
    }

    /// <summary>Makes sure that an object is at its new place; answers the version that may be deleted at the old one, if any.</summary>
    private async Task<ObjectVersion?> SettleAsync(
        MovePlace from, MovePlace to, ObjectInfo found, Dictionary<string, ObjectInfo> there, CancellationToken cancellationToken)
    {
        var relative = found.Key[from.Prefix.Length..];
        var (source, destination) = (new ObjectKey(from.Bucket, found.Key), new ObjectKey(to.Bucket, to.Prefix + relative));
        if (there.TryGetValue(relative, out var copy))
        {
            return await _comparer.AreEqualAsync(source, found, destination, copy, cancellationToken).ConfigureAwait(false) ? new(found.Key, found.ETag) : null;
        }

        try
        {
            var moved = await _mover.CopyAsync(source, destination, found, cancellationToken).ConfigureAwait(false);
            return new(found.Key, moved.Source.ETag);
        }
        catch (StoreException error) when (error.Kind == StoreErrorKind.PreconditionFailed)
        {
            return null;
        }
    }

    private async IAsyncEnumerable<ObjectInfo> KeysBelowAsync(
        MovePlace place, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var range in new RangeLister(store, place.Bucket, place.Prefix).ListAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var found in range.Page.Objects)
            {
                yield return found;
            }
        }
    }

    /// <summary>A journal is only data in a bucket: it cannot lead this file system to keys that its mounts do not show.</summary>
    private void CheckMounted(MovePlace place)
    {
        if (!mounts.All.Any(mount => mount.Bucket == place.Bucket && place.Prefix.Length > mount.Prefix.Length
            && place.Prefix.StartsWith(mount.Prefix, StringComparison.Ordinal) && place.Prefix.EndsWith('/')
            && !ReservedKeys.Contains(place.Prefix[mount.Prefix.Length..])))
        {
            throw new IOException($"'{place.Path}' (s3://{place.Bucket}/{place.Prefix}) lies in none of the areas that are configured here.");
        }
    }
}
