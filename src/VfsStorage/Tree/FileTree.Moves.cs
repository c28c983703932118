using VfsStorage.Errors;
using VfsStorage.Objects;
using VfsStorage.Paths;
using VfsStorage.Streams;

namespace VfsStorage.Tree;

/// <summary>Moving and replacing files: a copy on the server, and then a delete of just the version that was copied.</summary>
internal sealed partial class FileTree
{
    /// <summary>Moves a file; a link is moved itself.</summary>
    public Task MoveFileAsync(VirtualPath source, VirtualPath destination, bool overwrite, CancellationToken cancellationToken) =>
        MoveFileAsync(source, destination, overwrite ? FileMove.Overwriting : FileMove.ToFreePlace, cancellationToken);

    /// <summary>Puts a file in another's place, keeping the old one as <paramref name="backup"/> if given; links are taken themselves.</summary>
    public async Task ReplaceFileAsync(VirtualPath source, VirtualPath destination, VirtualPath? backup, CancellationToken cancellationToken)
    {
        var from = await FindFileAsync(source, cancellationToken).ConfigureAwait(false)
            ?? throw await MissingEntryAsync(source, cancellationToken).ConfigureAwait(false);
        CheckIsFile(source, from);
        var to = await FindFileAsync(destination, cancellationToken).ConfigureAwait(false);
        if (to is not null)
        {
            CheckIsFile(destination, to);
            if (from.Path == to.Path)
            {
                throw IoErrors.SameFile(source, destination);
            }
        }

        if (to is null or { Kind: EntryKind.Link } && await WhyNotReplacedAsync(destination, backup, cancellationToken).ConfigureAwait(false) is { } reason)
        {
            throw reason;
        }

        if (backup is { } keep)
        {
            await KeepAsync(destination, keep, cancellationToken).ConfigureAwait(false);
        }

        await MoveFileAsync(source, destination, FileMove.Replacing, cancellationToken).ConfigureAwait(false);
    }

    private Task<bool> MoveFileAsync(VirtualPath source, VirtualPath destination, FileMove move, CancellationToken cancellationToken) =>
        ThroughLinkedParentsAsync(source, destination, (from, to) => MoveInTurnAsync(from, to, move, cancellationToken), cancellationToken);

