using System.IO.Abstractions;

namespace VfsStorage.App.Files;

/// <summary>Deletes a directory with all below it. What cannot be deleted is told, each entry in a line, and the rest goes, as with <c>rm -r</c>.</summary>
/// <param name="session">Where to tell.</param>
/// <param name="target">The directory.</param>
internal sealed class TreeRemoval(FileSession session, FileTarget target)
{
    private readonly IFileSystem _fileSystem = target.Place.FileSystem;

    /// <summary>Whether all of it is gone.</summary>
    public async Task<bool> DeleteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _fileSystem.Directory.DeleteAsync(target.Place.Path, recursive: true, cancellationToken);
            return true;
        }
        // A disk has deleted what it could, and told the first failure only.
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            && _fileSystem is not S3FileSystem && _fileSystem.Directory.Exists(target.Place.Path))
        {
            return await Task.Run(() => TryDelete(_fileSystem.DirectoryInfo.New(target.Place.Path), cancellationToken), cancellationToken);
        }
    }

    private bool TryDelete(IDirectoryInfo directory, CancellationToken cancellationToken)
    {
        var isEmpty = true;
        var isRead = Try(directory, () =>
        {
            foreach (var entry in directory.EnumerateFileSystemInfos().ToList())
            {
                cancellationToken.ThrowIfCancellationRequested();
                isEmpty &= TryDeleteEntry(entry, cancellationToken);
            }
        });
        // That those above are not empty then goes without saying.
        return isRead && isEmpty && Try(directory, directory.Delete);
    }

    private bool TryDeleteEntry(IFileSystemInfo entry, CancellationToken cancellationToken)
    {
        if (entry is IDirectoryInfo below && below.LinkTarget is null && below.Exists)
            return TryDelete(below, cancellationToken);
        if (!LostNames.IsLost(_fileSystem, entry.FullName))
            return Try(entry, entry.Delete);
        session.Fail(LostNames.Line(entry.FullName));
        return false;
    }

    private bool Try(IFileSystemInfo entry, Action work)
    {
        try
        {
            work();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var shown = FileTarget.Join(target.Shown, entry.FullName[target.Place.Path.Length..].TrimStart('/'));
            session.Fail(FileErrors.Line(shown, exception), FileErrors.CodeOf(exception));
            return false;
        }
    }
}
