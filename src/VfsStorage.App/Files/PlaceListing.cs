using System.Runtime.CompilerServices;
using VfsStorage.App.Locations;

namespace VfsStorage.App.Files;

/// <summary>What is at a place, asked for as a listing first, so that a directory costs its listing and nothing else.</summary>
internal sealed class PlaceListing
{
    private PlaceListing(ListedEntry? single, IAsyncEnumerable<ListedEntry> below) => (Single, Below) = (single, below);

    /// <summary>The file or link that is there; <see langword="null"/> for a directory.</summary>
    public ListedEntry? Single { get; }

    /// <summary>What is in the directory; to be read once.</summary>
    public IAsyncEnumerable<ListedEntry> Below { get; }

    /// <summary>Looks.</summary>
    /// <param name="place">Where.</param>
    /// <param name="depth">How many levels below the directory are entered.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <exception cref="FileNotFoundException">Nothing is there.</exception>
    public static async Task<PlaceListing> OpenAsync(Place place, int depth, CancellationToken cancellationToken)
    {
        var listing = place.FileSystem.Directory.ListAsync(place.Path, maxDepth: depth, cancellationToken: cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        try
        {
            var isAny = await listing.MoveNextAsync();
            return new PlaceListing(null, RestAsync(listing, isAny, cancellationToken));
        }
        catch (IOException noDirectory) when (noDirectory.InnerException is null)
        {
            await listing.DisposeAsync();
            var entry = await EntryLookup.AtAsync(place, cancellationToken);
            if (entry.Kind == ListedKind.Directory)
                throw;
            return new PlaceListing(entry, AsyncEnumerable.Empty<ListedEntry>());
        }
    }

    private static async IAsyncEnumerable<ListedEntry> RestAsync(
        IAsyncEnumerator<ListedEntry> listing, bool isAny, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using (listing)
        {
            for (; isAny; isAny = await listing.MoveNextAsync())
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return listing.Current;
            }
        }
    }
}
