using System.Diagnostics.CodeAnalysis;
using System.IO.Abstractions;
using VfsStorage.Errors;
using VfsStorage.Facades.Infos;
using VfsStorage.Paths;
using VfsStorage.Tree;
using static VfsStorage.Facades.Arguments;

namespace VfsStorage.Facades.Directories;

/// <summary><see cref="IDirectory"/> over the tree; the members that enumerate and those about times each have a file of their own.</summary>
internal sealed partial class S3Directory(Gate gate) : IDirectory, IAsyncDirectory
{
    public IFileSystem FileSystem => gate.FileSystem;

    private FileTree Tree => gate.Tree;

    public bool Exists([NotNullWhen(true)] string? path) => Blocking.Wait(() => ExistsAsync(path, CancellationToken.None));

    public Task<bool> ExistsAsync(string? path, CancellationToken cancellationToken) =>
        gate.ExistsAsync(path, IsDirectoryAsync, cancellationToken);

    public IDirectoryInfo CreateDirectory(string path) => Blocking.Wait(() => CreateDirectoryAsync(path, CancellationToken.None));

    public Task<IDirectoryInfo> CreateDirectoryAsync(string path, CancellationToken cancellationToken) =>
        gate.RunAsync(path, (directory, token) => CreateAsync(path, directory, mode: null, token), cancellationToken);

    public IDirectoryInfo CreateDirectory(string path, UnixFileMode unixCreateMode) =>
        gate.Run(path, (directory, token) => CreateAsync(path, directory, Mode(unixCreateMode, nameof(unixCreateMode)), token));

    public IDirectoryInfo CreateTempSubdirectory(string? prefix = null) =>
        CreateDirectory(FreeTempPath(Prefix(prefix)), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    public void Delete(string path) => Delete(path, recursive: false);

    public void Delete(string path, bool recursive) => Blocking.Wait(() => DeleteAsync(path, recursive, CancellationToken.None));

    public Task DeleteAsync(string path, bool recursive, CancellationToken cancellationToken) =>
        gate.RunAsync(path, (directory, token) => Tree.DeleteDirectoryAsync(directory, recursive, token), cancellationToken);

    public void Move(string sourceDirName, string destDirName) =>
        Blocking.Wait(() => MoveAsync(sourceDirName, destDirName, CancellationToken.None));

    public Task MoveAsync(string sourceDirName, string destDirName, CancellationToken cancellationToken) =>
        gate.RunAsync(Checked(sourceDirName), Checked(destDirName), Tree.MoveDirectoryAsync, cancellationToken);

    public string GetCurrentDirectory() => gate.CurrentDirectory.Value;

    public void SetCurrentDirectory(string path) => gate.CurrentDirectory = gate.Run(path, ExistingAsync);

    public string GetDirectoryRoot(string path) => FileSystem.Path.GetPathRoot(FileSystem.Path.GetFullPath(path))!;

    public string[] GetLogicalDrives() => [.. FileSystem.DriveInfo.GetDrives().Select(drive => drive.Name)];

    public IDirectoryInfo? GetParent(string path) =>
        FileSystem.Path.GetDirectoryName(FileSystem.Path.GetFullPath(path)) is { } parent ? new S3DirectoryInfo(gate, parent) : null;

    public IFileSystemInfo CreateSymbolicLink(string path, string pathToTarget) =>
        S3DirectoryInfo.Link(gate, path, gate.Parse(path), Verbatim(pathToTarget));

    public IFileSystemInfo? ResolveLinkTarget(string linkPath, bool returnFinalTarget) =>
        new S3DirectoryInfo(gate, Verbatim(linkPath)).ResolveLinkTargetAsWritten(returnFinalTarget);

    private static string? Prefix(string? prefix) =>
        prefix?.Contains(UnixPath.Separator, StringComparison.Ordinal) == true
            ? throw new ArgumentException("The value may not contain directory separator characters.", nameof(prefix))
            : prefix;

    private string FreeTempPath(string? prefix)
    {
        string path;
        do
        {
            path = FileSystem.Path.GetTempPath() + prefix + TempName.New();
        }
        while (FileSystem.Path.Exists(path));
        return path;
    }

    private async Task<bool> IsDirectoryAsync(VirtualPath path, CancellationToken cancellationToken) =>
        await Tree.FindAsync(path, Wanted.Directory, followLinks: true, cancellationToken).ConfigureAwait(false) is { IsDirectory: true };

    private async Task<VirtualPath> ExistingAsync(VirtualPath path, CancellationToken cancellationToken) =>
        await IsDirectoryAsync(path, cancellationToken).ConfigureAwait(false) ? path : throw IoErrors.DirectoryNotFound(path);

    private async Task<IDirectoryInfo> CreateAsync(string original, VirtualPath path, UnixFileMode? mode, CancellationToken cancellationToken)
    {
        await Tree.CreateDirectoryAsync(path, mode, cancellationToken).ConfigureAwait(false);
        return new S3DirectoryInfo(gate, original, path);
    }
}
