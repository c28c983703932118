using System.Text;
using VfsStorage.Errors;

namespace VfsStorage.Paths;

/// <summary>
/// Which mount a path lies in. Mounts may nest: the deepest one wins, and hides what the outer bucket has there. A directory
/// above every mount is made of nothing but the mounts below it, and nothing can be written in it.
/// </summary>
internal sealed class MountTable
{
    private const int MaxKeyBytes = 1024;

    private readonly Mount[] _deepestFirst;

    /// <exception cref="ArgumentException">There is no mount, a mount is not valid, or two sit at the same path.</exception>
    public MountTable(IEnumerable<S3Mount> mounts)
    {
        ArgumentNullException.ThrowIfNull(mounts);
        _deepestFirst = [.. mounts.Select(Mount.Parse).OrderByDescending(mount => mount.Path.Value.Length)];
        if (_deepestFirst.Length == 0)
        {
            throw new ArgumentException("A file system needs at least one mount.", nameof(mounts));
        }

        if (_deepestFirst.GroupBy(mount => mount.Path).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two mounts sit at '{twice.Key}'.", nameof(mounts));
        }
    }

    /// <summary>The mounts in the order of their paths.</summary>
    public IEnumerable<Mount> All => _deepestFirst.OrderBy(mount => mount.Path.Value, StringComparer.Ordinal);

    /// <summary>Where a path lies, or <see langword="null"/> if it is in no mount.</summary>
    /// <exception cref="PathTooLongException">Its key would be over 1,024 UTF-8 bytes, with the slash of a marker.</exception>
    /// <exception cref="UnauthorizedAccessException">It names what the file system keeps for itself.</exception>
    public Location? Locate(VirtualPath path)
    {
        foreach (var mount in _deepestFirst)
        {
            if (mount.Path == path)
            {
                return new Location(path, mount, "");
            }

            if (mount.Path.IsAncestorOf(path))
            {
                var relative = path.Value[(mount.Path.IsRoot ? 1 : mount.Path.Value.Length + 1)..];
                if (ReservedKeys.Contains(relative))
                {
                    throw IoErrors.AccessDenied(path, $"The name '{ReservedKeys.Name}' is reserved here.");
                }

                return Encoding.UTF8.GetByteCount(mount.Prefix) + Encoding.UTF8.GetByteCount(relative) < MaxKeyBytes
                    ? new Location(path, mount, relative)
                    : throw IoErrors.PathTooLong(path);
            }
        }

        return null;
    }

    /// <summary>True if the path is a directory because a mount sits somewhere below it.</summary>
    public bool IsAboveMount(VirtualPath path) => Array.Exists(_deepestFirst, mount => path.IsAncestorOf(mount.Path));

    /// <summary>True if a mount sits at the path or somewhere below, so that it can be neither deleted nor moved.</summary>
    public bool IsPinned(VirtualPath path) => Array.Exists(_deepestFirst, mount => mount.Path == path || path.IsAncestorOf(mount.Path));

    /// <summary>The directories that mounts show directly in <paramref name="directory"/>, in order, each once.</summary>
    public IReadOnlyList<VirtualPath> ChildrenOf(VirtualPath directory)
    {
        var start = directory.IsRoot ? 1 : directory.Value.Length + 1;
        return [.. _deepestFirst
            .Where(mount => directory.IsAncestorOf(mount.Path))
            .Select(mount => mount.Path.Value.IndexOf('/', start) is > 0 and var end ? mount.Path.Value[start..end] : mount.Path.Value[start..])
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(directory.Append)];
    }
}
