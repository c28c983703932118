using System.IO.Abstractions;

namespace VfsStorage.Claims.Storage;

/// <summary>
/// Keeps other processes from changing one file on a disk for a moment: an empty file beside it, locked while it is open, so that a
/// killed process gives it back; it goes when it is closed.
/// </summary>
internal static class FileLock
{
    /// <summary>The end of its name, which is one of those that are cleaned up should a kill leave it.</summary>
    public const string Suffix = ".lock" + AtomicFile.TemporarySuffix;

    // What an IOException of a file that is locked carries.
    private const int LinuxAgain = 11;
    private const int MacAgain = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    /// <summary>Whether a file could not be opened because somebody else has locked it.</summary>
    public static bool IsHeld(IOException exception) => exception.HResult is LinuxAgain or MacAgain or WindowsSharingViolation;

    /// <summary>Locks a file that goes when it is closed; .NET looks that the name still stands for what it locked.</summary>
    /// <exception cref="IOException">Somebody else has it (<see cref="IsHeld"/>), or the storage failed.</exception>
    public static FileSystemStream Open(IFileSystem fileSystem, string path) =>
        fileSystem.FileStream.New(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);

    /// <summary>Locks <paramref name="path"/>, whose folder must exist; waits for who has it, which is never for long.</summary>
    /// <exception cref="IOException">Somebody has it for so long that it must have been stopped, or the storage failed.</exception>
    public static async Task<FileSystemStream> TakeAsync(IFileSystem fileSystem, string path)
    {
        for (var waited = TimeSpan.Zero; ; waited += _pause)
        {
            try
            {
                return Open(fileSystem, path + Suffix);
            }
            catch (IOException exception) when (IsHeld(exception) && waited < _patience)
            {
                // Another process has it, whose time is the system's.
                await Task.Delay(_pause, TimeProvider.System);
            }
        }
    }
}
