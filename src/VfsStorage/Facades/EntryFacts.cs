using VfsStorage.Paths;
using VfsStorage.Tree;

namespace VfsStorage.Facades;

/// <summary>
/// What .NET on Linux tells of an entry, or of a missing one (<see langword="null"/>): attributes, times and mode. Times are
/// the link's own, the mode is its target's.
/// </summary>
internal static class EntryFacts
{
    /// <summary>The attributes of a missing entry, as an info tells them.</summary>
    public const FileAttributes NoAttributes = (FileAttributes)(-1);

    /// <summary>The mode of a missing entry or a broken link, as an info tells it.</summary>
    public const UnixFileMode NoMode = (UnixFileMode)(-1);

    private static readonly DateTimeOffset NoTime = new(DateTime.FromFileTimeUtc(0));

    /// <param name="tree">The tree it was found in.</param>
    /// <param name="entry">Found without following links.</param>
    /// <param name="name">The last segment that the caller wrote; a leading dot makes it hidden.</param>
    /// <param name="cancellationToken">Ends the look-ups.</param>
    public static async Task<FileAttributes> AttributesAsync(FileTree tree, Entry? entry, string name, CancellationToken cancellationToken)
    {
        if (entry is null)
        {
            return NoAttributes;
        }

        var isReadOnly = await tree.IsReadOnlyAsync(entry, cancellationToken).ConfigureAwait(false);
        var attributes = When(entry.IsDirectory, FileAttributes.Directory)
            | When(entry.Kind == EntryKind.Link, FileAttributes.ReparsePoint)
            | When(name.StartsWith('.'), FileAttributes.Hidden)
            | When(isReadOnly, FileAttributes.ReadOnly);
        return attributes == 0 ? FileAttributes.Normal : attributes;
    }

    public static async Task<DateTimeOffset> TimeAsync(
        FileTree tree, Entry? entry, Func<EntryMetadata, DateTimeOffset> pick, CancellationToken cancellationToken) =>
        entry is null ? NoTime : pick(await tree.MetadataOfAsync(entry, cancellationToken).ConfigureAwait(false));

    public static async Task<UnixFileMode> ModeAsync(FileTree tree, Entry? entry, CancellationToken cancellationToken)
    {
        var target = entry?.Kind == EntryKind.Link
            ? await tree.FindAsync(entry.Path, Wanted.Any, followLinks: true, cancellationToken).ConfigureAwait(false)
            : entry;
        return target is null ? NoMode : (await tree.MetadataOfAsync(target, cancellationToken).ConfigureAwait(false)).Mode;
    }

    /// <summary>The name that decides about hiding: nothing after a trailing separator.</summary>
    public static string NameOf(VirtualPath path) => path.HasTrailingSeparator ? "" : path.Name;

    private static FileAttributes When(bool condition, FileAttributes attribute) => condition ? attribute : 0;
}
