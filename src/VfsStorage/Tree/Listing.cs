using VfsStorage.Objects;

namespace VfsStorage.Tree;

/// <summary>
/// The entries of one listed page, so that who asks one for its times gets its neighbours' along: the first ask fetches one,
/// and each further ask fetches twice as many in parallel.
/// </summary>
internal sealed class Listing(Func<Entry, CancellationToken, Task<ObjectInfo?>> head)
{
    private const int MaxBatch = 128;

    private readonly List<Entry> _entries = [];
    private readonly Dictionary<Entry, Task<ObjectInfo?>> _headers = new(ReferenceEqualityComparer.Instance);
    private readonly Lock _lock = new();
    private int _batch = 1;

    /// <summary>Adds an entry of the page and lets it know.</summary>
    public Entry Add(Entry entry)
    {
        var listed = entry with { Listing = this };
        lock (_lock)
        {
            _entries.Add(listed);
        }

        return listed;
    }

    /// <summary>The object behind an entry with its headers; <see langword="null"/> if it is gone, or a directory without a marker.</summary>
    public Task<ObjectInfo?> HeadersOfAsync(Entry entry, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var index = _entries.FindIndex(other => ReferenceEquals(other, entry));
            if (index < 0)
            {
                return head(entry, cancellationToken);
            }

            if (!_headers.ContainsKey(entry))
            {
                foreach (var near in _entries.Skip(index).Take(_batch).Where(near => !_headers.ContainsKey(near)))
                {
                    _headers[near] = head(near, CancellationToken.None);
                }

                _batch = Math.Min(_batch * 2, MaxBatch);
            }

            return _headers[entry].WaitAsync(cancellationToken);
        }
    }
}