    /// <summary>Of several that move one file at once, only the first finds it; and appends wait, lest they change it again and again while it is copied.</summary>
    private async Task<bool> MoveInTurnAsync(VirtualPath source, VirtualPath destination, FileMove move, CancellationToken cancellationToken)
    {
        using var turn = await _turns.EnterAsync(source, cancellationToken).ConfigureAwait(false);
        return await MoveHereAsync(source, destination, move, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> MoveHereAsync(VirtualPath source, VirtualPath destination, FileMove move, CancellationToken cancellationToken)
    {
        if (source.HasTrailingSeparator && _mounts.Locate(source) is { IsMountRoot: false } named
            && await FileExistsAsync(named.File, cancellationToken).ConfigureAwait(false))
        {
            throw IoErrors.DirectoryNotFound(source);
        }

        if (source.HasTrailingSeparator || _mounts.Locate(source) is not { IsMountRoot: false } from)
        {
            throw IoErrors.FileNotFound(source);
        }

        MadeCopy? made = null;
        if (!IsStrict && source != destination && _mounts.Locate(destination) is { IsMountRoot: false } target)
        {
            var (moved, replaced) = (_openFiles.OpenedAt(source), _openFiles.OpenedAt(destination));
            made = await MoveUncheckedAsync(from, target, overwrite: move != FileMove.ToFreePlace, cancellationToken).ConfigureAwait(false);
            if (made is null)
            {
                NoteMoved(source, destination, moved, replaced);
                return true;
            }
        }

        return await MoveCheckedAsync(from, destination, move, made, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The handles of the file that was moved follow it; those of the one it replaced are of no file any more.</summary>
    private void NoteMoved(VirtualPath source, VirtualPath destination, IReadOnlyList<OpenFile> moved, IReadOnlyList<OpenFile> replaced)
    {
        _openFiles.Unlink(replaced);
        _openFiles.Move(moved, source, destination);
    }

    private async Task<bool> LeadsToDirectoryAsync(VirtualPath link, CancellationToken cancellationToken) =>
        (await ResolveAsync(link.Value, followLast: true, cancellationToken).ConfigureAwait(false)).Entry is { IsDirectory: true };

    /// <summary>.NET does not tell here why there is no file.</summary>
    private async Task<Exception> MoveSourceMissingAsync(VirtualPath source, CancellationToken cancellationToken) =>
        await HasLinkAsync(source.Parent, cancellationToken).ConfigureAwait(false)
        && (await ResolveAsync(source.Value, followLast: false, cancellationToken).ConfigureAwait(false)).End == PathEnd.Found
            ? new LinkFoundException(source)
            : IoErrors.FileNotFound(source);

    /// <summary>
    /// Copies without looking, and deletes the source if it still is what was copied, which a copy's ETag tells of all but
    /// multipart uploads. Answers the copy if that could not be told: it was made, and the source is still there.
    /// </summary>
    private async Task<MadeCopy?> MoveUncheckedAsync(Location from, Location to, bool overwrite, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = new CopyRequest(from.File, to.File) { Precondition = overwrite ? Precondition.None : Precondition.Missing };
        var copy = await CopyObjectAsync(request, from.Path, to.Path, CancellationToken.None).ConfigureAwait(false);
        try
        {
            return await DeleteMovedAsync(from, copy.ETag).ConfigureAwait(false) is { } unknown ? throw ToldOfBoth(unknown, to.Path) : null;
        }
        catch (StoreException error) when (error.Kind == StoreErrorKind.AccessDenied)
        {
            throw Told(error, $"A copy of it is at '{to.Path}'.");
        }
        catch (StoreException error) when (error.Kind == StoreErrorKind.PreconditionFailed)
        {
            return new MadeCopy(copy, null);
        }
    }

    private static void CheckMoveTarget(VirtualPath source, VirtualPath destination, PairProbe probes, bool overwrite)
    {
        if (probes.Target is not null)
        {
            if (!overwrite)
            {
                throw IoErrors.AlreadyExists(destination);
            }

            if (destination.HasTrailingSeparator)
            {
                throw IoErrors.DirectoryNotFound(destination);
            }
        }
        else if (probes.TargetIsDirectory)
        {
            throw !overwrite ? IoErrors.AlreadyExists(destination)
                : destination.HasTrailingSeparator ? IoErrors.DirectoryNotFound(destination)
                : destination.IsAncestorOf(source) ? IoErrors.DirectoryNotEmpty(destination)
                : IoErrors.DirectoryInTheWay(destination);
        }
        else if (!probes.TargetParentExists || destination.HasTrailingSeparator)
        {
            throw IoErrors.DirectoryNotFound(destination);
        }
    }

    private static CopyRequest MoveRequest(Location from, Location to, ObjectInfo info, Precondition precondition) => new(from.File, to.File)
    {
        SourceETag = info.ETag,
        SourceLength = info.Length,
        StorageClass = info.StorageClass,
        Headers = HeaderCodec.ForCopy(info, keepCreationTime: true),
        AsMultipart = HeaderCodec.IsLink(info),
        Precondition = precondition,
    };

    /// <summary>What is at a path, a link itself unless a separator follows it.</summary>
    private async Task<Entry?> FindFileAsync(VirtualPath path, CancellationToken cancellationToken) => path.HasTrailingSeparator
        ? (await ResolveAsync(path.Value, followLast: true, cancellationToken).ConfigureAwait(false)).Entry
        : await FindThroughParentsAsync(path, Wanted.Any, cancellationToken).ConfigureAwait(false);

    /// <summary>Why there is nothing to be replaced. Without a backup .NET looks behind a link for it, and names no path.</summary>
    private async Task<Exception?> WhyNotReplacedAsync(VirtualPath destination, VirtualPath? backup, CancellationToken cancellationToken)
    {
        var real = await ResolveAsync(destination.Value, followLast: backup is null, cancellationToken).ConfigureAwait(false);
        return real.End switch
        {
            PathEnd.Found => null,
            PathEnd.NotADirectory => IoErrors.DirectoryNotFound(destination),
            PathEnd.Loop => null,
            _ => backup is null ? new FileNotFoundException() : await MissingEntryAsync(destination, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>Runs an operation on two paths whose last segments are not followed, but whose directories may be links.</summary>
    private Task<bool> ThroughLinkedParentsAsync(VirtualPath source, VirtualPath destination, Func<VirtualPath, VirtualPath, Task<bool>> operation, CancellationToken cancellationToken) =>
        FollowAsync(source, followLast: false, from => FollowAsync(destination, followLast: false, to => operation(from, to), cancellationToken), cancellationToken);

    private static void CheckIsFile(VirtualPath path, Entry entry)
    {
        if (entry.IsDirectory)
        {
            throw IoErrors.NotAFile(path);
        }

        if (path.HasTrailingSeparator)
        {
            throw IoErrors.DirectoryNotFound(path);
        }
    }

    /// <summary>Copies a file that is about to be replaced, so that its own path never is without a file.</summary>
    private Task<ObjectInfo> KeepAsync(VirtualPath path, VirtualPath backup, CancellationToken cancellationToken) => FollowAsync(
        path,
        followLast: false,
        async from =>
        {
            var source = _mounts.Locate(from)!.Value;
            var probes = await ProbePairAsync(source, backup, cancellationToken).ConfigureAwait(false);
            var info = probes.Source ?? throw IoErrors.FileNotFound(from);
            CheckMoveTarget(from, backup, probes, overwrite: true);
            return await CopyObjectAsync(MoveRequest(source, LocateForWrite(backup), info, Precondition.None), from, backup, cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);
}
