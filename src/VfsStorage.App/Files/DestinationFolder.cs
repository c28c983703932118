using VfsStorage.App.Hosting;
using VfsStorage.App.Locations;

namespace VfsStorage.App.Files;

/// <summary>Tells a missing folder of the destination from a missing source.</summary>
internal static class DestinationFolder
{
    /// <summary>Does what needs the folder.</summary>
    /// <exception cref="UsageException">The folder does not exist.</exception>
    public static async Task<T> RequireAsync<T>(Place destination, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        // The source was found a moment ago.
        catch (DirectoryNotFoundException missing) when (missing.InnerException is null)
        {
            throw new UsageException($"{Printable.Of(destination.Name.Text)}: its folder does not exist; make it with vfs mkdir.", missing);
        }
    }
}
