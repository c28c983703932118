namespace VfsStorage.Tests.Differential;

/// <summary>Listings; a tree with links is never descended through them, for a link to a parent would never end.</summary>
internal sealed class ListingOperations(Random random, PathPool paths, bool withLinks)
{
    private static readonly string[] Patterns =
        ["*", "*", "*", "a*", "*b", "*.txt", "*.*", "?", "??", ".*", "*.", "", "a/*", "b/../*", "c.txt", "A*"];

    public Operation Next()
    {
        var path = paths.NextListed();
        var pattern = Patterns[random.Next(Patterns.Length)];
        var deep = random.Next(2) == 0;
        var options = Options();
        var search = deep ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly;
        return random.Next(withLinks && deep ? 1 : 5) switch
        {
            0 => new($"GetFileSystemEntries {path} {pattern} {Shown(options)}",
                side => Listed(side.FileSystem.Directory.GetFileSystemEntries(side.PathOf(path), pattern, options))),
            1 => new($"GetFiles {path} {pattern} {search}",
                side => Listed(side.FileSystem.Directory.GetFiles(side.PathOf(path), pattern, search))),
            2 => new($"EnumerateDirectories {path} {pattern} {search}",
                side => Listed(side.FileSystem.Directory.EnumerateDirectories(side.PathOf(path), pattern, search))),
            3 => new($"EnumerateFileSystemEntries {path} {pattern} {search}",
                side => Listed(side.FileSystem.Directory.EnumerateFileSystemEntries(side.PathOf(path), pattern, search))),
            _ => new($"Info.GetFileSystemInfos {path} {pattern} {search}",
                side => Listed(side.FileSystem.DirectoryInfo.New(side.PathOf(path)).GetFileSystemInfos(pattern, search)
                    .Select(info => $"{info.Name} {info.Attributes}"))),
        };
    }

    private static string Listed(IEnumerable<string> paths) => string.Join(" | ", paths.Order(StringComparer.Ordinal));

    private static string Shown(EnumerationOptions options) =>
        $"[{options.MatchType} {options.MatchCasing} skip {options.AttributesToSkip} recurse {options.RecurseSubdirectories} "
        + $"depth {options.MaxRecursionDepth} special {options.ReturnSpecialDirectories}]";

    private EnumerationOptions Options() => new()
    {
        MatchType = (MatchType)random.Next(2),
        MatchCasing = (MatchCasing)random.Next(3),
        RecurseSubdirectories = random.Next(2) == 0,
        MaxRecursionDepth = random.Next(2) == 0 ? int.MaxValue : random.Next(3),
        ReturnSpecialDirectories = random.Next(8) == 0,
        IgnoreInaccessible = random.Next(2) == 0,
        AttributesToSkip = (withLinks ? FileAttributes.ReparsePoint : 0) | (random.Next(3) == 0 ? FileAttributes.Hidden : 0),
    };
}
