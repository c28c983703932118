using System.IO.Abstractions;

namespace VfsStorage.Tests.Differential;

/// <summary>Existence, attributes, modes, times and lengths.</summary>
internal sealed class MetadataOperations(Random random, PathPool paths, bool withReadOnly)
{
    private static readonly DateTime First = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public Operation Next()
    {
        var path = random.Next(3) == 0 ? paths.NextDirectory() : paths.NextFile();
        var time = First.AddTicks(random.NextInt64(TimeSpan.TicksPerDay * 3650));
        return random.Next(withReadOnly ? 12 : 10) switch
        {
            0 or 1 => new($"Exists {path}", side =>
                $"{side.FileSystem.File.Exists(side.PathOf(path))} {side.FileSystem.Directory.Exists(side.PathOf(path))} {side.FileSystem.Path.Exists(side.PathOf(path))}"),
            2 => new($"GetAttributes {path}", side => $"{side.FileSystem.File.GetAttributes(side.PathOf(path))}"),
            3 => new($"FileInfo {path}", side => Shown(side.FileSystem.FileInfo.New(side.PathOf(path)))),
            4 => new($"DirectoryInfo {path}", side => Shown(side.FileSystem.DirectoryInfo.New(side.PathOf(path)))),
            5 => new($"SetLastWriteTimeUtc {path} {time:O}", side =>
            {
                side.FileSystem.File.SetLastWriteTimeUtc(side.PathOf(path), time);
                return TreeSnapshot.ShownTime(side.FileSystem.File.GetLastWriteTimeUtc(side.PathOf(path)));
            }),
            6 => new($"SetLastAccessTimeUtc {path} {time:O}", side =>
            {
                side.FileSystem.File.SetLastAccessTimeUtc(side.PathOf(path), time);
                return TreeSnapshot.ShownTime(side.FileSystem.File.GetLastAccessTimeUtc(side.PathOf(path)));
            }),
            7 => new($"GetLastWriteTimeUtc of file {path}", side => side.FileSystem.Directory.Exists(side.PathOf(path))
                ? "directory"
                : TreeSnapshot.ShownTime(side.FileSystem.File.GetLastWriteTimeUtc(side.PathOf(path)))),
            8 => new($"SetUnixFileMode {path}", side =>
            {
                side.FileSystem.File.SetUnixFileMode(side.PathOf(path), (UnixFileMode)0b111_101_001);
                return $"{side.FileSystem.File.GetUnixFileMode(side.PathOf(path))}";
            }),
            9 => new($"SetAttributes Normal {path}", side => SetAttributes(side, path, FileAttributes.Normal)),
            _ => new($"SetAttributes ReadOnly of file {path}", side => side.FileSystem.Directory.Exists(side.PathOf(path))
                ? "directory"
                : SetAttributes(side, path, FileAttributes.ReadOnly)),
        };
    }

    private static string SetAttributes(Side side, string path, FileAttributes attributes)
    {
        side.FileSystem.File.SetAttributes(side.PathOf(path), attributes);
        return $"{side.FileSystem.File.GetAttributes(side.PathOf(path))}";
    }

    private static string Shown(IFileInfo info) =>
        $"{info.Name} {info.FullName} {info.Exists} {info.Attributes} {info.IsReadOnly} {(info.LinkTarget is null ? info.Length : -1)}";

    private static string Shown(IDirectoryInfo info) =>
        $"{info.Name} {info.FullName} {info.Exists} {info.Attributes} {info.Parent?.FullName}";
}
