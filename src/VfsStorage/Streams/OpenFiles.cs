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
    public OpenFile ForNew(VirtualPath path, FileShare share) => new(this, path, share == FileShare.None) { IsClaim = true };

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

    /// <summary>The handles at a path that have yet to set times or modes, which newer ones are not to give way to.</summary>
    public IReadOnlyList<OpenFile> WithNotesAt(VirtualPath path)
    {
        lock (_files)
        {
            return _files.GetValueOrDefault(path)?.FindAll(file => file.HasNotes) ?? [];
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

    /// <summary>
    /// The handles that are open at a path: those that a delete or a move which begins now concerns. One that is opened while that runs may be of
    /// what comes after it. Not among them is <see cref="ClaimAt"/>.
    /// </summary>
    public IReadOnlyList<OpenFile> OpenedAt(VirtualPath path)
    {
        lock (_files)
        {
            return _files.GetValueOrDefault(path)?.FindAll(file => file.IsOpened && !(file.IsClaim && file.IsNew)) ?? [];
        }
    }

    /// <summary>The handle at a path that is creating a file which must not be there yet.</summary>
    public OpenFile? ClaimAt(VirtualPath path)
    {
        lock (_files)
        {
            return _files.GetValueOrDefault(path)?.Find(file => file.IsOpened && file.IsClaim && file.IsNew);
        }
    }

    /// <summary>The handles that are open below a directory, as those at a path.</summary>
    public IReadOnlyList<OpenFile> OpenedBelow(VirtualPath directory)
    {
        lock (_files)
        {
            return _files.Count == 0 ? [] : [.. _files.Where(open => directory.IsAncestorOf(open.Key)).SelectMany(open => open.Value).Where(file => file.IsOpened)];
        }
    }

    /// <summary>The files have no path any more: what their handles still write goes nowhere.</summary>
    public void Unlink(IReadOnlyList<OpenFile> files) => Change(files, file => file.IsUnlinked = true);

    /// <summary>The files, at a path or below it, are at or below another now, and their handles write there.</summary>
    public void Move(IReadOnlyList<OpenFile> files, VirtualPath source, VirtualPath destination) => Change(files, file =>
    {
        var isBelow = source.IsAncestorOf(file.Path);
        if (isBelow || file.Path == source)
        {
            file.Path = isBelow ? destination.AppendRelative(file.Path.Value[(source.Value.Length + 1)..]) : destination;
        }

        ListAt(file.Path).Add(file);
    });

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

    private void Change(IReadOnlyList<OpenFile> files, Action<OpenFile> change)
    {
        lock (_files)
        {
            foreach (var file in files.Where(Forget))
            {
                change(file);
            }
        }
    }

    private List<OpenFile> ListAt(VirtualPath path)
    {
        if (!_files.TryGetValue(path, out var open))
        {
            _files[path] = open = [];
        }

        return open;
    }

    /// <summary>False for one that is closed, or has no path any more.</summary>
    private bool Forget(OpenFile file)
    {
        var isListed = _files.GetValueOrDefault(file.Path)?.Remove(file) == true;
        if (isListed && _files[file.Path].Count == 0)
        {
            _files.Remove(file.Path);
        }

        return isListed;
    }
}
