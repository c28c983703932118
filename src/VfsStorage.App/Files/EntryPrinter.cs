using System.Globalization;
using VfsStorage.App.Hosting;
using VfsStorage.App.Locations;

namespace VfsStorage.App.Files;

/// <summary>Prints entries: a name a line, a line with size and time, or JSON.</summary>
/// <param name="session">Where to print.</param>
/// <param name="isLong">With size and time.</param>
/// <param name="isHuman">Sizes with units.</param>
internal sealed class EntryPrinter(FileSession session, bool isLong = false, bool isHuman = false)
{
    private readonly Colours _colours = new(session.Terminal);

    /// <summary>Prints one entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="name">What to call it in a line of text.</param>
    /// <param name="path">What to call it in JSON: a path that a command takes.</param>
    public void Print(ListedEntry entry, string name, string path)
    {
        if (session.IsJson)
            session.Out.WriteLine(JsonLine.Of(Json(entry, path)));
        else
            session.Out.WriteLine(isLong ? $"{Size(entry),12}  {Time(entry),-20}  {Name(entry, name)}" : Name(entry, name));
    }

    /// <summary>The name with its mark (<c>/</c> for a directory, <c>@</c> for a link) and, on a terminal, its colour.</summary>
    public string Name(ListedEntry entry, string name)
    {
        var text = Printable.Of(name);
        return entry.Kind switch
        {
            ListedKind.Directory => _colours.Of(Colours.Blue, text.EndsWith('/') ? text : text + "/"),
            ListedKind.Link => _colours.Of(Colours.Cyan, text + "@"),
            _ => text,
        };
    }

    /// <summary>An entry in JSON.</summary>
    public static object Json(ListedEntry entry, string path) => new
    {
        Path = path,
        Kind = KindName(entry.Kind),
        Length = entry.Kind == ListedKind.File ? entry.Length : (long?)null,
        Modified = entry.LastModified,
    };

    /// <summary>The word for a kind.</summary>
    public static string KindName(ListedKind kind) => kind switch
    {
        ListedKind.Directory => "directory",
        ListedKind.Link => "link",
        _ => "file",
    };

    private string Size(ListedEntry entry) => entry.Kind != ListedKind.File ? "-"
        : isHuman ? SizeText.Bytes(entry.Length) : entry.Length.ToString(CultureInfo.InvariantCulture);

    private static string Time(ListedEntry entry) =>
        entry.LastModified?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";
}
