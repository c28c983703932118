namespace VfsStorage.Tree.Leases;

/// <summary>
/// Names the set of processes among which process ids mean something: one boot of one machine, and one namespace of ids in it. Containers may share a
/// machine's name without seeing each other's processes.
/// </summary>
internal static class ProcessSpace
{
    /// <summary>That of this process; <see langword="null"/> where the system does not tell.</summary>
    public static string? Current { get; } = Find();

    private static string? Find()
    {
        try
        {
            return OperatingSystem.IsLinux() && new FileInfo("/proc/self/ns/pid").LinkTarget is { } ids
                ? $"{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()} {ids}"
                : null;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
