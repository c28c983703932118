using VfsStorage.App.Locations;

namespace VfsStorage.App.Files;

/// <summary>Looks up what is at one place, links as what they are.</summary>
internal static class EntryLookup
{
    /// <summary>What is there.</summary>
    /// <exception cref="FileNotFoundException">Nothing is.</exception>
    public static async Task<ListedEntry> AtAsync(Place place, CancellationToken cancellationToken) =>
        await FindAsync(place, cancellationToken) ?? throw new FileNotFoundException(null, place.Path);

    /// <summary>What is there, or <see langword="null"/>.</summary>
    public static Task<ListedEntry?> FindAsync(Place place, CancellationToken cancellationToken) =>
        Task.Run(() => Find(place), cancellationToken);

    private static ListedEntry? Find(Place place)
    {
        var info = place.FileSystem.FileInfo.New(place.Path);
        var attributes = info.Attributes;
        if ((int)attributes == -1)
            return null;
        var kind = attributes.HasFlag(FileAttributes.ReparsePoint) ? ListedKind.Link
            : attributes.HasFlag(FileAttributes.Directory) ? ListedKind.Directory : ListedKind.File;
        return new ListedEntry(place.Path, kind)
        {
            Length = kind == ListedKind.File ? info.Length : 0,
            LastModified = kind == ListedKind.Directory && place.FileSystem is S3FileSystem ? null : info.LastWriteTimeUtc,
        };
    }
}
