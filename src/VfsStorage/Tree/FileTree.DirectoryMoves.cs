using VfsStorage.Errors;
using VfsStorage.Paths;
using VfsStorage.Tree.Moves;

namespace VfsStorage.Tree;

/// <summary>Moving directories: every object is copied on the server, and only then are the sources deleted.</summary>
internal sealed partial class FileTree
{
    /// <summary>Moves a directory, or a file, as <see cref="Directory.Move"/> does.</summary>
    public Task MoveDirectoryAsync(VirtualPath source, VirtualPath destination, CancellationToken cancellationToken) =>
        FollowAsync(source, from => MoveDirectoryHereAsync(from, destination, cancellationToken), cancellationToken);

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
        if (!isDirectory && probes.Source is null)
        {
            throw probes.Target is null && !probes.TargetIsDirectory && await IsStoppedByFileAsync(source, destination, cancellationToken).ConfigureAwait(false)
                ? IoErrors.NotADirectory(source)
                : IoErrors.DirectoryNotFound(source);
        }

        if (!isDirectory && source.HasTrailingSeparator)
        {
            throw IoErrors.NotADirectory(source);
        }

        if (probes.Target is not null || probes.TargetIsDirectory)
        {
            throw IoErrors.CannotCreate(destination);
        }

        if (!probes.TargetParentExists)
        {
            throw await GoesThroughFileAsync(destination, cancellationToken).ConfigureAwait(false)
                ? IoErrors.NotADirectory(source)
                : IoErrors.DirectoryNotFound(source);
        }

        if (isDirectory && source.IsAncestorOf(destination))
        {
            throw IoErrors.InvalidMove();
        }

        var to = _mounts.Locate(destination) ?? throw IoErrors.AccessDenied(destination, "Nothing can be made outside the mounts.");
        if (isDirectory)
        {
            await new TreeMove(_store, _options, from, to).RunAsync(cancellationToken).ConfigureAwait(false);
            _known.Remove(source);
            _known.Add(destination);
            _openFiles.MoveBelow(source, destination);
        }
        else
        {
            await MoveObjectAsync(from, to, probes.Source!, overwrite: false, cancellationToken).ConfigureAwait(false);
            _openFiles.Move(source, destination);
        }

        return true;
    }

    /// <summary>A kernel walks to the source's directory, then to the destination's, and stops at a file on the way.</summary>
    private async Task<bool> IsStoppedByFileAsync(VirtualPath source, VirtualPath destination, CancellationToken cancellationToken) =>
        await GoesThroughFileAsync(source, cancellationToken).ConfigureAwait(false)
        || (await _prober.ParentExistsAsync(source, cancellationToken).ConfigureAwait(false)
            && await GoesThroughFileAsync(destination, cancellationToken).ConfigureAwait(false));

    /// <summary>True if a file stands where a path has a directory: a kernel tells that from a missing directory.</summary>
    private async Task<bool> GoesThroughFileAsync(VirtualPath path, CancellationToken cancellationToken)
    {
        for (var parent = path.Parent; !parent.IsRoot && !_known.Contains(parent); parent = parent.Parent)
        {
            if (await FileAtAsync(parent, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> FileAtAsync(VirtualPath path, CancellationToken cancellationToken) =>
        _mounts.Locate(path) is { IsMountRoot: false } location && await FileExistsAsync(location.File, cancellationToken).ConfigureAwait(false);
}
