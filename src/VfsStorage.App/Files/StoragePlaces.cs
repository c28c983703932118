using System.IO.Abstractions;
using VfsStorage.App.Locations;

namespace VfsStorage.App.Files;

/// <summary>
/// Turns what is written after an everyday command into a place: <c>input</c> or <c>input/2026</c> in an area,
/// <c>s3://bucket/key</c> in any bucket, <c>./a.csv</c> or <c>file:///tmp/a.csv</c> on this machine; anything else is a path of the
/// configured storage.
/// </summary>
internal sealed class StoragePlaces(PlaceOpener opener)
{
    private const string LocalScheme = "file://";

    private readonly Dictionary<string, IFileSystem> _buckets = new(StringComparer.Ordinal);
    private readonly FileSystem _local = new();

    private StorageManager Storage => opener.OpenStorage();

    /// <summary>The place that a text names. Nothing says that something is there.</summary>
    /// <exception cref="Hosting.UsageException">The text names no place.</exception>
    public Place Of(string text)
    {
        var name = PlaceName.Parse(text);
        return name.Kind switch
        {
            PlaceKind.Area => Normal(opener.Open(name)),
            PlaceKind.Bucket => new Place(name, Bucket(name.Root), Full(Bucket(name.Root), "/" + name.Path)),
            _ when text.StartsWith(LocalScheme, StringComparison.OrdinalIgnoreCase) => new Place(name, _local, Full(_local, text[LocalScheme.Length..])),
            _ when IsOfThisMachine(text) => new Place(name, _local, Full(_local, text)),
            _ => new Place(name, Storage.FileSystem, Full(Storage.FileSystem, text)),
        };
    }

    /// <summary>The area or bucket that would go with a place, named as the user does; <see langword="null"/> for an ordinary place.</summary>
    public string? RootWithin(Place place)
    {
        if (place.Name.Kind == PlaceKind.Bucket)
            return place.Path == "/" ? $"the bucket {place.Name.Root}" : null;
        var prefix = place.Path.TrimEnd('/') + "/";
        var areas = PlaceName.Areas.Select(area => (area, opener.Open(PlaceName.Parse(area)).Path));
        return Storage.FileSystem is S3FileSystem != place.FileSystem is S3FileSystem
            ? null
            : areas.Where(area => (area.Path + "/").StartsWith(prefix, StringComparison.Ordinal)).Select(area => $"the area {area.area}").FirstOrDefault();
    }

    /// <summary>Whether files can be copied and moved between two places without passing through this program.</summary>
    public static bool AreTogether(Place one, Place other) =>
        ReferenceEquals(one.FileSystem, other.FileSystem) || (one.FileSystem is not S3FileSystem && other.FileSystem is not S3FileSystem);

    private static bool IsOfThisMachine(string text) =>
        text is "." or ".." || text.StartsWith("./", StringComparison.Ordinal) || text.StartsWith("../", StringComparison.Ordinal);

    // "input/.." is not the area any more, and has to look like what it is.
    private static Place Normal(Place place) => place with { Path = Full(place.FileSystem, place.Path) };

    private static string Full(IFileSystem fileSystem, string path) =>
        fileSystem.Path.TrimEndingDirectorySeparator(fileSystem.Path.GetFullPath(path));

    private IFileSystem Bucket(string bucket)
    {
        if (!_buckets.TryGetValue(bucket, out var fileSystem))
            _buckets[bucket] = fileSystem = opener.Connection.Open(bucket);
        return fileSystem;
    }
}
