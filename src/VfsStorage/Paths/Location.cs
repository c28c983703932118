using VfsStorage.Objects;

namespace VfsStorage.Paths;

/// <summary>
/// Where a path lies in the store: the one crossing from paths to keys. The key as a file, and the prefix of everything
/// below it as a directory, both within the mount.
/// </summary>
internal readonly record struct Location(VirtualPath Path, Mount Mount, string Relative)
{
    /// <summary>True for the mount's own directory, which always exists and has no marker.</summary>
    public bool IsMountRoot => Relative.Length == 0;

    public string Bucket => Mount.Bucket;

    /// <summary>The object that the path names as a file. Not for a mount's root, which has none.</summary>
    public ObjectKey File => new(Mount.Bucket, Mount.Prefix + Relative);

    /// <summary>What the keys of everything in the directory start with.</summary>
    public string Prefix => IsMountRoot ? Mount.Prefix : Mount.Prefix + Relative + "/";

    /// <summary>The empty object that keeps the directory. Not for a mount's root.</summary>
    public ObjectKey Marker => new(Mount.Bucket, Prefix);
}
