using System.Runtime.CompilerServices;
using VfsStorage.App.Hosting;
using VfsStorage.App.Locations;

namespace VfsStorage.App.Files;

/// <summary>Finds the files whose content a command wants.</summary>
internal static class FileContent
{
    /// <summary>The files that an argument names; without wildcards, whatever it names, as opening it costs a request less than looking.</summary>
    public static async IAsyncEnumerable<Place> FindAsync(
        FileSession session, string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Wildcards.Parse(path) is null)
        {
            yield return session.Places.Of(Wildcards.Unescape(path));
            yield break;
        }

        await foreach (var target in session.FindAsync(path, cancellationToken))
        {
            if (!target.IsDirectory)
                yield return target.Place;
        }
    }

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="UsageException">It is a directory.</exception>
    public static async Task<Stream> OpenAsync(Place file, CancellationToken cancellationToken)
    {
        try
        {
            return await file.FileSystem.File.OpenReadAsync(file.Path, cancellationToken);
        }
        catch (UnauthorizedAccessException denied)
        {
            // A disk says so of directories, too.
            if (await file.FileSystem.Directory.ExistsAsync(file.Path, cancellationToken))
                throw new UsageException($"{Printable.Of(file.Name.Text)}: it is a directory.", denied);
            throw;
        }
    }
}
