using VfsStorage.Errors;
using VfsStorage.Objects;
using VfsStorage.Paths;
using VfsStorage.Streams.Unsent;
using VfsStorage.Tree;
using VfsStorage.Tree.Moves;

namespace VfsStorage;

/// <summary>Finds what processes that died or failed left unfinished, and finishes it. Whatever is in doubt is kept, at both places if need be.</summary>
public sealed class S3Recovery
{
    private readonly MoveRecovery _moves;
    private readonly WriteRecovery _writes;

    internal S3Recovery(IObjectStore store, FileTree tree, MountTable mounts, S3FileSystemOptions options)
    {
        _moves = new MoveRecovery(store, mounts, options);
        _writes = new WriteRecovery(store, tree, mounts, options);
    }

    /// <summary>Everything unfinished: moves, from the mounts' journals, and data that could not be sent, from the local folder for it.</summary>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="IOException">The store failed.</exception>
    public Task<IReadOnlyList<S3UnfinishedWork>> FindAsync(CancellationToken cancellationToken = default) =>
        TranslateAsync<IReadOnlyList<S3UnfinishedWork>>(async () =>
        [
            .. (await _moves.FindAsync(cancellationToken).ConfigureAwait(false)).Select(Describe),
            .. _writes.Find().Select(found => Describe(found.DataPath, found.Record)),
        ]);

    /// <summary>Finishes it forward: a move is completed, data is sent and its local file removed.</summary>
    /// <param name="work">What <see cref="FindAsync"/> found.</param>
    /// <param name="force">
    /// For a move: its process is known to be dead although it was heard of lately. For data: it replaces what somebody else has written since.
    /// </param>
    /// <param name="cancellationToken">Stops in the middle; what is done can be gone on with later.</param>
    /// <returns>The keys that are kept at both places, because what is there is not the same.</returns>
    /// <exception cref="IOException">It is gone, its process may be running, the file was changed by someone else, or the store failed.</exception>
    public Task<IReadOnlyList<string>> ResumeAsync(S3UnfinishedWork work, bool force = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        return TranslateAsync(async () => work.Kind == S3UnfinishedKind.Write
            ? await SendAsync(work, force, cancellationToken).ConfigureAwait(false)
            : await _moves.ResumeAsync(await MoveAsync(work, force, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Takes a move back: its files return to their old place.</summary>
    /// <param name="work">What <see cref="FindAsync"/> found.</param>
    /// <param name="force">True if its process is known to be dead although it was heard of lately.</param>
    /// <param name="cancellationToken">Stops in the middle; what is done can be gone on with later.</param>
    /// <returns>The keys that are kept at both places, because what is there is not the same.</returns>
    /// <exception cref="IOException">It is gone, its process may be running, or the store failed; or it is data, whose only copy would be lost.</exception>
    public Task<IReadOnlyList<string>> RollBackAsync(S3UnfinishedWork work, bool force = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        return TranslateAsync(async () => work.Kind == S3UnfinishedKind.Write
            ? throw new IOException($"Nothing of '{work.Destination}' was changed, so there is nothing to take back. Delete '{work.Source}' if its data is not wanted.")
            : await _moves.RollBackAsync(await MoveAsync(work, force, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false));
    }

    private async Task<IReadOnlyList<string>> SendAsync(S3UnfinishedWork work, bool force, CancellationToken cancellationToken)
    {
        foreach (var (dataPath, record) in _writes.Find().Where(found => IdOf(found.DataPath) == work.Id).Take(1).ToList())
        {
            await _writes.SendAsync(dataPath, record, force, cancellationToken).ConfigureAwait(false);
            return [];
        }

        throw new IOException($"The data {work.Id} is not there any more.");
    }

    private async Task<FoundMove> MoveAsync(S3UnfinishedWork work, bool force, CancellationToken cancellationToken)
    {
        var move = (await _moves.FindAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(found => IdOf(found.Key.Key) == work.Id)
            ?? throw new IOException($"The move {work.Id} is not there any more.");
        return force || !_moves.MayBeAlive(move)
            ? move
            : throw new IOException($"{move.Record.Worker} may still be moving '{move.Record.Source.Path}'. Wait until it has ended, or say that it has.");
    }

    private S3UnfinishedWork Describe(FoundMove move) => new(
        IdOf(move.Key.Key), S3UnfinishedKind.Move, move.Record.Source.Path, move.Record.Destination.Path, move.Record.Started, move.Record.Worker.ToString(), _moves.MayBeAlive(move));

    private static S3UnfinishedWork Describe(string dataPath, UnsentRecord record) => new(
        IdOf(dataPath), S3UnfinishedKind.Write, dataPath, record.Path, record.Kept, record.Worker.ToString(), !record.IsComplete && !record.Worker.HasEnded);

    private static string IdOf(string file) => Path.GetFileNameWithoutExtension(file);

    private static async Task<T> TranslateAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (StoreException error)
        {
            throw IoErrors.From(error, VirtualPath.Root);
        }
    }
}
