using System.Globalization;
using System.IO.Abstractions;
using System.Security.Cryptography;
using System.Text;

namespace VfsStorage.Tests.Differential;

/// <summary>Everything that can be seen of a tree, a line an entry: kind, content, attributes, mode, set times, link targets.</summary>
internal static class TreeSnapshot
{
    /// <summary>Operations set times before this year; anything later is the clock's, which no two sides share.</summary>
    private const int FirstYearOfTheClock = 2015;

    public static string Of(Side side) => string.Join('\n', Entries(side));

    public static string ShownTime(DateTime time) =>
        time.Year < FirstYearOfTheClock ? time.ToString("O", CultureInfo.InvariantCulture) : "recent";

    private static IEnumerable<string> Entries(Side side)
    {
        var root = side.FileSystem.DirectoryInfo.New(side.Root);
        if (!root.Exists)
            return ["no tree"];
        var pending = new Stack<IDirectoryInfo>([root]);
        var lines = new List<string>();
        while (pending.TryPop(out var directory))
        {
            foreach (var entry in directory.EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0 }))
            {
                lines.Add(side.OutcomeOf(_ => $"{entry.FullName} {Shown(side, entry)}"));
                if (entry is IDirectoryInfo child && entry.LinkTarget is null)
                    pending.Push(child);
            }
        }

        return lines.Order(StringComparer.Ordinal);
    }

    private static string Content(byte[] bytes) => bytes.Length <= 40
        ? $"\"{Encoding.UTF8.GetString(bytes)}\""
        : Convert.ToHexString(SHA256.HashData(bytes).AsSpan(0, 8));

    private static string Shown(Side side, IFileSystemInfo entry)
    {
        if (entry.LinkTarget is { } target)
            return $"link to {target} {entry.Attributes}";
        var mode = side.ModeOf(entry);
        return entry is IFileInfo file
            ? $"file {Content(side.FileSystem.File.ReadAllBytes(file.FullName))} {file.Length} {file.Attributes} {mode} {ShownTime(file.LastWriteTimeUtc)}"
            : $"directory {entry.Attributes} {mode}";
    }
}
