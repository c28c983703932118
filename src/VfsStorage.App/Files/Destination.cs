using System.Collections.Concurrent;
using VfsStorage.App.Hosting;
using VfsStorage.App.Locations;

namespace VfsStorage.App.Files;

/// <summary>Where copies and moves go: into a directory that is there, or to a new name.</summary>
internal sealed class Destination
{
    private readonly Place _place;
    private readonly ListedEntry? _existing;
    private readonly ConcurrentDictionary<string, string> _sourceByPath = new(StringComparer.Ordinal);

    private Destination(Place place, ListedEntry? existing, bool isDirectory) => (_place, _existing, IsDirectory) = (place, existing, isDirectory);

    /// <summary>Whether sources keep their names below it; a link to a directory is one, too.</summary>
    public bool IsDirectory { get; }

    /// <summary>Looks at the destination.</summary>
    /// <exception cref="UsageException">It must be a directory and is none.</exception>
    public static async Task<Destination> FindAsync(FileSession session, string text, bool hasSeveral, CancellationToken cancellationToken)
    {
        var place = session.Places.Of(Wildcards.Unescape(text));
        var existing = await EntryLookup.FindAsync(place, cancellationToken);
        var isDirectory = existing?.Kind == ListedKind.Directory
            || (existing?.Kind == ListedKind.Link && await place.FileSystem.Directory.ExistsAsync(place.Path, cancellationToken));
        var destination = new Destination(place, existing, isDirectory);
        return destination.IsDirectory || !(hasSeveral || text.EndsWith('/'))
            ? destination
            : throw new UsageException($"{Printable.Of(text)}: {(hasSeveral ? "several files need a directory to go to" : "it is not a directory")}; make it with vfs mkdir.");
    }

    /// <summary>Where one source goes.</summary>
    /// <exception cref="UsageException">It would go onto or into itself, or onto something that must stay.</exception>
    public async Task<Place> OfAsync(FileTarget source, bool force, CancellationToken cancellationToken)
    {
        var target = IsDirectory ? Below(source.Place.FileSystem.Path.GetFileName(source.Place.Path)) : _place;
        var isTogether = StoragePlaces.AreTogether(source.Place, target);
        if (isTogether && target.Path == source.Place.Path)
            throw new UsageException($"{Printable.Of(source.Shown)}: source and destination are the same.");
        if (isTogether && source.IsDirectory && IsWithin(target, source.Place))
            throw new UsageException($"{Printable.Of(source.Shown)}: a directory cannot go into itself ({Printable.Of(target.Name.Text)}).");
        if (_sourceByPath.GetOrAdd(target.Path, source.Shown) is var other && other != source.Shown)
            throw new UsageException($"{Printable.Of(source.Shown)}: {Printable.Of(other)} goes to {Printable.Of(target.Name.Text)}, too; give one of them another name.");
        var existing = IsDirectory ? await EntryLookup.FindAsync(target, cancellationToken) : _existing;
        if (existing?.Kind == ListedKind.Directory)
            throw new UsageException($"{Printable.Of(target.Name.Text)}: a directory is there already.");
        if (existing is not null && (source.IsDirectory || !force))
            throw new UsageException($"{Printable.Of(target.Name.Text)}: a file is there already{(source.IsDirectory ? "." : "; add --force to replace it.")}");
        return target;
    }

    private static bool IsWithin(Place target, Place directory) =>
        target.Path.StartsWith(directory.Path + "/", StringComparison.Ordinal)
        || (RealPath.Of(target.FileSystem, target.Path) + "/").StartsWith(RealPath.Of(directory.FileSystem, directory.Path) + "/", StringComparison.Ordinal);

    private Place Below(string name) => _place with
    {
        Name = _place.Name with { Text = FileTarget.Join(_place.Name.Text, name) },
        Path = _place.FileSystem.Path.Combine(_place.Path, name),
    };
}
