using VfsStorage.Errors;
using VfsStorage.Objects;
using VfsStorage.Paths;
using VfsStorage.Tree.Moves;

namespace VfsStorage;

/// <summary>Finds what processes that died or failed left unfinished, and finishes it. Whatever is in doubt is kept, at both places if need be.</summary>
public sealed class S3Recovery
{
    private readonly MoveRecovery _moves;

    internal S3Recovery(IObjectStore store, MountTable mounts, S3FileSystemOptions options) => _moves = new MoveRecovery(store, mounts, options);

    /// <summary>Everything unfinished: moves, from the mounts' journals.</summary>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="IOException">The store failed.</exception>
    public Task<IReadOnlyList<S3UnfinishedWork>> FindAsync(CancellationToken cancellationToken = default) =>
        TranslateAsync<IReadOnlyList<S3UnfinishedWork>>(async () =>
            [.. (await _moves.FindAsync(cancellationToken).ConfigureAwait(false)).Select(Describe)]);

    /// <summary>Finishes it forward: a move is completed.</summary>
    /// <param name="work">What <see cref="FindAsync"/> found.</param>
    /// <param name="force">True if its process is known to be dead although it was heard of lately.</param>
    /// <param name="cancellationToken">Stops in the middle; what is done can be gone on with later.</param>
    /// <returns>The keys that are kept at both places, because what is there is not the same.</returns>
    /// <exception cref="IOException">It is gone, its process may be running, or the store failed.</exception>
    public Task<IReadOnlyList<string>> ResumeAsync(S3UnfinishedWork work, bool force = false, CancellationToken cancellationToken = default) =>
        TranslateAsync(async () => await _moves.ResumeAsync(await MoveAsync(work, force, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false));

    /// <summary>Takes it back: a move's files return to their old place.</summary>
    /// <param name="work">What <see cref="FindAsync"/> found.</param>
    /// <param name="force">True if its process is known to be dead although it was heard of lately.</param>
    /// <param name="cancellationToken">Stops in the middle; what is done can be gone on with later.</param>
    /// <returns>The keys that are kept at both places, because what is there is not the same.</returns>
    /// <exception cref="IOException">It is gone, its process may be running, or the store failed.</exception>
    public Task<IReadOnlyList<string>> RollBackAsync(S3UnfinishedWork work, bool force = false, CancellationToken cancellationToken = default) =>
        TranslateAsync(async () => await _moves.RollBackAsync(await MoveAsync(work, force, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false));

    private async Task<FoundMove> MoveAsync(S3UnfinishedWork work, bool force, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        var move = (await _moves.FindAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(found => IdOf(found) == work.Id)
            ?? throw new IOException($"The move {work.Id} is not there any more.");
        return force || !_moves.MayBeAlive(move)
            ? move
            : throw new IOException($"{move.Record.Worker} may still be moving '{move.Record.Source.Path}'. Wait until it has ended, or say that it has.");
    }

    private S3UnfinishedWork Describe(FoundMove move) => new(
        IdOf(move), S3UnfinishedKind.Move, move.Record.Source.Path, move.Record.Destination.Path, move.Record.Started, move.Record.Worker.ToString(), _moves.MayBeAlive(move));

    private static string IdOf(FoundMove move) => Path.GetFileNameWithoutExtension(move.Key.Key);

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
