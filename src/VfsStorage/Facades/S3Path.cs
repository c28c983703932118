using System.Diagnostics.CodeAnalysis;
using System.IO.Abstractions;
using VfsStorage.Paths;
using VfsStorage.Streams;
using VfsStorage.Tree;
using static VfsStorage.Facades.Arguments;

namespace VfsStorage.Facades;

/// <summary>
/// <see cref="IPath"/> with the rules of <see cref="Path"/> on Linux, on every host; relative paths start at the file
/// system's own current directory.
/// </summary>
internal sealed partial class S3Path(Gate gate) : IPath
{
    /// <summary>Where temporary files go, inside the file system; made when first needed.</summary>
    private const string TempPath = "/tmp/";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public IFileSystem FileSystem => gate.FileSystem;

    public char AltDirectorySeparatorChar => UnixPath.Separator;

    public char DirectorySeparatorChar => UnixPath.Separator;

    public char PathSeparator => ':';

    public char VolumeSeparatorChar => UnixPath.Separator;

    public char[] GetInvalidFileNameChars() => ['\0', UnixPath.Separator];

    public char[] GetInvalidPathChars() => ['\0'];

    public string GetRandomFileName() => Path.GetRandomFileName();

    public string GetTempPath() => TempPath;

    [Obsolete("Insecure temporary file creation methods should not be used. Use `Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())` instead.")]
    public string GetTempFileName()
    {
        FileSystem.Directory.CreateDirectory(TempPath);
        var path = TempPath + "tmp" + TempName.New() + ".tmp";
        gate.Run(path, CreateEmptyAsync);
        return path;
    }

    public bool Exists([NotNullWhen(true)] string? path) =>
        Blocking.Wait(() => gate.ExistsAsync(path, IsThereAsync, CancellationToken.None));

    public string GetFullPath(string path) => gate.Parse(path).ToString();

    public string GetFullPath(string path, string basePath)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(basePath);
        if (!IsPathFullyQualified(basePath))
        {
            throw new ArgumentException("Basepath argument is not fully qualified.", nameof(basePath));
        }

        if (path.Contains('\0', StringComparison.Ordinal) || basePath.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("Null character in path.");
        }

        return GetFullPath(Combine(basePath, path));
    }

    public string GetRelativePath(string relativeTo, string path) =>
        UnixPath.Relative(gate.Parse(Checked(relativeTo)).ToString(), gate.Parse(Checked(path)).ToString());

    private async Task CreateEmptyAsync(VirtualPath path, CancellationToken cancellationToken)
    {
        var request = new OpenRequest(FileMode.CreateNew, FileAccess.Write, FileShare.None) { CreateMode = OwnerOnly };
        var stream = await gate.Tree.OpenAsync(path, request, cancellationToken).ConfigureAwait(false);
        await stream.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<bool> IsThereAsync(VirtualPath path, CancellationToken cancellationToken) =>
        await gate.Tree.FindAsync(path.WithoutTrailingSeparator(), Wanted.Any, followLinks: false, cancellationToken).ConfigureAwait(false) is { } entry
        && (entry.IsDirectory || !path.HasTrailingSeparator);
}
