using VfsStorage.Errors;
using VfsStorage.Objects;
using VfsStorage.Paths;
using VfsStorage.Streams;

namespace VfsStorage.Tree;

/// <summary>
/// The rules of a file system over objects: the few asynchronous primitives that every facade member is made of. Throws what
/// .NET's disk code would throw; failures of the store itself stay <see cref="StoreException"/> until the facades translate them.
/// </summary>
internal sealed partial class FileTree
{
    private readonly IObjectStore _store;
    private readonly MountTable _mounts;
    private readonly S3FileSystemOptions _options;
    private readonly KnownDirectories _known;
    private readonly Prober _prober;
    private readonly OpenFiles _openFiles = new();
    private readonly KeyedLock _turns = new();
    private readonly MemoryBudget _memory;

    /// <param name="store">The store.</param>
    /// <param name="mounts">Which of its keys are which paths.</param>
    /// <param name="options">Settings.</param>
    /// <param name="ledger">Whom it shares its memory with; <see langword="null"/> for all of the process.</param>
    public FileTree(IObjectStore store, MountTable mounts, S3FileSystemOptions options, MemoryLedger? ledger = null)
    {
        _memory = new MemoryBudget(options.MemoryBudgetBytes, ledger ?? MemoryLedger.Process);
        _store = store;
        _mounts = mounts;
        _options = options;
        _known = new KnownDirectories(options.KnownDirectoryLifetime, options.TimeProvider);
        _prober = new Prober(store, mounts, _known);
    }

    private bool IsStrict => _options.Semantics == S3Semantics.Strict;

    private DateTimeOffset Now => _options.TimeProvider.GetUtcNow();

    /// <summary>Finds an entry, or <see langword="null"/>. With <paramref name="followLinks"/> a link's final target is found under the link's path.</summary>
    public async Task<Entry?> FindAsync(VirtualPath path, Wanted wanted, bool followLinks, CancellationToken cancellationToken)
    {
        var found = await FindThroughParentsAsync(path, wanted, cancellationToken).ConfigureAwait(false);
        if (found is { Kind: EntryKind.Link })
        {
            var target = await FinalTargetAsync(found, cancellationToken).ConfigureAwait(false);
            found = followLinks ? target : found with { LeadsToDirectory = target is { IsDirectory: true } };
        }

        return found is null ? null : found with { Path = path, RealPath = found.Path == path ? null : found.Path };
    }

    /// <summary>Finds an entry that must exist.</summary>
    /// <exception cref="FileNotFoundException">Nothing is there.</exception>
    /// <exception cref="DirectoryNotFoundException">The directory it would be in is not there.</exception>
    public async Task<Entry> GetAsync(VirtualPath path, bool followLinks, CancellationToken cancellationToken)
    {
        while (true)
        {
            var linksSeen = _linksSeen;
            if (await FindAsync(path, Wanted.Any, followLinks, cancellationToken).ConfigureAwait(false) is { } found)
            {
                return found;
            }

            var error = await MissingEntryAsync(path, cancellationToken).ConfigureAwait(false);
            if (linksSeen == _linksSeen)
            {
                throw error;
            }
        }
    }

    private async Task<Entry?> FindHereAsync(VirtualPath path, Wanted wanted, CancellationToken cancellationToken)
    {
        if (_mounts.Locate(path) is not { } location)
        {
            return _mounts.IsAboveMount(path) && wanted != Wanted.File ? new Entry(path, EntryKind.Directory) : null;
        }

        if (location.IsMountRoot)
        {
            return wanted == Wanted.File ? null : new Entry(path, EntryKind.Directory);
        }

        if (_openFiles.NewFileAt(path) is { } draft && wanted != Wanted.Directory)
        {
            return new Entry(path, EntryKind.File) { Object = draft.Describe() };
        }

        var file = wanted == Wanted.Directory || (wanted == Wanted.File && path.HasTrailingSeparator) ? null : _prober.FileAsync(location, cancellationToken);
        var directory = wanted == Wanted.File ? null : _prober.DirectoryAsync(location, tellEmpty: false, cancellationToken);
        await Both(file, directory).ConfigureAwait(false);
        if (file is not null && await file.ConfigureAwait(false) is { } info)
        {
            return HeaderCodec.IsLink(info)
                ? await ReadLinkAsync(path, info, cancellationToken).ConfigureAwait(false)
                : new Entry(path, EntryKind.File) { Object = info };
        }

        if (directory is not null && (await directory.ConfigureAwait(false)).Exists)
        {
            return new Entry(path, EntryKind.Directory);
        }

        // A link to a directory counts as one; it is looked for only where links are known to be in use.
        return wanted == Wanted.Directory && _linksSeen && await _prober.FileAsync(location, cancellationToken).ConfigureAwait(false) is { } link
            && HeaderCodec.IsLink(link) ? await ReadLinkAsync(path, link, cancellationToken).ConfigureAwait(false) : null;
    }

