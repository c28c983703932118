using System.IO.Abstractions;

namespace VfsStorage.Claims.Storage;

/// <summary>Deletes folders with all they hold, also while others write into them.</summary>
internal static class FolderRemoval
{
    // What an IOException of a folder carries that was filled again before its own turn came, or of a file in it that is open.
    private const int LinuxNotEmpty = 39;
    private const int MacNotEmpty = 66;
    private const int WindowsNotEmpty = unchecked((int)0x80070091);
    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    /// <summary>How often another failure is met: some S3 stores answer a delete that meets a write with an error of their own.</summary>
    private const int MaxTries = 5;

    /// <summary>Long enough for a writer to get its file into the folder, who else would make the folder for nothing.</summary>
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <summary>Deletes a folder; it need not be there. What is written meanwhile may stay, in a folder made again.</summary>
    /// <exception cref="IOException">The storage failed, or the folder is filled faster than it can be emptied for 10 seconds.</exception>
    public static void Delete(IFileSystem fileSystem, string path)
    {
        var waited = TimeSpan.Zero;
        for (var count = 1; ; count++, waited += _pause)
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
            catch (IOException exception) when (IsInUse(exception) ? waited < _patience : count < MaxTries)
            {
                Thread.Sleep(_pause);
            }
        }
    }

    private static bool IsInUse(IOException exception) =>
        exception is DirectoryNotFoundException or FileNotFoundException
        || exception.HResult is LinuxNotEmpty or MacNotEmpty or WindowsNotEmpty or WindowsSharingViolation;
}
