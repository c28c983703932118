using System.Buffers;
using System.Security.Cryptography;
using VfsStorage.Objects;
using VfsStorage.Paths;

namespace VfsStorage.Tree.Moves;

/// <summary>
/// The journal object of one move: written before the first copy, rewritten before the first delete, removed at the end. Each rewrite holds only if
/// nobody else has rewritten it: who takes over a move that seems dead shuts out the one that began it. One writer at a time.
/// </summary>
internal sealed class MoveJournal
{
    /// <summary>A journal that was not touched for so long is taken for abandoned.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan RenewAfter = TimeSpan.FromMinutes(1);

    private readonly IObjectStore _store;
    private readonly TimeProvider _time;
    private readonly ObjectKey _key;
    private readonly HashSet<string> _unanswered = [];
    private string _etag;
    private long _touched;

    private MoveJournal(IObjectStore store, TimeProvider time, ObjectKey key, MoveRecord record, string etag)
    {
        (_store, _time, _key, Record, _etag) = (store, time, key, record, etag);
        _touched = time.GetTimestamp();
    }

    public MoveRecord Record { get; private set; }

    /// <summary>Begins a move: from now on it can be resumed and rolled back.</summary>
    public static async Task<MoveJournal> BeginAsync(IObjectStore store, TimeProvider time, Location from, Location to, CancellationToken cancellationToken)
    {
        var started = time.GetUtcNow();
        var id = $"{started.UtcDateTime:yyyyMMddTHHmmss}-{NewStamp()}";
        var record = new MoveRecord { Source = MovePlace.Of(from), Destination = MovePlace.Of(to), Started = started, Worker = Worker.Current, Stamp = NewStamp() };
        var key = from.Mount.KeyOf($"{from.Mount.Prefix}{ReservedKeys.Moves}{id}.json");
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var info = await PutAsync(store, key, record, Precondition.Missing).ConfigureAwait(false);
            return new MoveJournal(store, time, key, record, info.ETag);
        }
        catch (StoreException)
        {
            await RemoveUnansweredAsync(store, key).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Takes over a move that somebody left.</summary>
    /// <exception cref="StoreException">Somebody else has touched it meanwhile.</exception>
    public static async Task<MoveJournal> TakeOverAsync(IObjectStore store, TimeProvider time, FoundMove found, CancellationToken cancellationToken)
    {
        var journal = new MoveJournal(store, time, found.Key, found.Record, found.ETag);
        await journal.RewriteAsync(found.Record with { Worker = Worker.Current }, cancellationToken).ConfigureAwait(false);
        return journal;
    }

    /// <summary>From here on sources may be missing.</summary>
    /// <exception cref="StoreException">Somebody has taken the move over.</exception>
    public Task BeginDeletingAsync(CancellationToken cancellationToken) => RewriteAsync(Record with { Phase = MovePhase.Deleting }, cancellationToken);

    /// <summary>Makes sure that the move still is ours.</summary>
    /// <exception cref="StoreException">Somebody has taken it over.</exception>
    public Task KeepAsync() => RewriteAsync(Record, CancellationToken.None);

    /// <summary>Shows that the work goes on, if that was not shown lately.</summary>
    /// <exception cref="StoreException">Somebody has taken the move over.</exception>
    public Task RenewAsync(CancellationToken cancellationToken) =>
        _time.GetElapsedTime(_touched) < RenewAfter ? Task.CompletedTask : RewriteAsync(Record, cancellationToken);

    public Task EndAsync() => _store.DeleteAsync(_key, null, CancellationToken.None);

    /// <summary>Not cancelled once it is sent: whether it was written must be known, or it would be taken for somebody else's.</summary>
    private async Task RewriteAsync(MoveRecord record, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        record = record with { Stamp = NewStamp() };
        while (true)
        {
            var touched = _time.GetTimestamp();
            try
            {
                var info = await PutAsync(_store, _key, record, Precondition.Matches(_etag)).ConfigureAwait(false);
                (_etag, Record, _touched) = (info.ETag, record, touched);
                return;
            }
            catch (StoreException error) when (error.Kind == StoreErrorKind.PreconditionFailed)
            {
                // An earlier rewrite that failed may have arrived all the same.
                if (await FoundMove.ReadAsync(_store, _key, CancellationToken.None).ConfigureAwait(false) is not { } found || !_unanswered.Remove(found.Record.Stamp))
                {
                    throw;
                }

                _etag = found.ETag;
            }
            catch (StoreException)
            {
                _unanswered.Add(record.Stamp);
                throw;
            }
        }
    }

    private static async Task<ObjectInfo> PutAsync(IObjectStore store, ObjectKey key, MoveRecord record, Precondition precondition)
    {
        var headers = new ObjectHeaders { ContentType = "application/json" };
        try
        {
            return await store.PutAsync(key, new ReadOnlySequence<byte>(record.ToBytes()), headers, precondition, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreException error) when (error.Kind == StoreErrorKind.PreconditionFailed)
        {
            // The answer to a first try may have been lost, and the second have met what the first had written.
            if (await FoundMove.ReadAsync(store, key, CancellationToken.None).ConfigureAwait(false) is { } found && found.Record.Stamp == record.Stamp)
            {
                return new ObjectInfo(key.Key, 0, found.ETag, found.Touched);
            }

            throw;
        }
    }

    /// <summary>A journal whose first writing failed may be there all the same: it speaks of a move that was never begun.</summary>
    private static async Task RemoveUnansweredAsync(IObjectStore store, ObjectKey key)
    {
        try
        {
            await store.DeleteAsync(key, null, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreException)
        {
            // The first failure says more. What is left moves nothing by itself, and 'vfs recover' shows it.
        }
    }

    private static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
}
