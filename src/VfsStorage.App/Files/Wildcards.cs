using System.IO.Enumeration;

namespace VfsStorage.App.Files;

/// <summary>
/// A path with wildcards: <c>*</c> and <c>?</c> within a name, <c>**</c> over any number of directories. A backslash takes the next
/// character as it is.
/// </summary>
internal sealed class Wildcards
{
    private readonly string[] _names;

    private Wildcards(string folder, string[] names)
    {
        Folder = folder;
        _names = names;
    }

    /// <summary>What stands before the first name with a wildcard, as it was written; may be empty.</summary>
    public string Folder { get; }

    /// <summary>How many levels below <see cref="Folder"/> have to be listed.</summary>
    public int Depth => _names.Contains("**") ? int.MaxValue : _names.Length - 1;

    /// <summary>The pattern for names while listing: the only one, or all.</summary>
    public string NamePattern => _names is [var only] && only != "**" ? only : "*";

    /// <summary>Splits a path; <see langword="null"/> if it has no wildcard.</summary>
    public static Wildcards? Parse(string text)
    {
        var names = text.Split('/');
        var first = Array.FindIndex(names, HasWildcard);
        return first < 0 ? null : new Wildcards(string.Join('/', names[..first].Select(Unescape)), names[first..]);
    }

    /// <summary>A path without wildcards, its backslashes taken off where they stand before a wildcard.</summary>
    public static string Unescape(string text) =>
        text.Replace("\\*", "*", StringComparison.Ordinal).Replace("\\?", "?", StringComparison.Ordinal);

    /// <summary>Whether a path below <see cref="Folder"/> fits.</summary>
    public bool Matches(string relative) => Matches(_names, relative.Split('/'));

    private static bool Matches(ReadOnlySpan<string> patterns, ReadOnlySpan<string> names)
    {
        if (patterns.IsEmpty)
            return names.IsEmpty;
        if (patterns[0] == "**")
        {
            for (var skipped = 0; skipped <= names.Length; skipped++)
            {
                if (Matches(patterns[1..], names[skipped..]))
                    return true;
            }

            return false;
        }

        return !names.IsEmpty
            && FileSystemName.MatchesSimpleExpression(patterns[0], names[0], ignoreCase: false)
            && Matches(patterns[1..], names[1..]);
    }

    private static bool HasWildcard(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '\\')
                i++;
            else if (name[i] is '*' or '?')
                return true;
        }

        return false;
    }
}
