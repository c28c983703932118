using VfsStorage.Objects;

namespace VfsStorage.Paths;

/// <summary>A mount, parsed: where it sits and what every key below it starts with.</summary>
/// <param name="Path">The directory that shows the bucket.</param>
/// <param name="Bucket">The bucket's name, not empty.</param>
/// <param name="Prefix">Empty, or a prefix that does not start with <c>/</c> and ends in <c>/</c>.</param>
internal sealed record Mount(VirtualPath Path, string Bucket, string Prefix)
{
    /// <exception cref="ArgumentException">The path is not absolute, or the bucket is empty.</exception>
    public static Mount Parse(S3Mount mount)
    {
        ArgumentNullException.ThrowIfNull(mount);
        ArgumentException.ThrowIfNullOrEmpty(mount.Bucket, nameof(S3Mount.Bucket));
        ArgumentNullException.ThrowIfNull(mount.Prefix, nameof(S3Mount.Prefix));
        if (mount.Path is not ['/', ..])
        {
            throw new ArgumentException($"The mount path '{mount.Path}' must be absolute: start it with '/'.", nameof(mount));
        }

        var prefix = mount.Prefix.Trim('/');
        return new(VirtualPath.Parse(mount.Path, VirtualPath.Root, nameof(mount)).WithoutTrailingSeparator(), mount.Bucket, prefix.Length == 0 ? "" : prefix + "/");
    }

    /// <summary>The path of the entry behind a key of this mount; the key starts with <see cref="Prefix"/>.</summary>
    public VirtualPath PathOf(string key) => Path.AppendRelative(key[Prefix.Length..].TrimEnd('/'));

    public ObjectKey KeyOf(string key) => new(Bucket, key);
}
