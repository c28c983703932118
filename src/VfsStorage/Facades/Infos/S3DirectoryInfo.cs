using System.IO.Abstractions;
using VfsStorage.Paths;
using VfsStorage.Tree;
using static VfsStorage.Facades.Arguments;

namespace VfsStorage.Facades.Infos;

/// <summary><see cref="IDirectoryInfo"/> over the tree; the members that enumerate have a file of their own.</summary>
internal sealed partial class S3DirectoryInfo : S3FileSystemInfo, IDirectoryInfo
{
    public S3DirectoryInfo(Gate gate, string originalPath)
        : this(gate, originalPath, gate.Parse(originalPath))
    {
    }

    public S3DirectoryInfo(Gate gate, string originalPath, VirtualPath path, Entry? entry = null)
        : base(gate, originalPath, path, entry)
    {
    }

    public override string Name => FullPath.IsRoot ? FullPath.Value : FullPath.Name;

    public IDirectoryInfo? Parent => FullPath.IsRoot ? null : At(FullPath.Parent);

    public IDirectoryInfo Root => At(VirtualPath.Root);

    protected override Wanted Kind => Wanted.Directory;

    /// <summary>Makes a link at a path and answers its info.</summary>
    public static S3DirectoryInfo Link(Gate gate, string originalPath, VirtualPath path, string target)
    {
        CreateLink(gate, originalPath, path, target);
        return new(gate, originalPath, path);
    }

    public void Create() => Change((path, token) => Tree.CreateDirectoryAsync(path, mode: null, token));

    public IDirectoryInfo CreateSubdirectory(string path)
    {
        var subdirectory = At(Below(NotNull(path)));
        subdirectory.Create();
        return subdirectory;
    }

    public override void Delete() => Delete(recursive: false);

    public void Delete(bool recursive) => Change((path, token) => Tree.DeleteDirectoryAsync(path, recursive, token));

    public void MoveTo(string destDirName)
    {
        var destination = Gate.Parse(Checked(destDirName));
        Gate.Run(FullPath, (path, token) => Tree.MoveDirectoryAsync(path, destination, token));
        Become(destDirName, Gate.Parse(destination.Value + "/"));
    }

    protected override IFileSystemInfo Same(VirtualPath path) => At(path);

    protected override bool IsKind(Entry entry) => entry.IsDirectory;

    private S3DirectoryInfo At(VirtualPath path) => new(Gate, path.ToString(), path);

    private VirtualPath Below(string path)
    {
        if (path.Length == 0)
        {
            throw new ArgumentException("Path cannot be the empty string or all whitespace.", nameof(path));
        }

        if (UnixPath.IsRooted(path))
        {
            throw new ArgumentException("Second path fragment must not be a drive or UNC name.", nameof(path));
        }

        var below = Gate.Parse(UnixPath.Join([FullName, path]));
        return below == FullPath || FullPath.IsAncestorOf(below)
            ? below
            : throw new ArgumentException($"The directory specified, '{path}', is not a subdirectory of '{FullName}'.", nameof(path));
    }
}
