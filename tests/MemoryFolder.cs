namespace VfsStorage.Tests;

/// <summary>
/// Makes folders of the real file system that live in memory where the machine has such a place: tests that kill a process hundreds of
/// times, not the machine, need no flush that reaches a disk.
/// </summary>
internal static class MemoryFolder
{
    private const string InMemory = "/dev/shm";

    /// <summary>A new, empty folder; the caller deletes it.</summary>
    public static string Create(string prefix)
    {
        var parent = Directory.Exists(InMemory) ? InMemory : Path.GetTempPath();
        return Directory.CreateDirectory(Path.Combine(parent, prefix + Guid.NewGuid().ToString("N"))).FullName;
    }
}
