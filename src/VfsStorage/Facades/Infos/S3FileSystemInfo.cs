using System.IO.Abstractions;
using VfsStorage.Errors;
using VfsStorage.Paths;
using VfsStorage.Tree;
using static VfsStorage.Facades.Arguments;

namespace VfsStorage.Facades.Infos;

/// <summary>
/// What files and directories have in common as infos: a path as written and as resolved when the info was made, and a
/// state that is looked up once and kept until <see cref="Refresh"/> or a change made through the info.
/// </summary>
internal abstract class S3FileSystemInfo : IFileSystemInfo
{
    private readonly EntryState _state;
    private (string? Target, bool IsKnown) _link;

    protected S3FileSystemInfo(Gate gate, string originalPath, VirtualPath path, Entry? entry)
    {
        Gate = gate;
        OriginalPath = originalPath;
        FullPath = path;
        _state = new EntryState(gate.Tree);
        if (entry is not null)
        {
            _state.Know(entry);
        }
    }

    public IFileSystem FileSystem => Gate.FileSystem;

    public string FullName => FullPath.ToString();

    public abstract string Name { get; }

    public string Extension => UnixPath.ExtensionStart(FullName) is >= 0 and var dot ? FullName[dot..] : "";

    public bool Exists => Blocking.Wait(() => Gate.ExistsAsync(FullName, IsThereAsync, CancellationToken.None));

    public FileAttributes Attributes
    {
        get => Ask((entry, token) => EntryFacts.AttributesAsync(Tree, entry, Name, token));
        set => Change((path, token) => Tree.SetMetadataAsync(path, Changes.Attributes(value), followLinks: true, token));
    }

    public UnixFileMode UnixFileMode
    {
        get => Ask((entry, token) => EntryFacts.ModeAsync(Tree, entry, token));
        set => Change((path, token) => Tree.SetMetadataAsync(path, Changes.Mode(value), followLinks: true, token));
    }

    public DateTime CreationTime
    {
        get => CreationTimeUtc.ToLocalTime();
        set => CreationTimeUtc = value.ToUniversalTime();
    }

    public DateTime CreationTimeUtc
    {
        get => TimeUtc(Times.Creation);
        set => Change(Changes.Creation(Times.Utc(value)));
    }

    public DateTime LastAccessTime
    {
        get => LastAccessTimeUtc.ToLocalTime();
        set => LastAccessTimeUtc = value.ToUniversalTime();
    }

    public DateTime LastAccessTimeUtc
    {
        get => TimeUtc(Times.LastAccess);
        set => Change(Changes.LastAccess(Times.Utc(value)));
    }

    public DateTime LastWriteTime
    {
        get => LastWriteTimeUtc.ToLocalTime();
        set => LastWriteTimeUtc = value.ToUniversalTime();
    }

    public DateTime LastWriteTimeUtc
    {
        get => TimeUtc(Times.LastWrite);
        set => Change(Changes.LastWrite(Times.Utc(value)));
    }

    public string? LinkTarget
    {
        get
        {
            if (!_link.IsKnown)
            {
                _link = (Gate.Run(FullPath, LinkTargetAsync), true);
            }

            return _link.Target;
        }
    }

    protected Gate Gate { get; }

    protected FileTree Tree => Gate.Tree;

    protected VirtualPath FullPath { get; private set; }

    protected string OriginalPath { get; private set; }

    /// <summary>The kind of entry that this info is for, and so looks for first.</summary>
    protected abstract Wanted Kind { get; }

    public void CreateAsSymbolicLink(string pathToTarget)
    {
        Verbatim(pathToTarget);
        CreateLink(Gate, OriginalPath, FullPath, pathToTarget);
        Forget();
    }

    public IFileSystemInfo? ResolveLinkTarget(bool returnFinalTarget) => ResolveLinkTarget(FullName, FullName, returnFinalTarget);

    /// <summary>As the static members do it: with the path as the caller wrote it, which .NET does not normalise.</summary>
    public IFileSystemInfo? ResolveLinkTargetAsWritten(bool returnFinalTarget) =>
        ResolveLinkTarget(Gate.Absolute(OriginalPath), OriginalPath, returnFinalTarget);

