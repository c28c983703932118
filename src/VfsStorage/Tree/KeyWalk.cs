using VfsStorage.Paths;

namespace VfsStorage.Tree;

/// <summary>
/// Reads entries off the keys of one listing: files, and the directories that markers, prefixes or keys below them show,
/// each once. Leaves out what the query does not admit, with all below it, and keys that no path can name.
/// </summary>
/// <param name="Location">What is listed.</param>
/// <param name="Shown">The path that entries are shown below.</param>
/// <param name="State">What is wanted, and how deep the listing starts.</param>
/// <param name="IsFlat">True if the listing holds the whole subtree.</param>
/// <param name="Hidden">Entries that a mount hides.</param>
internal sealed record KeyWalk(Location Location, VirtualPath Shown, WalkState State, bool IsFlat, IReadOnlyList<VirtualPath> Hidden)
{
    private readonly List<string> _open = [];
    private string? _skipped;

    /// <summary>The page that entries read now are of.</summary>
    public Listing? Listing { get; set; }

    /// <summary>How many keys no path can name.</summary>
    public int ForeignKeys { get; private set; }

    /// <summary>Levels of an entry below the directory that is shown.</summary>
    public int DepthOf(Entry entry) => entry.Path.Value.AsSpan(Shown.Value.Length).TrimStart('/').Count('/');

    /// <summary>
    /// A walk of the same listing that starts in the middle: the directories above <paramref name="key"/> were shown by a walk
    /// before, or left out with all below them.
    /// </summary>
    public KeyWalk StartingAfter(string key)
    {
        var walk = new KeyWalk(Location, Shown, State, IsFlat, Hidden);
        var names = key[Location.Prefix.Length..].Split('/');
        for (var depth = 0; depth < names.Length - 1; depth++)
        {
            if (!State.Query.Admits(names[depth], isDirectory: true, isLink: false))
            {
                walk._skipped = string.Join('/', names[..(depth + 1)]) + "/";
                break;
            }

            walk._open.Add(names[depth]);
        }

        return walk;
    }

    /// <summary>The entries that a key shows for the first time, outermost first.</summary>
    public IEnumerable<Entry> Read(ListedKey listed)
    {
        var relative = listed.Key[Location.Prefix.Length..];
        if (relative.Length == 0 || (_skipped is not null && relative.StartsWith(_skipped, StringComparison.Ordinal)))
        {
            yield break;
        }

        if (Location.IsMountRoot && ReservedKeys.Contains(relative))
        {
            yield break;
        }

        var segments = relative.Split('/');
        var isDirectory = segments[^1].Length == 0;
        var names = isDirectory ? segments.AsMemory(0, segments.Length - 1) : segments;
        if (!CanBeNamed(names.Span))
        {
            ForeignKeys++;
            State.Query.ForeignKeyFound?.Invoke(listed.Key);
            yield break;
        }

        var common = 0;
        while (common < _open.Count && common < names.Length && _open[common] == names.Span[common])
        {
            common++;
        }

        _open.RemoveRange(common, _open.Count - common);
        var directories = isDirectory ? names.Length : names.Length - 1;
        for (var depth = common; depth < directories; depth++)
        {
            if (State.Depth + depth > State.Query.MaxDepth)
            {
                yield break;
            }

            var name = names.Span[depth];
            _open.Add(name);
            var path = PathTo(names, depth);
            if (!State.Query.Admits(name, isDirectory: true, isLink: false) || Hides(path))
            {
                _skipped = string.Join('/', names[..(depth + 1)].ToArray()) + "/";
                yield break;
            }

            yield return Add(new Entry(path, EntryKind.Directory));
        }

        if (!isDirectory && State.Depth + names.Length - 1 <= State.Query.MaxDepth && !Hides(PathTo(names, names.Length - 1)))
        {
            yield return Add(new Entry(PathTo(names, names.Length - 1), EntryKind.File) { Object = listed.Object });
        }
    }

    /// <summary>Whether a path can have these names.</summary>
    public static bool CanBeNamed(ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (name is "" or "." or ".." || name.Contains('\0', StringComparison.Ordinal))
            {
                return false;
            }
        }

        return names.Length > 0;
    }

    private VirtualPath PathTo(ReadOnlyMemory<string> names, int depth) => Shown.AppendRelative(string.Join('/', names[..(depth + 1)].ToArray()));

    private bool Hides(VirtualPath path) => Hidden.Count > 0 && Hidden.Any(hidden => hidden.Name == path.Name);

    private Entry Add(Entry entry) => Listing?.Add(entry) ?? entry;
}
