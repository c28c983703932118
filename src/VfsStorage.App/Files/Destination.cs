using VfsStorage.App.Hosting;
using VfsStorage.App.Locations;

namespace VfsStorage.App.Files;

/// <summary>Where copies and moves go: into a directory that is there, or to a new name.</summary>
internal sealed class Destination
{
    private readonly Place _place;
    private readonly ListedEntry? _existing;

    private Destination(Place place, ListedEntry? existing) => (_place, _existing) = (place, existing);

    /// <summary>Whether sources keep their names below it.</summary>
    public bool IsDirectory => _existing?.Kind == ListedKind.Directory;

    /// <summary>Looks at the destination.</summary>
    /// <exception cref="UsageException">It must be a directory and is none.</exception>
    public static async Task<Destination> FindAsync(FileSession session, string text, bool hasSeveral, CancellationToken cancellationToken)
    {
        var place = session.Places.Of(Wildcards.Unescape(text));
        var destination = new Destination(place, await EntryLookup.FindAsync(place, cancellationToken));
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
        if (isTogether && source.IsDirectory && target.Path.StartsWith(source.Place.Path + "/", StringComparison.Ordinal))
            throw new UsageException($"{Printable.Of(source.Shown)}: a directory cannot go into itself ({Printable.Of(target.Name.Text)}).");
        var existing = IsDirectory ? await EntryLookup.FindAsync(target, cancellationToken) : _existing;
        if (existing?.Kind == ListedKind.Directory)
            throw new UsageException($"{Printable.Of(target.Name.Text)}: a directory is there already.");
        if (existing is not null && (source.IsDirectory || !force))
            throw new UsageException($"{Printable.Of(target.Name.Text)}: a file is there already{(source.IsDirectory ? "." : "; add --force to replace it.")}");
        return target;
    }

    private Place Below(string name) => _place with
    {
        Name = _place.Name with { Text = FileTarget.Join(_place.Name.Text, name) },
        Path = _place.FileSystem.Path.Combine(_place.Path, name),
    };
}
