using System.IO.Abstractions;
using System.Text;
using VfsStorage.Tree;

namespace VfsStorage.Transfer.Sides;

/// <summary>A tree on a disk, or on any file system but S3: looked at, listed and read here, written in the other half.</summary>
internal sealed partial class FolderSide : TreeSide
{
    /// <summary>What the names of files start with that are not whole yet; listings leave them out.</summary>
    public const string TemporaryPrefix = ".vfs-part-";

    private const int MaxNameBytes = 255;
    private const int MaxPathBytes = 4095;
    private const char Undecodable = '\uFFFD';

    private readonly IFileSystem _fileSystem;
    private readonly string _root;

    public FolderSide(IFileSystem fileSystem, string path)
    {
        _fileSystem = fileSystem;
        _root = fileSystem.Path.TrimEndingDirectorySeparator(fileSystem.Path.GetFullPath(path));
        Name = _root;
    }

    public override string Name { get; }

    public override bool Overlaps(TreeSide other)
    {
        if (other is not FolderSide folder || !(ReferenceEquals(_fileSystem, folder._fileSystem) || (_fileSystem is FileSystem && folder._fileSystem is FileSystem)))
        {
            return false;
        }

        var (here, there) = (Real(_root) + "/", folder.Real(folder._root) + "/");
        return here.StartsWith(there, StringComparison.Ordinal) || there.StartsWith(here, StringComparison.Ordinal);
    }

    public override async IAsyncEnumerable<TreeItem> ListAsync(
        Action<TransferIssue> unlistable, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!_fileSystem.Directory.Exists(_root))
        {
            throw _fileSystem.File.Exists(_root)
                ? new TransferException($"'{_root}' is a file: name the directory it is in.")
                : new DirectoryNotFoundException($"Could not find a part of the path '{_root}'.");
        }

