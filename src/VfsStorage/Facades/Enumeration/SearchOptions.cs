namespace VfsStorage.Facades.Enumeration;

/// <summary>The options that the overloads without <see cref="EnumerationOptions"/> stand for: DOS patterns, nothing skipped, nothing ignored.</summary>
internal static class SearchOptions
{
    public const string Everything = "*";

    /// <summary>Not to be changed: shared by all calls.</summary>
    public static readonly EnumerationOptions TopDirectory = Compatible(recurse: false);

    private static readonly EnumerationOptions AllDirectories = Compatible(recurse: true);

    /// <exception cref="ArgumentOutOfRangeException">Neither of the two.</exception>
    public static EnumerationOptions Of(SearchOption searchOption) => searchOption switch
    {
        SearchOption.TopDirectoryOnly => TopDirectory,
        SearchOption.AllDirectories => AllDirectories,
        _ => throw new ArgumentOutOfRangeException(nameof(searchOption), "Enum value was out of legal range."),
    };

    /// <summary>Names compared as they are, nothing skipped, as deep as asked for.</summary>
    public static EnumerationOptions Plain(int maxDepth) => new()
    {
        MatchType = MatchType.Simple,
        MatchCasing = MatchCasing.CaseSensitive,
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        RecurseSubdirectories = maxDepth > 0,
        MaxRecursionDepth = Math.Max(maxDepth, 0),
    };

    private static EnumerationOptions Compatible(bool recurse) => new()
    {
        MatchType = MatchType.Win32,
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        RecurseSubdirectories = recurse,
    };
}
