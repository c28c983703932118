using VfsStorage.App.Locations;

namespace VfsStorage.App.Files;

/// <summary>Finds the names of a disk that are not UTF-8: nothing here can name them, so that no listing has them.</summary>
internal static class LostNames
{
    /// <summary>What .NET puts where a name's bytes are no UTF-8.</summary>
    private const char Undecodable = '\uFFFD';

    /// <summary>The paths of such entries, as far as they can be shown. S3 has none. Links are not followed.</summary>
    /// <param name="directory">Where to look.</param>
    /// <param name="depth">How many levels below the directory are entered.</param>
    /// <param name="skipsLocked">Whether to pass over directories that cannot be read.</param>
    public static IEnumerable<string> Below(Place directory, int depth = int.MaxValue, bool skipsLocked = true) => directory.FileSystem is S3FileSystem
        ? []
        : directory.FileSystem.Directory.EnumerateFileSystemEntries(directory.Path, "*", new EnumerationOptions
        {
            RecurseSubdirectories = depth > 0,
            MaxRecursionDepth = depth,
            AttributesToSkip = FileAttributes.ReparsePoint,
            IgnoreInaccessible = skipsLocked,
        }).Where(path => IsLost(directory.FileSystem, path));

    /// <summary>Whether a path that a disk has given is none.</summary>
    public static bool IsLost(System.IO.Abstractions.IFileSystem fileSystem, string path) =>
        path.Contains(Undecodable, StringComparison.Ordinal) && !fileSystem.Path.Exists(path);

    /// <summary>What the user reads.</summary>
    public static string Line(string path) => $"{Printable.Of(path)}: its name is not UTF-8, so that nothing here can name it; rename it first.";
}
