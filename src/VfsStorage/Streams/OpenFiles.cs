using VfsStorage.Errors;
using VfsStorage.Objects;
using VfsStorage.Paths;

namespace VfsStorage.Streams;

/// <summary>
/// The handles that are open in this file system. Enforces <see cref="FileShare"/> as .NET does on Linux, where
/// <see cref="FileShare.None"/> excludes every other handle and all else is shared; and lets a file that is deleted or moved
/// while open be written as an unlinked or renamed file is.
/// </summary>
internal sealed class OpenFiles
{
    private readonly Dictionary<VirtualPath, List<OpenFile>> _files = [];

    /// <summary>Registers a handle.</summary>
    /// <exception cref="IOException">Another handle does not share the file, or this one would not.</exception>
    public OpenFile Open(VirtualPath path, FileShare share)
    {
        lock (_files)
        {
            CheckLocked(path, share);
            var file = new OpenFile(this, path, share == FileShare.None);
            ListAt(path).Add(file);
            return file;
        }
    }

    /// <summary>A handle that is to create a file. Nobody minds it before <see cref="Register"/>, for the file may not come to be.</summary>
    public OpenFile ForNew(VirtualPath path, FileShare share) => new(this, path, share == FileShare.None);

    /// <summary>Registers a handle that creates a file, once the store is known to have none.</summary>
    /// <exception cref="IOException">Another handle is creating the file.</exception>
    public void Register(OpenFile file)
    {
        lock (_files)
        {
            if (NewFileAt(file.Path) is not null)
            {
                throw IoErrors.AlreadyExists(file.Path);
            }

            ListAt(file.Path).Add(file);
        }
    }

    /// <summary>Checks that a call which opens and closes the file at once would be let in.</summary>
    public void Check(VirtualPath path, FileShare share = FileShare.Read)
    {
        lock (_files)
        {
            CheckLocked(path, share);
        }
    }

    /// <summary>The handle that is creating a file which the store does not have yet.</summary>
    public OpenFile? NewFileAt(VirtualPath path)
    {
        lock (_files)
        {
            return _files.GetValueOrDefault(path)?.Find(file => file.IsNew);
        }
    }

    /// <summary>The files below a directory that are being created and that the store does not have yet.</summary>
    public IReadOnlyList<OpenFile> NewFilesBelow(VirtualPath directory)
    {
        lock (_files)
        {
            return _files.Count == 0 ? [] : [.. _files.Values.SelectMany(open => open).Where(file => file.IsNew && directory.IsAncestorOf(file.Path))];
        }
    }

    /// <summary>Whether another handle edits the same file.</summary>
    public bool IsEditedBesides(OpenFile file)
    {
        lock (_files)
        {
            return OthersEditing(file).Any();
        }
    }

    /// <summary>Tells the other handles that edit a file of a new version.</summary>
    public void Tell(OpenFile by, ObjectInfo version)
    {
        lock (_files)
        {
            foreach (var other in OthersEditing(by))
            {
                other.Learn(version);
            }
        }
    }

    /// <summary>The path is no longer a name of these files: what their handles still write goes nowhere.</summary>
    public void Unlink(VirtualPath path) => Change(path, file => file.IsUnlinked = true);

    /// <summary>The files have another path now, and their handles write there.</summary>
    public void Move(VirtualPath source, VirtualPath destination)
    {
        Unlink(destination);
        Change(source, file => Rename(file, destination));
    }

    /// <summary>Everything below a directory is gone.</summary>
    public void UnlinkBelow(VirtualPath directory)
    {
        foreach (var path in PathsBelow(directory))
        {
            Unlink(path);
        }
    }

    /// <summary>Everything below a directory is below another now.</summary>
    public void MoveBelow(VirtualPath source, VirtualPath destination)
    {
        foreach (var path in PathsBelow(source))
        {
            Move(path, destination.AppendRelative(path.Value[(source.Value.Length + 1)..]));
        }
    }

    public void Close(OpenFile file)
    {
        lock (_files)
        {
            Forget(file);
        }
    }

    private IEnumerable<OpenFile> OthersEditing(OpenFile file) =>
        file.IsUnlinked ? [] : _files.GetValueOrDefault(file.Path)?.Where(other => other != file && other.IsEditor) ?? [];

    private void CheckLocked(VirtualPath path, FileShare share)
    {
        if (_files.GetValueOrDefault(path) is { Count: > 0 } open && (share == FileShare.None || open.Exists(file => file.IsExclusive)))
        {
            throw IoErrors.SharingViolation(path);
        }
    }

    private List<VirtualPath> PathsBelow(VirtualPath directory)
    {
        lock (_files)
        {
            return [.. _files.Keys.Where(directory.IsAncestorOf)];
        }
    }

    private void Change(VirtualPath path, Action<OpenFile> change)
    {
        lock (_files)
        {
            foreach (var file in _files.GetValueOrDefault(path)?.ToArray() ?? [])
            {
                Forget(file);
                change(file);
            }
        }
    }

    private void Rename(OpenFile file, VirtualPath destination)
    {
        file.Path = destination;
        ListAt(destination).Add(file);
    }

    private List<OpenFile> ListAt(VirtualPath path)
    {
        if (!_files.TryGetValue(path, out var open))
        {
            _files[path] = open = [];
        }

        return open;
    }

    private void Forget(OpenFile file)
    {
        if (_files.GetValueOrDefault(file.Path) is { } open && open.Remove(file) && open.Count == 0)
        {
            _files.Remove(file.Path);
        }
    }
}
