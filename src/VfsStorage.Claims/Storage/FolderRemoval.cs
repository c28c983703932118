using System.IO.Abstractions;

namespace VfsStorage.Claims.Storage;

/// <summary>Deletes folders with all they hold, also while others write into them.</summary>
internal static class FolderRemoval
{
    private const int MaxTries = 20;

    /// <summary>Deletes a folder; it need not be there. What is written meanwhile may stay, in a folder made again.</summary>
    /// <exception cref="IOException">The storage failed, or the folder is filled faster than it can be emptied.</exception>
    public static void Delete(IFileSystem fileSystem, string path)
    {
        for (var count = 1; ; count++)
        {
            try
            {
                fileSystem.Directory.Delete(path, recursive: true);
                return;
            }
            catch (DirectoryNotFoundException) when (!fileSystem.Directory.Exists(path))
            {
                return;
            }
            catch (IOException) when (count < MaxTries)
            {
                // A file came, or went, between the look into the folder and its removal.
            }
        }
    }
}
