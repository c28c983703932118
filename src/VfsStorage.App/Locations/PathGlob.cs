using Microsoft.Extensions.FileSystemGlobbing;

namespace VfsStorage.App.Locations;

/// <summary>
/// Chooses paths by patterns: <c>*</c> within a name, <c>**</c> over directories, case-sensitive. A pattern without a slash is about the
/// name, in whatever directory; one with a slash is about the whole path below the place.
/// </summary>
internal sealed class PathGlob
{
    private readonly Matcher _matcher;

    /// <summary>Takes what is included, or everything where nothing is, less what is excluded.</summary>
    public PathGlob(IReadOnlyCollection<string> include, IReadOnlyCollection<string> exclude)
    {
        _matcher = new Matcher(StringComparison.Ordinal);
        _matcher.AddIncludePatterns(include.Count == 0 ? ["**/*"] : include.SelectMany(Patterns));
        _matcher.AddExcludePatterns(exclude.SelectMany(Patterns));
        IsEverything = include.Count == 0 && exclude.Count == 0;
    }

    /// <summary>Whether no path is left out.</summary>
    public bool IsEverything { get; }

    /// <summary>Whether a text has a wildcard.</summary>
    public static bool IsPattern(string text) => text.Contains('*', StringComparison.Ordinal);

    /// <summary>Whether a path is chosen.</summary>
    /// <param name="path">Relative, with <c>/</c> between its names.</param>
    public bool Matches(string path) => IsEverything || _matcher.Match("/", "/" + path).HasMatches;

    private static IEnumerable<string> Patterns(string pattern)
    {
        var path = pattern.TrimStart('/');
        // A directory means all that is in it.
        if (path.EndsWith('/'))
            return path.Contains('/', StringComparison.Ordinal) && path.IndexOf('/', StringComparison.Ordinal) < path.Length - 1 ? [path + "**"] : ["**/" + path + "**"];
        return pattern.Contains('/', StringComparison.Ordinal) ? [path] : ["**/" + path];
    }
}
