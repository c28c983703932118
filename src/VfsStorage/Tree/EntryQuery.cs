using System.Buffers;
using System.IO.Enumeration;

namespace VfsStorage.Tree;

/// <summary>What an enumeration yields. The facades make one of their search pattern, option and return type.</summary>
/// <param name="Pattern">The name pattern, such as <c>*.csv</c>; a directory part has been taken off, and Win32 patterns are translated.</param>
/// <param name="Options">Matching, recursion and attributes to skip.</param>
internal sealed record EntryQuery(string Pattern, EnumerationOptions Options)
{
    private static readonly SearchValues<char> Wildcards = SearchValues.Create("*?<>\"\\");

    public bool Files { get; init; } = true;

    public bool Directories { get; init; } = true;

    /// <summary>Whether a recursive enumeration goes on below links to directories, as .NET's does.</summary>
    public bool EntersLinks { get; init; } = true;

    /// <summary>Told of every key that no path can name, and that is therefore left out.</summary>
    public Action<string>? ForeignKeyFound { get; init; }

    /// <summary>How many levels below the directory are entered; 0 for its own entries only.</summary>
    public int MaxDepth { get; init; } = Options.RecurseSubdirectories ? Options.MaxRecursionDepth : 0;

    /// <summary>What every matching name starts with, so that the store lists nothing else; empty where that cannot be said.</summary>
    public string LiteralPrefix
    {
        get
        {
            var end = Pattern.AsSpan().IndexOfAny(Wildcards);
            return MaxDepth > 0 || IgnoresCase ? "" : end < 0 ? Pattern : Pattern[..end];
        }
    }

    /// <summary>True if the read-only bit decides, which a listing does not tell.</summary>
    public bool NeedsMode => Options.AttributesToSkip.HasFlag(FileAttributes.ReadOnly);

    private bool IgnoresCase => Options.MatchCasing == MatchCasing.CaseInsensitive;

    /// <summary>True if entries of that name and kind are looked at, and directories entered; the others are as good as not there.</summary>
    public bool Admits(string name, bool isDirectory, bool isLink)
    {
        var attributes = (name.StartsWith('.') ? FileAttributes.Hidden : 0)
            | (isDirectory ? FileAttributes.Directory : 0)
            | (isLink ? FileAttributes.ReparsePoint : 0);
        return (attributes & Options.AttributesToSkip) == 0;
    }

    /// <summary>True if an admitted entry is yielded.</summary>
    public bool Yields(string name, bool isDirectory) => (isDirectory ? Directories : Files) && Matches(name);

    /// <summary>True if the pattern matches the name.</summary>
    public bool Matches(string name) => Pattern == "*" || (Options.MatchType == MatchType.Simple
        ? FileSystemName.MatchesSimpleExpression(Pattern, name, IgnoresCase)
        : FileSystemName.MatchesWin32Expression(Pattern, name, IgnoresCase));
}
