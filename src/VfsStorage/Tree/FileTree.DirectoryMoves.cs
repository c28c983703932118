using VfsStorage.Errors;
using VfsStorage.Paths;
using VfsStorage.Tree.Moves;

namespace VfsStorage.Tree;

/// <summary>Moving directories: every object is copied on the server, and only then are the sources deleted.</summary>
internal sealed partial class FileTree
{
    /// <summary>Moves a directory, or a file, as <see cref="Directory.Move"/> does.</summary>
    public async Task MoveDirectoryAsync(VirtualPath source, VirtualPath destination, CancellationToken cancellationToken)
    {
        try
        {
            await ThroughLinkedParentsAsync(source, destination, (from, to) => MoveDirectoryHereAsync(from, to, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (IOException error) when (error.HResult == IoErrors.TooManyLinks)
        {
            // The kernel walks to the source first, and .NET looks at the destination before that.
            var reason = await WhyNoParentAsync(source, source, cancellationToken).ConfigureAwait(false);
            if (reason?.HResult == IoErrors.TooManyLinks && await FindAsync(destination, Wanted.Any, followLinks: false, cancellationToken).ConfigureAwait(false) is not null)
            {
                throw IoErrors.DirectoryNotFound(source);
            }

            if (reason is not null)
            {
                throw reason;
            }

            throw;
        }
    }

    private async Task<bool> MoveDirectoryHereAsync(VirtualPath source, VirtualPath destination, CancellationToken cancellationToken)
    {
        if (source == destination)
        {
            throw new IOException("Source and destination path must be different.");
        }

        if (_mounts.IsPinned(source))
        {
            throw IoErrors.DeviceBusy(source);
        }

        var from = _mounts.Locate(source) ?? throw IoErrors.DirectoryNotFound(source);
        var directory = _prober.DirectoryAsync(from, tellEmpty: false, cancellationToken);
        var pair = ProbePairAsync(from, destination, cancellationToken);
        await Task.WhenAll(directory, pair).ConfigureAwait(false);
        var (isDirectory, probes) = ((await directory.ConfigureAwait(false)).Exists, await pair.ConfigureAwait(false));
        var isTaken = probes.Target is not null || probes.TargetIsDirectory;
        if (!isDirectory && probes.Source is null)
        {
            throw isTaken ? IoErrors.DirectoryNotFound(source)
                : await WhyNoParentAsync(source, source, cancellationToken).ConfigureAwait(false)
                ?? await WhyNoParentAsync(destination, source, cancellationToken).ConfigureAwait(false)
                ?? IoErrors.DirectoryNotFound(source);
        }

        if (isTaken)
        {
            throw !isDirectory && source.HasTrailingSeparator ? IoErrors.NotADirectory(source) : IoErrors.CannotCreate(destination);
        }

        if (!probes.TargetParentExists)
        {
            throw await WhyNoParentAsync(destination, source, cancellationToken).ConfigureAwait(false) ?? new LinkFoundException(destination);
        }

        if (!isDirectory && source.HasTrailingSeparator)
        {
            throw IoErrors.NotADirectory(source);
        }

        if (isDirectory && source.IsAncestorOf(destination))
        {
            throw IoErrors.InvalidMove();
        }

        var to = _mounts.Locate(destination) ?? throw IoErrors.AccessDenied(destination, "Nothing can be made outside the mounts.");
        if (isDirectory)
        {
            var opened = _openFiles.OpenedBelow(source);
            await new TreeMove(_store, _options, from, to).RunAsync(cancellationToken).ConfigureAwait(false);
            _known.Remove(source);
            _known.Add(destination);
            _openFiles.Move(opened, source, destination);
        }
        else
        {
            using var turn = await _turns.EnterAsync(source, cancellationToken).ConfigureAwait(false);
            await MoveCheckedAsync(from, destination.WithoutTrailingSeparator(), FileMove.AnyToFreePlace, null, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>What a rename says of its source when a path's directory cannot be reached; <see langword="null"/> if it can, through links.</summary>
    private async Task<Exception?> WhyNoParentAsync(VirtualPath path, VirtualPath source, CancellationToken cancellationToken) =>
        (await ResolveAsync(path.Parent.Value + "/.", followLast: true, cancellationToken).ConfigureAwait(false)).End switch
        {
            PathEnd.Found => null,
            PathEnd.NotADirectory => IoErrors.NotADirectory(source),
            PathEnd.Loop => IoErrors.LinkLoop(source),
            _ => IoErrors.DirectoryNotFound(source),
        };
}
