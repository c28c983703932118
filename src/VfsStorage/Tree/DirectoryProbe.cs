namespace VfsStorage.Tree;

/// <summary>What a short listing told of a directory.</summary>
/// <param name="Exists">There is a marker or a key below.</param>
/// <param name="HasMarker">There is a marker.</param>
/// <param name="HasEntries">There is a key below; only known when two keys were asked for.</param>
internal readonly record struct DirectoryProbe(bool Exists, bool HasMarker, bool HasEntries)
{
    public static readonly DirectoryProbe MountRoot = new(true, false, true);
}
