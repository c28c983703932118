using System.Diagnostics.CodeAnalysis;

namespace VfsStorage.Testing.Http;

/// <summary>The decoded query of a request, in the order it came.</summary>
internal sealed class QueryParameters
{
    private readonly List<KeyValuePair<string, string>> _all = [];

    public QueryParameters(string query)
    {
        foreach (var range in query.AsSpan().Split('&'))
        {
            var part = query.AsSpan()[range];
            if (part.IsEmpty)
                continue;
            var equals = part.IndexOf('=');
            _all.Add(equals < 0
                ? new(PercentEncoding.Decode(part), "")
                : new(PercentEncoding.Decode(part[..equals]), PercentEncoding.Decode(part[(equals + 1)..])));
        }
    }

    public IReadOnlyList<KeyValuePair<string, string>> All => _all;

    public string? this[string name] => TryGet(name, out var value) ? value : null;

    public bool Has(string name) => TryGet(name, out _);

    public IReadOnlyDictionary<string, string> ToDictionary()
    {
        var result = new Dictionary<string, string>(_all.Count, StringComparer.Ordinal);
        foreach (var (name, value) in _all)
            result.TryAdd(name, value);
        return result;
    }

    private bool TryGet(string name, [NotNullWhen(true)] out string? value)
    {
        foreach (var pair in _all)
        {
            if (pair.Key == name)
            {
                value = pair.Value;
                return true;
            }
        }

        value = null;
        return false;
    }
}
