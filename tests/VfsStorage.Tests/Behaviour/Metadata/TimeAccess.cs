using System.IO.Abstractions;

namespace VfsStorage.Tests.Behaviour.Metadata;

/// <summary>One of the three times of a file, reached in one of the many ways there are.</summary>
public sealed record TimeAccess(
    string Name, bool Utc, Func<IFileSystem, string, DateTime> Get, Action<IFileSystem, string, DateTime> Set)
{
    /// <summary>All ways that need nothing but a path, and that take files and directories alike.</summary>
    public static readonly TimeAccess[] All =
    [
        new("File.CreationTime", false, (fs, p) => fs.File.GetCreationTime(p), (fs, p, t) => fs.File.SetCreationTime(p, t)),
        new("File.CreationTimeUtc", true, (fs, p) => fs.File.GetCreationTimeUtc(p), (fs, p, t) => fs.File.SetCreationTimeUtc(p, t)),
        new("File.LastAccessTime", false, (fs, p) => fs.File.GetLastAccessTime(p), (fs, p, t) => fs.File.SetLastAccessTime(p, t)),
        new("File.LastAccessTimeUtc", true, (fs, p) => fs.File.GetLastAccessTimeUtc(p), (fs, p, t) => fs.File.SetLastAccessTimeUtc(p, t)),
        new("File.LastWriteTime", false, (fs, p) => fs.File.GetLastWriteTime(p), (fs, p, t) => fs.File.SetLastWriteTime(p, t)),
        new("File.LastWriteTimeUtc", true, (fs, p) => fs.File.GetLastWriteTimeUtc(p), (fs, p, t) => fs.File.SetLastWriteTimeUtc(p, t)),
        new("Directory.CreationTime", false, (fs, p) => fs.Directory.GetCreationTime(p), (fs, p, t) => fs.Directory.SetCreationTime(p, t)),
        new("Directory.CreationTimeUtc", true,
            (fs, p) => fs.Directory.GetCreationTimeUtc(p), (fs, p, t) => fs.Directory.SetCreationTimeUtc(p, t)),
        new("Directory.LastAccessTime", false,
            (fs, p) => fs.Directory.GetLastAccessTime(p), (fs, p, t) => fs.Directory.SetLastAccessTime(p, t)),
        new("Directory.LastAccessTimeUtc", true,
            (fs, p) => fs.Directory.GetLastAccessTimeUtc(p), (fs, p, t) => fs.Directory.SetLastAccessTimeUtc(p, t)),
        new("Directory.LastWriteTime", false, (fs, p) => fs.Directory.GetLastWriteTime(p), (fs, p, t) => fs.Directory.SetLastWriteTime(p, t)),
        new("Directory.LastWriteTimeUtc", true,
            (fs, p) => fs.Directory.GetLastWriteTimeUtc(p), (fs, p, t) => fs.Directory.SetLastWriteTimeUtc(p, t)),
        new("Info.CreationTime", false, (fs, p) => Info(fs, p).CreationTime, (fs, p, t) => Info(fs, p).CreationTime = t),
        new("Info.CreationTimeUtc", true, (fs, p) => Info(fs, p).CreationTimeUtc, (fs, p, t) => Info(fs, p).CreationTimeUtc = t),
        new("Info.LastAccessTime", false, (fs, p) => Info(fs, p).LastAccessTime, (fs, p, t) => Info(fs, p).LastAccessTime = t),
        new("Info.LastAccessTimeUtc", true, (fs, p) => Info(fs, p).LastAccessTimeUtc, (fs, p, t) => Info(fs, p).LastAccessTimeUtc = t),
        new("Info.LastWriteTime", false, (fs, p) => Info(fs, p).LastWriteTime, (fs, p, t) => Info(fs, p).LastWriteTime = t),
        new("Info.LastWriteTimeUtc", true, (fs, p) => Info(fs, p).LastWriteTimeUtc, (fs, p, t) => Info(fs, p).LastWriteTimeUtc = t),
    ];

    public override string ToString() => Name;

    private static IFileSystemInfo Info(IFileSystem fs, string path) =>
        fs.Directory.Exists(path) ? fs.DirectoryInfo.New(path) : fs.FileInfo.New(path);
}
