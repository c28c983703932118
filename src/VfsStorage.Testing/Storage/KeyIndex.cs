using System.Diagnostics.CodeAnalysis;

namespace VfsStorage.Testing.Storage;

/// <summary>Values by key, found by key at once and listed in key order a page at a time; not thread-safe.</summary>
internal sealed class KeyIndex<T>
    where T : class
{
    private readonly Dictionary<string, T> _values = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _order = new(KeyComparer.Instance);

    public int Count => _values.Count;

    public IEnumerable<T> Values => _values.Values;

    public T? Find(string key) => _values.GetValueOrDefault(key);

    /// <summary>Sets the value and returns the one it replaces.</summary>
    public T? Set(string key, T value)
    {
        if (!_values.TryGetValue(key, out var previous))
            _order.Add(key);
        _values[key] = value;
        return previous;
    }

    public bool Remove(string key, [NotNullWhen(true)] out T? removed)
    {
        if (!_values.Remove(key, out removed))
            return false;
        _order.Remove(key);
        return true;
    }

    public ListPage<T> List(ListQuery query)
    {
        var items = new List<T>();
        var prefixes = new List<string>();
        string? last = null;
        var position = FirstPosition(query);
        while (NextKey(position, query.Prefix) is { } key)
        {
            if (items.Count + prefixes.Count >= query.MaxEntries)
                return new ListPage<T>(items, prefixes, last, IsTruncated: query.MaxEntries > 0);
            if (CommonPrefix(key, query) is { } common)
            {
                prefixes.Add(last = common);
                position = (common + KeyComparer.Last, true);
                continue;
            }

            position = TakeRun(key, query, items, query.MaxEntries - prefixes.Count);
            last = position.Key;
        }

        return new ListPage<T>(items, prefixes, last, IsTruncated: false);
    }

    private static string? CommonPrefix(string key, ListQuery query)
    {
        if (query.Delimiter.Length == 0)
            return null;
        var found = key.IndexOf(query.Delimiter, query.Prefix.Length, StringComparison.Ordinal);
        return found < 0 ? null : key[..(found + query.Delimiter.Length)];
    }

    /// <summary>An entry that ends in, or lies within, a common prefix stands for that whole prefix, so the next lies behind it.</summary>
    private static (string Key, bool Exclusive) FirstPosition(ListQuery query)
    {
        if (query.After.Length == 0 || KeyComparer.Instance.Compare(query.After, query.Prefix) < 0)
            return (query.Prefix, false);
        return query.After.StartsWith(query.Prefix, StringComparison.Ordinal) && CommonPrefix(query.After, query) is { } common
            ? (common + KeyComparer.Last, true)
            : (query.After, true);
    }

    /// <summary>Takes keys in order from <paramref name="first"/> until one is rolled up, leaves the prefix, or the page is full.</summary>
    private (string Key, bool Exclusive) TakeRun(string first, ListQuery query, List<T> items, int capacity)
    {
        var last = first;
        foreach (var key in _order.GetViewBetween(first, KeyComparer.Last))
        {
            if (items.Count >= capacity || !key.StartsWith(query.Prefix, StringComparison.Ordinal) || CommonPrefix(key, query) is not null)
                break;
            items.Add(_values[key]);
            last = key;
        }

        return (last, true);
    }

    private string? NextKey((string Key, bool Exclusive) position, string prefix)
    {
        if (KeyComparer.Instance.Compare(position.Key, KeyComparer.Last) >= 0)
            return null;
        foreach (var key in _order.GetViewBetween(position.Key, KeyComparer.Last))
        {
            if (position.Exclusive && key == position.Key)
                continue;
            return key.StartsWith(prefix, StringComparison.Ordinal) ? key : null;
        }

        return null;
    }
}
