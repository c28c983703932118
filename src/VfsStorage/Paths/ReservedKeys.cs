namespace VfsStorage.Paths;

/// <summary>
/// The keys at the root of a mount that the file system keeps for itself: journals and leases. No path names them, no listing shows them.
/// </summary>
internal static class ReservedKeys
{
    /// <summary>The name at a mount's root below which all of them lie.</summary>
    public const string Name = ".vfs";

    /// <summary>Below it, the journals of moves under way.</summary>
    public const string Moves = Name + "/moves/";

    /// <summary>Below it, the leases of files that are open exclusively.</summary>
    public const string Leases = Name + "/leases/";

    /// <summary>True if a key, relative to its mount, is one of them.</summary>
    public static bool Contains(string relative) =>
        relative.StartsWith(Name, StringComparison.Ordinal) && (relative.Length == Name.Length || relative[Name.Length] == '/');
}
