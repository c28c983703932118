using System.Collections.Concurrent;
using VfsStorage.Paths;

namespace VfsStorage.Tree;

/// <summary>
/// Remembers for a short time which directories exist, so that a loop of writes asks for its parent once. Only positive
/// knowledge: a wrong memory can re-create a directory, and never hides a file.
/// </summary>
internal sealed class KnownDirectories(TimeSpan lifetime, TimeProvider time)
{
    private const int MaxEntries = 10_000;

    private readonly ConcurrentDictionary<VirtualPath, long> _seen = new();

    public bool Contains(VirtualPath directory) =>
        directory.IsRoot || (_seen.TryGetValue(directory, out var seen) && time.GetElapsedTime(seen) < lifetime);

    /// <summary>Notes that a directory, and so all above it, exist.</summary>
    public void Add(VirtualPath directory)
    {
        if (lifetime <= TimeSpan.Zero)
        {
            return;
        }

        if (_seen.Count > MaxEntries)
        {
            _seen.Clear();
        }

        var now = time.GetTimestamp();
        for (var path = directory; !path.IsRoot; path = path.Parent)
        {
            _seen[path] = now;
        }
    }

    /// <summary>Forgets a directory and all below it.</summary>
    public void Remove(VirtualPath directory)
    {
        foreach (var path in _seen.Keys)
        {
            if (path == directory || directory.IsAncestorOf(path))
            {
                _seen.TryRemove(path, out _);
            }
        }
    }
}