        var waiting = new Stack<string>([""]);
        while (waiting.TryPop(out var directory))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var item in await Task.Run(() => ReadDirectory(directory, unlistable), cancellationToken).ConfigureAwait(false))
            {
                if (item.IsDirectory)
                {
                    waiting.Push(item.Path);
                }

                yield return item;
            }
        }
    }

    public override Task EnsureRootAsync(CancellationToken cancellationToken) =>
        Task.Run(() => _fileSystem.Directory.CreateDirectory(_root), cancellationToken);

    public override string? Refusal(string path)
    {
        if (path.Split('/').FirstOrDefault(name => Encoding.UTF8.GetByteCount(name) > MaxNameBytes) is { } name)
        {
            return $"The name '{name[..20]}…' has more than {MaxNameBytes} bytes, which a disk does not take.";
        }

        return Encoding.UTF8.GetByteCount(PathOf(path)) > MaxPathBytes ? $"The path would have more than {MaxPathBytes} bytes, which a disk does not take." : null;
    }

    public override Task<FileFacts?> DescribeAsync(string path, ListedKind kind, CancellationToken cancellationToken) =>
        Task.FromResult(Stat(path, kind));

    public override async Task<FileFacts> ReadWholeAsync(TreeItem item, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var before = Stat(item.Path, ListedKind.File) ?? throw new FileNotFoundException($"Could not find file '{PathOf(item.Path)}'.", PathOf(item.Path));
        if (before.Length > buffer.Length)
        {
            throw new SourceChangedException(item.Path);
        }

        if (before.Length > 0)
        {
            await ReadPartAsync(item.Path, before, 0, buffer[..(int)before.Length], cancellationToken).ConfigureAwait(false);
        }

        return Stat(item.Path, ListedKind.File)?.Version == before.Version ? before : throw new SourceChangedException(item.Path);
    }

    public override async Task ReadPartAsync(string path, FileFacts facts, long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var stream = OpenRead(path);
        await using (stream.ConfigureAwait(false))
        {
            stream.Position = offset;
            if (await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) < buffer.Length)
            {
                throw new SourceChangedException(path);
            }
        }
    }

    public override async Task<WrittenFile> ReadBackAsync(string path, CancellationToken cancellationToken)
    {
        var facts = Stat(path, ListedKind.File) ?? throw new FileNotFoundException($"Could not find file '{PathOf(path)}'.", PathOf(path));
        var stream = OpenRead(path);
        await using (stream.ConfigureAwait(false))
        {
            var (length, crc32) = await Crc32Text.OfAsync(stream, cancellationToken).ConfigureAwait(false);
            return new WrittenFile(facts.Version, length, crc32);
        }
    }

    public override Task<WrittenFile?> LookAsync(string path, CancellationToken cancellationToken) =>
        Task.FromResult(Stat(path, ListedKind.File) is { } facts ? new WrittenFile(facts.Version, facts.Length, null) : null);

    private string PathOf(string path) => path.Length == 0 ? _root : $"{(_root == "/" ? "" : _root)}/{path}";

    /// <summary>The path with every link in it resolved, as far as it exists.</summary>
    private string Real(string path)
    {
        var current = _fileSystem.Path.GetPathRoot(path)!;
        foreach (var name in path[current.Length..].Split(_fileSystem.Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            current = _fileSystem.Path.Combine(current, name);
            var info = _fileSystem.DirectoryInfo.New(current);
            if (info.LinkTarget is not null && info.ResolveLinkTarget(returnFinalTarget: true) is { } target)
            {
                current = target.FullName;
            }
        }

        return _fileSystem.Path.TrimEndingDirectorySeparator(current);
    }

    private List<TreeItem> ReadDirectory(string directory, Action<TransferIssue> unlistable)
    {
        var items = new List<TreeItem>();
        try
        {
            foreach (var info in _fileSystem.DirectoryInfo.New(PathOf(directory)).EnumerateFileSystemInfos("*", SearchOption.TopDirectoryOnly))
            {
                var path = directory.Length == 0 ? info.Name : $"{directory}/{info.Name}";
                if (info.Name.StartsWith(TemporaryPrefix, StringComparison.Ordinal))
                {
                    continue;
                }

                if (Describe(path, info) is { } item)
                {
                    items.Add(item);
                }
                else if (info.Name.Contains(Undecodable, StringComparison.Ordinal))
                {
                    unlistable(new TransferIssue(path, "The name is not UTF-8, so that no key and no .NET path can name it."));
                }
            }
        }
        catch (Exception exception) when (directory.Length > 0 && exception is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            unlistable(new TransferIssue(directory, exception.Message));
        }

        return items;
    }

    /// <summary>An entry as its info tells it; <see langword="null"/> if it is not there under that name.</summary>
    private TreeItem? Describe(string path, IFileSystemInfo info)
    {
        try
        {
            if (!info.Exists && info.LinkTarget is null)
            {
                return null;
            }

            if (info.LinkTarget is { } target)
            {
                return new TreeItem(path, ListedKind.Link) { LinkTarget = target, Version = target, Facts = FactsOf(info, ListedKind.Link) };
            }

            var kind = info is IDirectoryInfo ? ListedKind.Directory : ListedKind.File;
            var facts = FactsOf(info, kind);
            return new TreeItem(path, kind) { Length = facts.Length, Version = facts.Version, Facts = facts };
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private FileFacts? Stat(string path, ListedKind kind)
    {
        IFileSystemInfo info = kind == ListedKind.Directory ? _fileSystem.DirectoryInfo.New(PathOf(path)) : _fileSystem.FileInfo.New(PathOf(path));
        return info.Exists || info.LinkTarget is not null ? FactsOf(info, kind) : null;
    }

    private FileFacts FactsOf(IFileSystemInfo info, ListedKind kind)
    {
        var length = kind == ListedKind.File ? ((IFileInfo)info).Length : 0;
        var written = new DateTimeOffset(DateTime.SpecifyKind(info.LastWriteTimeUtc, DateTimeKind.Utc));
        var metadata = new EntryMetadata(
            CreationTime: written,
            LastAccessTime: new DateTimeOffset(DateTime.SpecifyKind(info.LastAccessTimeUtc, DateTimeKind.Utc)),
            LastWriteTime: written,
            Mode: kind == ListedKind.Link ? HeaderCodec.LinkMode : ModeOf(info, kind));
        var version = kind == ListedKind.Link ? info.LinkTarget! : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{length}-{written.UtcTicks}");
        return new FileFacts(length, version, metadata);
    }

    private UnixFileMode ModeOf(IFileSystemInfo info, ListedKind kind)
    {
        if (!OperatingSystem.IsWindows())
        {
            // Not from the info: the wrapper of the real disk's infos does not pass it on.
            return _fileSystem.File.GetUnixFileMode(info.FullName);
        }

        var mode = kind == ListedKind.Directory ? HeaderCodec.DefaultDirectoryMode : HeaderCodec.DefaultFileMode;
        return info.Attributes.HasFlag(FileAttributes.ReadOnly) ? mode & ~UnixFileMode.UserWrite : mode;
    }

    private FileSystemStream OpenRead(string path) => _fileSystem.FileStream.New(
        PathOf(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
}
