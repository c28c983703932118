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
    /// appeared in exactly one.
    /// </summary>
    public IReadOnlyList<WatchChange> ChangesTo(WatchSnapshot next)
    {
        var created = Missing(next, this);
        var deleted = Missing(this, next);
        var renamed = Renamed(deleted, created).ToDictionary(change => change.Name, StringComparer.Ordinal);
        var oldNames = renamed.Values.Select(change => change.OldName).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. created.Where(IsDirectory).Select(found => Change(WatcherChangeTypes.Created, found)),
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