    public abstract void Delete();

    /// <summary>Looks the entry up at once, as .NET does, so that later changes do not show.</summary>
    public void Refresh()
    {
        Forget();
        Gate.Run(FullPath, (path, token) => _state.GetAsync(path, Kind, token));
    }

    public override string ToString() => OriginalPath;

    /// <summary>Another info of the same kind.</summary>
    protected abstract IFileSystemInfo Same(VirtualPath path);

    /// <summary>Whether an entry is what this info is for.</summary>
    protected abstract bool IsKind(Entry entry);

    /// <summary>Makes a link at a path; errors have the path as the caller wrote it, because .NET hands it to the kernel so.</summary>
    protected static void CreateLink(Gate gate, string originalPath, VirtualPath path, string target) => Gate.Run(path, async (link, token) =>
    {
        try
        {
            await gate.Tree.CreateLinkAsync(gate.Absolute(originalPath), link, target, token).ConfigureAwait(false);
        }
        catch (IOException error) when (error.HResult == IoErrors.AlreadyThere)
        {
            throw IoErrors.AlreadyExists(originalPath);
        }
        catch (DirectoryNotFoundException error)
        {
            throw IoErrors.DirectoryNotFound(originalPath, error);
        }
    });

    /// <summary>Asks for something of the entry, whatever its kind; <see langword="null"/> stands for a missing one.</summary>
    protected T Ask<T>(Func<Entry?, CancellationToken, Task<T>> question, Wanted wanted = Wanted.Any) => Gate.Run(
        FullPath,
        async (path, token) => await question(await _state.GetAsync(path, wanted, token).ConfigureAwait(false), token).ConfigureAwait(false));

    /// <summary>Changes the entry and forgets what was known of it.</summary>
    protected void Change(Func<VirtualPath, CancellationToken, Task> work)
    {
        Gate.Run(FullPath, work);
        Forget();
    }

    protected void Forget()
    {
        _state.Forget();
        _link = default;
    }

    /// <summary>Stands for another path from now on, after a move.</summary>
    protected void Become(string originalPath, VirtualPath path)
    {
        (OriginalPath, FullPath) = (originalPath, path);
        Forget();
    }

    private void Change(MetadataChange change) =>
        Change((path, token) => Tree.SetMetadataAsync(path, change, followLinks: false, token));

    private DateTime TimeUtc(Func<EntryMetadata, DateTimeOffset> pick) =>
        Ask((entry, token) => EntryFacts.TimeAsync(Tree, entry, pick, token)).UtcDateTime;

    private IFileSystemInfo? ResolveLinkTarget(string written, string shown, bool returnFinalTarget) =>
        Gate.Run(FullPath, (path, token) => ResolveLinkAsync(written, shown, path, returnFinalTarget, token)) is { } target ? Same(target.Path) : null;

    private async Task<Entry?> ResolveLinkAsync(string written, string shown, VirtualPath path, bool returnFinalTarget, CancellationToken cancellationToken)
    {
        try
        {
            return await Tree.ResolveLinkAsync(await Tree.LocateAsWrittenAsync(written, path, cancellationToken).ConfigureAwait(false), shown, returnFinalTarget, cancellationToken).ConfigureAwait(false);
        }
        catch (FileNotFoundException error) when (Kind == Wanted.Directory)
        {
            throw IoErrors.DirectoryNotFound(path, error);
        }
    }

    private async Task<bool> IsThereAsync(VirtualPath path, CancellationToken cancellationToken) =>
        await _state.GetAsync(path, Kind, cancellationToken).ConfigureAwait(false) is { } entry && IsKind(entry);

    private async Task<string?> LinkTargetAsync(VirtualPath path, CancellationToken cancellationToken)
    {
        try
        {
            return (await Tree.FindAsync(path, Wanted.File, followLinks: false, cancellationToken).ConfigureAwait(false))?.LinkTarget;
        }
        catch (IOException error) when (error.HResult == IoErrors.TooManyLinks)
        {
            // What lies behind links that lead in a circle is no link.
            return null;
        }
    }
}
