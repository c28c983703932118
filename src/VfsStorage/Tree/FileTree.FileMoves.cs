using VfsStorage.Errors;
using VfsStorage.Objects;
using VfsStorage.Paths;

namespace VfsStorage.Tree;

/// <summary>One file's move: a copy on the server, a delete of just the version that was copied, and what becomes of the copy where that does not work out.</summary>
internal sealed partial class FileTree
{
    /// <summary>How often a move starts again because its source was rewritten meanwhile.</summary>
    private const int MaxMoveAttempts = 30;

    /// <summary>Moves a file after the checks that a disk makes.</summary>
    /// <param name="from">Where it is.</param>
    /// <param name="destination">Where it goes.</param>
    /// <param name="move">What may be there, and whether a link to a directory counts as a file.</param>
    /// <param name="made">A copy that was made already of a version that is not there any more.</param>
    /// <param name="cancellationToken">Ends the look-ups; a copy in one request is made or not.</param>
    private async Task<bool> MoveCheckedAsync(Location from, VirtualPath destination, FileMove move, MadeCopy? made, CancellationToken cancellationToken)
    {
        var (source, overwrite) = (from.Path, move is FileMove.Overwriting or FileMove.Replacing);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var (moved, replaced) = (_openFiles.OpenedAt(source), _openFiles.OpenedAt(destination));
                var probes = await ProbePairAsync(from, destination, cancellationToken).ConfigureAwait(false);
                if (probes.Source is null && made is not null && overwrite)
                {
                    // The version that was copied took the destination's place; a newer one has come and gone since.
                    NoteMoved(source, destination, moved, replaced);
                    return true;
                }

                var info = probes.Source ?? throw await MoveSourceMissingAsync(source, cancellationToken).ConfigureAwait(false);
                if (move is FileMove.ToFreePlace or FileMove.Overwriting && HeaderCodec.IsLink(info) && await LeadsToDirectoryAsync(source, cancellationToken).ConfigureAwait(false))
                {
                    throw IoErrors.FileNotFound(source);
                }

                if (source == destination && !destination.HasTrailingSeparator)
                {
                    return true;
                }

                if (!overwrite && _openFiles.NewFileAt(destination) is not null)
                {
                    throw IoErrors.AlreadyExists(destination);
                }

                // The copy of an earlier try gives way to the next one, unless somebody else has put something in its place.
                made = probes.Target?.ETag == made?.Info.ETag ? made : null;
                CheckMoveTarget(source, destination, probes, overwrite || made is not null);
                try
                {
                    made = await CopyForMoveAsync(from, LocateForWrite(destination), info, ConditionOf(made, overwrite), cancellationToken).ConfigureAwait(false);
                    if (await DeleteMovedAsync(from, info.ETag).ConfigureAwait(false) is { } unknown)
                    {
                        made = null;
                        throw ToldOfBoth(unknown, destination);
                    }

                    NoteMoved(source, destination, moved, replaced);
                    _known.Add(destination.Parent);
                    return true;
                }
                catch (StoreException error) when (error.Kind == StoreErrorKind.PreconditionFailed && attempt < MaxMoveAttempts)
                {
                    // The source was rewritten between the look and the copy, or the copy and the delete: the newer version moves.
                    await Backoff.DelayAsync(attempt, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
                }
                catch (FileNotFoundException) when (made is not null && overwrite && attempt < MaxMoveAttempts)
                {
                    // It was deleted between the look and the copy: the next look says what that means.
                }
            }
        }
        catch (Exception failure) when (made is not null)
        {
            if ((overwrite ? "" : await WhyNotTakenBackAsync(LocateForWrite(destination).File, made).ConfigureAwait(false)) is { } reason)
            {
                throw Told(failure, $"A copy of it is at '{destination}'{reason}.");
            }

            throw;
        }
    }

    private static Precondition ConditionOf(MadeCopy? earlier, bool overwrite) =>
        overwrite ? Precondition.None : earlier is null ? Precondition.Missing : Precondition.Matches(earlier.Info.ETag);

    /// <summary>
    /// Copies a file that is to be moved. A copy in one request is not cancelled: whether it was made must be known. One in parts is dropped
    /// before its completion.
    /// </summary>
    private async Task<MadeCopy> CopyForMoveAsync(Location from, Location to, ObjectInfo info, Precondition precondition, CancellationToken cancellationToken)
    {
        var request = Marked(MoveRequest(from, to, info, precondition), info);
        cancellationToken.ThrowIfCancellationRequested();
        var isInParts = info.Length > S3Limit.SingleCopy;
        var copy = await CopyObjectAsync(request, from.Path, to.Path, isInParts ? cancellationToken : CancellationToken.None).ConfigureAwait(false);
        return new MadeCopy(copy, WriteMark.NewestIn(request.MarkedHeaders));
    }

    /// <summary>
    /// Deletes the version that was copied. <see langword="null"/> if it is gone; else the failure after which that is not known: the
    /// request may still have its effect, so that the copy must stay.
    /// </summary>
    /// <exception cref="StoreException">The source certainly stays: it is another version by now, or must not be deleted.</exception>
    private async Task<StoreException?> DeleteMovedAsync(Location from, string version)
    {
        try
        {
            await _store.DeleteAsync(from.File, version, CancellationToken.None).ConfigureAwait(false);
            return null;
        }
        catch (StoreException error) when (error.Kind is not (StoreErrorKind.PreconditionFailed or StoreErrorKind.AccessDenied))
        {
            try
            {
                return await _store.HeadAsync(from.File, CancellationToken.None).ConfigureAwait(false) is not { } found ? null
                    : found.ETag == version ? error
                    : throw new StoreException(StoreErrorKind.PreconditionFailed, $"{from.File} is there, as version {found.ETag}.", error);
            }
            catch (StoreException looking) when (looking.Kind != StoreErrorKind.PreconditionFailed)
            {
                // The first failure says more.
                return error;
            }
        }
    }

    /// <summary>
    /// Takes back the copy of a move that failed while its source certainly stays; only if what is there still is just that copy. Answers
    /// <see langword="null"/>, or why the copy stays.
    /// </summary>
    private async Task<string?> WhyNotTakenBackAsync(ObjectKey place, MadeCopy made)
    {
        try
        {
            if (await _store.HeadAsync(place, CancellationToken.None).ConfigureAwait(false) is not { } found || found.ETag != made.Info.ETag)
            {
                return null;
            }

            if (made.Mark?.IsNewestIn(found.Headers) != true)
            {
                return ", as it cannot be told from somebody else's here";
            }

            await _store.DeleteAsync(place, found.ETag, CancellationToken.None).ConfigureAwait(false);
            return null;
        }
        catch (StoreException error) when (error.Kind == StoreErrorKind.PreconditionFailed)
        {
            return null;
        }
        catch (StoreException error)
        {
            return $" and could not be removed: {error.Message}";
        }
    }

    private static Exception ToldOfBoth(Exception failure, VirtualPath copy) =>
        Told(failure, $"It was copied to '{copy}'; whether it is still at its old place, too, is not known.");

    /// <summary>The failure, with what the caller must know of the copy.</summary>
    private static Exception Told(Exception failure, string note) => failure switch
    {
        StoreException store => new StoreException(store.Kind, store.Message, store) { Code = store.Code, Status = store.Status, Note = note },
        OperationCanceledException cancelled => new OperationCanceledException($"{cancelled.Message} {note}", cancelled, cancelled.CancellationToken),
        UnauthorizedAccessException => new UnauthorizedAccessException($"{failure.Message} {note}", failure),
        _ => new IOException($"{failure.Message} {note}", failure),
    };
}
