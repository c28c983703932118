using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using VfsStorage.Objects;
using VfsStorage.Paths;

namespace VfsStorage.Tree.Moves;

/// <summary>
/// One move of a directory: copies every object on the server, confirms every copy, and only then deletes the sources, each just in the version that was
/// copied. A journal says meanwhile what is going on, so that a move whose process dies can be finished or undone.
/// </summary>
/// <param name="store">The store of both ends.</param>
/// <param name="options">Concurrency and clock.</param>
/// <param name="from">The directory, as it is.</param>
/// <param name="to">Where it goes; nothing is there.</param>
internal sealed class TreeMove(IObjectStore store, S3FileSystemOptions options, Location from, Location to)
{
    private const int MaxAttempts = 5;

    private readonly ObjectMover _mover = new(store);
    private readonly ConcurrentDictionary<string, MovedObject> _moved = new(StringComparer.Ordinal);
    private MoveJournal? _journal;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CopyAllAsync(cancellationToken).ConfigureAwait(false);
            await ConfirmAsync(cancellationToken).ConfigureAwait(false);
            if (_journal is not null)
            {
                await _journal.BeginDeletingAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception failure)
        {
            await UndoAsync(failure).ConfigureAwait(false);
            throw;
        }

        try
        {
            await DeleteSourcesAsync().ConfigureAwait(false);
        }
        catch (StoreException failure)
        {
            throw Unfinished(failure);
        }

        await EndAsync().ConfigureAwait(false);
    }

    /// <summary>Everything is where it belongs. A journal that stays behind changes nothing of that.</summary>
    private async Task EndAsync()
    {
        try
        {
            await (_journal?.EndAsync() ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (StoreException failure)
        {
            options.LoggerFactory.CreateLogger<TreeMove>().JournalStays(from.Path.Value, to.Path.Value, failure);
        }
    }

    // A copy under way is not cancelled: whether it was made must be known, to take it back.
    private Task CopyAllAsync(CancellationToken cancellationToken) => Parallel.ForEachAsync(
        SourcesAsync(cancellationToken),
        new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellationToken },
        async (found, _) => _moved[found.Key] = await _mover.CopyAsync(from.Mount.KeyOf(found.Key), DestinationOf(found.Key), found, CancellationToken.None).ConfigureAwait(false));

    /// <summary>The objects below the directory. The journal is written before the first of them, if there is more than one.</summary>
    private async IAsyncEnumerable<ObjectInfo> SourcesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var range in new RangeLister(store, from.Bucket, from.Prefix).ListAsync(cancellationToken).ConfigureAwait(false))
        {
            // A single object is wholly at one place, or at both, whenever the process dies: there is nothing to note.
            if (_journal is null && (range.Page.Objects.Count > 1 || range.Page.ContinuationToken is not null))
            {
                _journal = await MoveJournal.BeginAsync(store, options.TimeProvider, from, to, cancellationToken).ConfigureAwait(false);
            }

            foreach (var found in range.Page.Objects)
            {
                await RenewAsync(cancellationToken).ConfigureAwait(false);
                yield return found;
            }
        }
    }

    private Task RenewAsync(CancellationToken cancellationToken) => _journal?.RenewAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>
    /// A copy whose ETag is the source's has the source's bytes. The others (uploads in parts, encrypted objects) are looked up: they must have the
    /// source's length, and be the version that the copy answered.
    /// </summary>
    private async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        var open = _moved.Values.Where(moved => moved.Copy.ETag != moved.Source.ETag).ToDictionary(moved => moved.Copy.Key, StringComparer.Ordinal);
        if (open.Count == 0)
        {
            return;
        }

        await foreach (var range in new RangeLister(store, to.Bucket, to.Prefix).ListAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var listed in range.Page.Objects)
            {
                if (open.TryGetValue(listed.Key, out var moved) && listed.Length == moved.Source.Length && listed.ETag == moved.Copy.ETag)
                {
                    open.Remove(listed.Key);
                }
            }
        }

        if (open.Count > 0)
        {
            throw new IOException($"The copy '{to.Mount.PathOf(open.Keys.First())}' is not what '{from.Path}' has; nothing was deleted.");
        }
    }

    private async Task DeleteSourcesAsync()
    {
        var sources = _moved.Values.OrderBy(moved => moved.Source.Key, Comparer<string>.Create(KeyOrder.Compare)).ToList();
        foreach (var batch in sources.Chunk(S3Limit.BulkDelete))
        {
            await RenewAsync(CancellationToken.None).ConfigureAwait(false);
            await DeleteBatchAsync([.. batch.Select(moved => new ObjectVersion(moved.Source.Key, moved.Source.ETag))]).ConfigureAwait(false);
        }
    }

    /// <summary>Deletes sources; one that was rewritten after it was copied is copied again first.</summary>
    private async Task DeleteBatchAsync(IReadOnlyList<ObjectVersion> batch)
    {
        for (var attempt = 1; batch.Count > 0; attempt++)
        {
            var failures = await store.DeleteVersionsAsync(from.Bucket, batch, CancellationToken.None).ConfigureAwait(false);
            var again = new List<ObjectVersion>();
            foreach (var failure in failures)
            {
                if (failure.Error.Kind != StoreErrorKind.PreconditionFailed || attempt == MaxAttempts)
                {
                    throw Unfinished(failure.Error);
                }

                var renewed = await _mover.CopyAgainAsync(from.Mount.KeyOf(failure.Key), DestinationOf(failure.Key), _moved[failure.Key]).ConfigureAwait(false);
                if (renewed is not null)
                {
                    _moved[failure.Key] = renewed;
                    again.Add(new ObjectVersion(failure.Key, renewed.Source.ETag));
                }
            }

            batch = again;
        }
    }

    private IOException Unfinished(Exception cause) => new(
        $"'{from.Path}' was copied to '{to.Path}', but not everything could be deleted at its old place: {cause.Message} "
        + "Nothing is lost; 'vfs recover' finishes the move or takes it back.",
        cause);

    /// <summary>Takes back what was copied, so that a failed move leaves everything as it was. The sources are all still there.</summary>
    private async Task UndoAsync(Exception failure)
    {
        try
        {
            // Who has taken the move over may be deleting sources by now: then the copies are not ours to remove.
            await (_journal?.KeepAsync() ?? Task.CompletedTask).ConfigureAwait(false);
            foreach (var batch in _moved.Values.Chunk(S3Limit.BulkDelete))
            {
                await RenewAsync(CancellationToken.None).ConfigureAwait(false);
                var copies = batch.Select(moved => new ObjectVersion(moved.Copy.Key, moved.Copy.ETag)).ToList();
                var failures = await store.DeleteVersionsAsync(to.Bucket, copies, CancellationToken.None).ConfigureAwait(false);
                if (failures.FirstOrDefault(left => left.Error.Kind != StoreErrorKind.PreconditionFailed) is { } left)
                {
                    throw left.Error;
                }
            }

            await (_journal?.EndAsync() ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (StoreException undo)
        {
            throw new IOException(
                $"'{from.Path}' could not be moved to '{to.Path}': {failure.Message} Everything is still at its old place. Copies at the new one "
                + $"could not be removed: {undo.Message} 'vfs recover' does that.",
                failure);
        }
    }

    private ObjectKey DestinationOf(string key) => to.Mount.KeyOf(to.Prefix + key[from.Prefix.Length..]);
}
