using System.Text;
using VfsStorage.Tree;

namespace VfsStorage.Facades.Watching;

/// <summary>What a watched directory held at one poll, by path below it.</summary>
internal sealed class WatchSnapshot(IReadOnlyDictionary<string, Entry> entries)
{
    public static readonly WatchSnapshot Empty = new(new Dictionary<string, Entry>());

    private readonly IReadOnlyDictionary<string, Entry> _entries = entries;

    /// <summary>
    /// What happened until <paramref name="next"/>, each change once, in an order a disk could have had: directories appear
    /// before their files, and vanish after them. A file counts as renamed if its ETag vanished in exactly one place and
    /// appeared in exactly one; a directory, with all below it, if the same names and ETags did.
    /// </summary>
    public IReadOnlyList<WatchChange> ChangesTo(WatchSnapshot next)
    {
        var moved = RenamedDirectories(next);
        var created = Without(moved.Select(change => change.Name), Missing(next, this));
        var deleted = Without(moved.Select(change => change.OldName!), Missing(this, next));
        var renamed = Renamed(deleted, created).ToDictionary(change => change.Name, StringComparer.Ordinal);
        var oldNames = renamed.Values.Select(change => change.OldName).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. created.Where(IsDirectory).Select(found => Change(WatcherChangeTypes.Created, found)),
            .. moved,
            .. renamed.Values,
            .. created.Where(found => !IsDirectory(found) && !renamed.ContainsKey(found.Key)).Select(found => Change(WatcherChangeTypes.Created, found)),
            .. Changed(next),
            .. deleted.Reverse().Where(found => !IsDirectory(found) && !oldNames.Contains(found.Key)).Select(found => Change(WatcherChangeTypes.Deleted, found)),
            .. deleted.Reverse().Where(IsDirectory).Select(found => Change(WatcherChangeTypes.Deleted, found)),
        ];
    }

    private static IReadOnlyList<KeyValuePair<string, Entry>> Missing(WatchSnapshot from, WatchSnapshot other) =>
        [.. from._entries
            .Where(found => !other._entries.TryGetValue(found.Key, out var same) || same.IsDirectory != found.Value.IsDirectory)
            .OrderBy(found => found.Key, StringComparer.Ordinal)];

    private static IEnumerable<WatchChange> Renamed(
        IEnumerable<KeyValuePair<string, Entry>> deleted, IEnumerable<KeyValuePair<string, Entry>> created)
    {
        var vanished = UniqueByETag(deleted);
        return UniqueByETag(created)
            .Where(found => vanished.ContainsKey(found.Key))
            .Select(found => new WatchChange(WatcherChangeTypes.Renamed, found.Value) { OldName = vanished[found.Key] });
    }

    private static Dictionary<string, string> UniqueByETag(IEnumerable<KeyValuePair<string, Entry>> found) => found
        .Where(item => !IsDirectory(item) && item.Value.Object is not null)
        .GroupBy(item => item.Value.Object!.ETag, item => item.Key, StringComparer.Ordinal)
        .Where(group => group.Count() == 1)
        .ToDictionary(group => group.Key, group => group.Single(), StringComparer.Ordinal);

    // Only the topmost of what appeared or vanished: what lies below goes with it.
    private IReadOnlyList<WatchChange> RenamedDirectories(WatchSnapshot next)
    {
        var vanished = UniqueByTree(Missing(this, next));
        return
        [
            .. from appeared in UniqueByTree(Missing(next, this))
               where vanished.ContainsKey(appeared.Key)
               orderby appeared.Value
               select new WatchChange(WatcherChangeTypes.Renamed, appeared.Value) { OldName = vanished[appeared.Key], IsDirectory = true },
        ];
    }

    private static Dictionary<string, string> UniqueByTree(IReadOnlyList<KeyValuePair<string, Entry>> found)
    {
        var trees = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        foreach (var (name, entry) in found)
        {
            if (Top(name, trees) is { } top)
            {
                trees[top].Append(name.AsSpan(top.Length)).Append('\0').Append(entry.IsDirectory ? "" : entry.Object?.ETag).Append('\0');
            }
            else if (entry.IsDirectory)
            {
                trees[name] = new StringBuilder();
            }
        }

        return trees
            .GroupBy(tree => tree.Value.ToString(), tree => tree.Key, StringComparer.Ordinal)
            .Where(group => group.Count() == 1)
            .ToDictionary(group => group.Key, group => group.Single(), StringComparer.Ordinal);
    }

    private static IReadOnlyList<KeyValuePair<string, Entry>> Without(IEnumerable<string> trees, IReadOnlyList<KeyValuePair<string, Entry>> found)
    {
        var gone = trees.ToDictionary(name => name, _ => true, StringComparer.Ordinal);
        return gone.Count == 0 ? found : [.. found.Where(item => !gone.ContainsKey(item.Key) && Top(item.Key, gone) is null)];
    }

    /// <summary>The directory above a name that is among <paramref name="directories"/>, if one is.</summary>
    private static string? Top<T>(string name, Dictionary<string, T> directories)
    {
        for (var end = name.IndexOf('/', StringComparison.Ordinal); end > 0; end = name.IndexOf('/', end + 1))
        {
            if (directories.ContainsKey(name[..end]))
            {
                return name[..end];
            }
        }

        return null;
    }

    private static bool IsDirectory(KeyValuePair<string, Entry> found) => found.Value.IsDirectory;

    private static WatchChange Change(WatcherChangeTypes type, KeyValuePair<string, Entry> found) =>
        new(type, found.Key) { IsDirectory = found.Value.IsDirectory };

    private IEnumerable<WatchChange> Changed(WatchSnapshot next) =>
        from pair in _entries
        let after = next._entries.GetValueOrDefault(pair.Key)?.Object
        let before = pair.Value.Object
        where before is not null && after is not null && !pair.Value.IsDirectory
        let sameContent = before.ETag == after.ETag
        where !sameContent || before.LastModified != after.LastModified
        select new WatchChange(WatcherChangeTypes.Changed, pair.Key) { IsMetadataOnly = sameContent };
}
