using System.IO.Abstractions;
using VfsStorage.Errors;
using VfsStorage.Paths;
using VfsStorage.Tree;
using static VfsStorage.Facades.Arguments;

namespace VfsStorage.Facades.Infos;

/// <summary><see cref="IFileInfo"/> over the tree: its content members are those of <see cref="IFile"/> at the full path.</summary>
internal sealed class S3FileInfo : S3FileSystemInfo, IFileInfo
{
    private string? _name;

    public S3FileInfo(Gate gate, string originalPath)
        : this(gate, originalPath, gate.Parse(originalPath))
    {
    }

    public S3FileInfo(Gate gate, string originalPath, VirtualPath path, Entry? entry = null)
        : base(gate, originalPath, path, entry)
    {
    }

    public override string Name => _name ??= UnixPath.FileName(OriginalPath).ToString();

    public IDirectoryInfo? Directory => DirectoryName is { } parent ? new S3DirectoryInfo(Gate, parent) : null;

    public string? DirectoryName => FileSystem.Path.GetDirectoryName(FullName);

    public long Length => Ask(
        (entry, _) => entry is { IsDirectory: false } ? Task.FromResult(entry.Length) : throw IoErrors.FileNotFound(FullPath),
        Wanted.File);

    public bool IsReadOnly
    {
        get => Attributes.HasFlag(FileAttributes.ReadOnly);
        set => Attributes = value ? Attributes | FileAttributes.ReadOnly : Attributes & ~FileAttributes.ReadOnly;
    }

    protected override Wanted Kind => Wanted.File;

    private IFile File => FileSystem.File;

    /// <summary>Makes a link at a path and answers its info.</summary>
    public static S3FileInfo Link(Gate gate, string originalPath, VirtualPath path, string target)
    {
        CreateLink(gate, originalPath, path, target);
        return new(gate, originalPath, path);
    }

    public StreamReader OpenText() => File.OpenText(FullName);

    public FileSystemStream Open(FileMode mode) => File.Open(FullName, mode);

    public FileSystemStream Open(FileMode mode, FileAccess access) => File.Open(FullName, mode, access);

    public FileSystemStream Open(FileMode mode, FileAccess access, FileShare share) => File.Open(FullName, mode, access, share);

    public FileSystemStream Open(FileStreamOptions options) => File.Open(FullName, options);

    public FileSystemStream OpenRead() => File.OpenRead(FullName);

    public FileSystemStream OpenWrite() => File.OpenWrite(FullName);

    public FileSystemStream Create() => Forgetting(File.Create(FullName));

    public StreamWriter CreateText() => Forgetting(File.CreateText(FullName));

    public StreamWriter AppendText() => Forgetting(File.AppendText(FullName));

    public IFileInfo CopyTo(string destFileName) => CopyTo(destFileName, overwrite: false);

    public IFileInfo CopyTo(string destFileName, bool overwrite)
    {
        var destination = FileSystem.Path.GetFullPath(Checked(destFileName));
        File.Copy(FullName, destination, overwrite);
        return new S3FileInfo(Gate, destination);
    }

    public void MoveTo(string destFileName) => MoveTo(destFileName, overwrite: false);

    public void MoveTo(string destFileName, bool overwrite)
    {
        var destination = Gate.Parse(Checked(destFileName));
        Gate.Run(FullPath, (path, token) => MoveAsync(path, destination, overwrite, token));
        Become(destFileName, destination);
        _name = UnixPath.FileName(FullName).ToString();
    }

    public IFileInfo Replace(string destinationFileName, string? destinationBackupFileName) =>
        Replace(destinationFileName, destinationBackupFileName, ignoreMetadataErrors: false);

    public IFileInfo Replace(string destinationFileName, string? destinationBackupFileName, bool ignoreMetadataErrors)
    {
        File.Replace(FullName, destinationFileName, destinationBackupFileName, ignoreMetadataErrors);
        return new S3FileInfo(Gate, destinationFileName);
    }

    public override void Delete() => Change(Tree.DeleteFileAsync);

    public void Encrypt() => throw Unsupported.Encryption(FullName);

    public void Decrypt() => throw Unsupported.Encryption(FullName);

    protected override IFileSystemInfo Same(VirtualPath path) => new S3FileInfo(Gate, path.ToString(), path);

    protected override bool IsKind(Entry entry) => !entry.IsDirectory;

    private T Forgetting<T>(T opened)
    {
        Forget();
        return opened;
    }

    // Unlike File.Move, an info tells a missing directory from a missing file.
    private async Task MoveAsync(VirtualPath path, VirtualPath destination, bool overwrite, CancellationToken cancellationToken)
    {
        try
        {
            await Tree.MoveFileAsync(path, destination, overwrite, cancellationToken).ConfigureAwait(false);
        }
        catch (FileNotFoundException)
        {
            if (DirectoryName is { } parent && !await FileSystem.Directory.ExistsAsync(parent, cancellationToken).ConfigureAwait(false))
            {
                throw IoErrors.DirectoryNotFound(path);
            }

            throw;
        }
    }
}
