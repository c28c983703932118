using System.Collections.ObjectModel;
using System.IO.Enumeration;
using VfsStorage.Paths;

namespace VfsStorage.Facades.Watching;

/// <summary>The name filters of a watcher; nothing and <c>*.*</c> mean everything, as in .NET. May be changed while a poll matches.</summary>
internal sealed class FilterCollection : Collection<string>
{
    private volatile string[] _current = [];

    public bool Matches(string name) =>
        _current is [] || Array.Exists(_current, filter => FileSystemName.MatchesSimpleExpression(filter, UnixPath.FileName(name), ignoreCase: false));

    protected override void InsertItem(int index, string item)
    {
        base.InsertItem(index, Normal(item));
        _current = [.. this];
    }

    protected override void SetItem(int index, string item)
    {
        base.SetItem(index, Normal(item));
        _current = [.. this];
    }

    protected override void RemoveItem(int index)
    {
        base.RemoveItem(index);
        _current = [.. this];
    }

    protected override void ClearItems()
    {
        base.ClearItems();
        _current = [];
    }

    private static string Normal(string? filter) => filter is null or "" or "*.*" ? "*" : filter;
}
