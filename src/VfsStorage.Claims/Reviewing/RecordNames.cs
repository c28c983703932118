using System.Text.RegularExpressions;

namespace VfsStorage.Claims.Reviewing;

/// <summary>Finds people's names in the texts of public records, which hold one name, several, or a case's title.</summary>
internal static partial class RecordNames
{
    /// <summary>Everything in <paramref name="text"/> that may be one person's name: the whole, and each of its parts.</summary>
    public static IReadOnlyList<string> Candidates(string text)
    {
        var title = TitlePattern().Replace(text, "").Trim();
        return [title, .. SeparatorPattern().Split(title).Select(part => part.Trim()).Where(part => part.Length > 0)];
    }

    [GeneratedRegex(
        @"^\s*(in\s+(the\s+)?matter\s+of|(sec|securities\s+and\s+exchange\s+commission)\s+v(s)?\.?)\s*:?|,?\s*et\s+al\.?\s*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex TitlePattern();

    [GeneratedRegex(@"[,;|&\r\n/]|\sand\s", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SeparatorPattern();
}
