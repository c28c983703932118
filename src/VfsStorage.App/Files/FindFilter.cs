using System.Globalization;
using System.IO.Enumeration;

namespace VfsStorage.App.Files;

/// <summary>Which entries are searched for, by what a listing tells of them.</summary>
internal sealed record FindFilter
{
    /// <summary>Only names that fit this pattern.</summary>
    public string? Name { get; init; }

    /// <summary>Only this kind.</summary>
    public ListedKind? Kind { get; init; }

    /// <summary>Only files of this size.</summary>
    public SizeBound? Size { get; init; }

    /// <summary>Only what was written after this time.</summary>
    public DateTimeOffset? Newer { get; init; }

    /// <summary>Only what was written before this time.</summary>
    public DateTimeOffset? Older { get; init; }

    /// <summary>Whether an entry is one of them. One whose time is not known is neither newer nor older.</summary>
    public bool Matches(ListedEntry entry) =>
        (Name is null || FileSystemName.MatchesSimpleExpression(Name, entry.Path.AsSpan(entry.Path.LastIndexOf('/') + 1), ignoreCase: false))
        && (Kind is null || entry.Kind == Kind)
        && (Size is not { } size || (entry.Kind == ListedKind.File && size.Admits(entry.Length)))
        && (Newer is null || entry.LastModified > Newer)
        && (Older is null || entry.LastModified < Older);

    /// <summary>Reads the name of a kind, or its first letter.</summary>
    public static (ListedKind? Value, string? Mistake) ParseKind(string text) => text switch
    {
        "file" or "f" => (ListedKind.File, null),
        "directory" or "d" => (ListedKind.Directory, null),
        "link" or "l" => (ListedKind.Link, null),
        _ => (null, "must be file, directory or link"),
    };

    /// <summary>Reads a time (UTC unless it says otherwise), or an age such as <c>90s</c>, <c>15m</c>, <c>12h</c>, <c>7d</c>, <c>4w</c>.</summary>
    public static (DateTimeOffset? Value, string? Mistake) ParseTime(string text, DateTimeOffset now)
    {
        if (text.Length > 1 && UnitOf(text[^1]) is { } unit && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && unit * number < now - DateTimeOffset.MinValue)
        {
            return (now - (unit * number), null);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? (time, null)
            : (null, "must be a time such as 2026-11-01 or 2026-11-01T12:00, or an age such as 15m, 12h, 7d or 4w");
    }

    private static TimeSpan? UnitOf(char unit) => unit switch
    {
        's' => TimeSpan.FromSeconds(1),
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        'w' => TimeSpan.FromDays(7),
        _ => null,
    };
}
