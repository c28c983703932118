using System.Buffers;
using System.IO.Enumeration;
using VfsStorage.Paths;

namespace VfsStorage.Facades.Enumeration;

/// <summary>
/// Where to search and for what, after .NET's rules for patterns: a directory in front of the pattern belongs to the path,
/// and a DOS pattern is translated to the wildcards of <see cref="FileSystemName"/>.
/// </summary>
/// <param name="Directory">The directory as the caller spelled it; results start with it.</param>
/// <param name="Pattern">What <see cref="FileSystemName"/> matches names with.</param>
internal readonly record struct SearchPattern(string Directory, string Pattern)
{
    private static readonly SearchValues<char> DosWildcards = SearchValues.Create("\\\"<>");

    public static SearchPattern Parse(string directory, string pattern, MatchType matchType)
    {
        if (UnixPath.IsRooted(pattern))
        {
            throw Arguments.Invalid("Second path fragment must not be a drive or UNC name.", "expression");
        }

        RequireNoNul(pattern);
        RequireNoNul(directory);
        var cut = pattern.LastIndexOf(UnixPath.Separator);
        var name = pattern[(cut + 1)..];
        return new(
            cut < 0 ? directory : UnixPath.Join([directory, pattern[..UnixPath.DirectoryLength(pattern)]]),
            matchType switch
            {
                MatchType.Win32 => Translate(name),
                MatchType.Simple => name,
                _ => throw new ArgumentOutOfRangeException(nameof(matchType)),
            });
    }

    /// <summary>Whether a name fits the pattern; names are case-sensitive unless the options say otherwise.</summary>
    public bool Matches(string name, EnumerationOptions options)
    {
        var ignoreCase = options.MatchCasing == MatchCasing.CaseInsensitive;
        return options.MatchType == MatchType.Win32
            ? FileSystemName.MatchesWin32Expression(Pattern, name, ignoreCase)
            : FileSystemName.MatchesSimpleExpression(Pattern, name, ignoreCase);
    }

    private static string Translate(string name) => name switch
    {
        "" or "." or "*.*" or "*" => "*",
        _ => FileSystemName.TranslateWin32Expression(Escape(name)),
    };

    // On Unix these are characters of names, but FileSystemName takes them for wildcards.
    private static string Escape(string name) =>
        name.AsSpan().ContainsAny(DosWildcards)
            ? name.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal)
                .Replace(">", "\\>", StringComparison.Ordinal)
                .Replace("<", "\\<", StringComparison.Ordinal)
            : name;

    private static void RequireNoNul(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw Arguments.Invalid("Null character in path.", text);
        }
    }
}
