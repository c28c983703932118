using System.Globalization;
using System.IO.Hashing;

namespace VfsStorage.Tests.Transfer;

/// <summary>A tree on the disk as lines that say everything a transfer must keep: kinds, contents, times, modes, links.</summary>
internal static class TreeImage
{
    public static IReadOnlyList<string> Of(string root) =>
        [.. Read(new DirectoryInfo(root), "").Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Read(DirectoryInfo directory, string prefix)
    {
        foreach (var info in directory.EnumerateFileSystemInfos())
        {
            var path = prefix + info.Name;
            if (info.LinkTarget is { } target)
            {
                yield return $"{path} link {target} {Time(info)}";
                continue;
            }

            yield return info is FileInfo file
                ? $"{path} file {file.Length} {Crc(file)} {Time(info)} {Mode(info)}"
                : $"{path} directory {Time(info)} {Mode(info)}";
            if (info is not DirectoryInfo inner)
            {
                continue;
            }

            foreach (var line in Read(inner, path + "/"))
            {
                yield return line;
            }
        }
    }

    private static string Crc(FileInfo file)
    {
        using var stream = file.OpenRead();
        var crc = new Crc32();
        crc.Append(stream);
        return crc.GetCurrentHashAsUInt32().ToString("x8", CultureInfo.InvariantCulture);
    }

    // 100 ns: what .NET can hold.
    private static string Time(FileSystemInfo info) => info.LastWriteTimeUtc.ToString("O", CultureInfo.InvariantCulture);

    private static string Mode(FileSystemInfo info) => Convert.ToString((int)info.UnixFileMode, 8);
}