    private async Task<Exception> MissingEntryAsync(VirtualPath path, CancellationToken cancellationToken) =>
        _mounts.Locate(path) is null || await _prober.ParentExistsAsync(path, cancellationToken).ConfigureAwait(false) ? IoErrors.FileNotFound(path)
        : await HasLinkAsync(path.Parent, cancellationToken).ConfigureAwait(false)
            ? (await ResolveAsync(path.Value, followLast: false, cancellationToken).ConfigureAwait(false)).ErrorAt(path)
            : IoErrors.DirectoryNotFound(path);

    /// <summary>Where a file that is to be created or written lies; the kernel takes a trailing separator for a directory.</summary>
    private async Task<Location> LocateForCreateAsync(VirtualPath path, CancellationToken cancellationToken) => path.HasTrailingSeparator
        ? throw await TrailingSeparatorAsync(path, cancellationToken).ConfigureAwait(false)
        : LocateForWrite(path);

    private async Task<Exception> TrailingSeparatorAsync(VirtualPath path, CancellationToken cancellationToken) =>
        await _prober.ParentExistsAsync(path, cancellationToken).ConfigureAwait(false) ? IoErrors.AccessDenied(path) : IoErrors.DirectoryNotFound(path);

    /// <summary>Where a path that is to be written lies.</summary>
    private Location LocateForWrite(VirtualPath path)
    {
        if (path.HasTrailingSeparator || _mounts.IsPinned(path))
        {
            throw IoErrors.AccessDenied(path);
        }

        return _mounts.Locate(path)
            ?? throw (_mounts.IsAboveMount(path.Parent) ? IoErrors.AccessDenied(path, "Nothing can be made outside the mounts.") : IoErrors.DirectoryNotFound(path));
    }

    /// <summary>
    /// What a disk checks before a file is written, in one round trip: it is no directory, it is not read-only, its parent
    /// is there. Answers the file that will be replaced.
    /// </summary>
    private async Task<ObjectInfo?> ProbeForWriteAsync(Location location, CancellationToken cancellationToken)
    {
        var existing = await ProbeTargetAsync(location, cancellationToken).ConfigureAwait(false);
        if (existing is not null && !HeaderCodec.Read(existing, EntryKind.File).Mode.HasFlag(UnixFileMode.UserWrite))
        {
            throw IoErrors.AccessDenied(location.Path);
        }

        return existing;
    }

    private async Task<ObjectInfo?> ProbeTargetAsync(Location location, CancellationToken cancellationToken)
    {
        var file = _prober.FileAsync(location, cancellationToken);
        var directory = _prober.DirectoryAsync(location, tellEmpty: false, cancellationToken);
        var parent = _prober.ParentExistsAsync(location.Path, cancellationToken);
        await Task.WhenAll(file, directory, parent).ConfigureAwait(false);
        if (await file.ConfigureAwait(false) is { } info)
        {
            return HeaderCodec.IsLink(info) ? throw new LinkFoundException(location.Path) : info;
        }

        if ((await directory.ConfigureAwait(false)).Exists)
        {
            throw IoErrors.AccessDenied(location.Path);
        }

        return await parent.ConfigureAwait(false) ? null : throw IoErrors.DirectoryNotFound(location.Path);
    }

    /// <summary>
    /// Looks for a file in the store; where it is not there, for a handle that is creating it. One that was creating it before the look and has ended
    /// since has put it there: then the store is asked once more.
    /// </summary>
    private async Task<(T? Stored, OpenFile? Created)> StoredOrCreatedAsync<T>(VirtualPath path, Func<Task<T?>> look)
        where T : class
    {
        while (true)
        {
            var before = _openFiles.NewFileAt(path);
            if (await look().ConfigureAwait(false) is { } stored)
            {
                return (stored, null);
            }

            if (_openFiles.NewFileAt(path) is { } created)
            {
                return (null, created);
            }

            if (before is null)
            {
                return (null, null);
            }
        }
    }

    private static Task Both(Task? first, Task? second) => Task.WhenAll(first ?? Task.CompletedTask, second ?? Task.CompletedTask);
}
