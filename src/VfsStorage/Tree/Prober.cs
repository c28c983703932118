using VfsStorage.Errors;
using VfsStorage.Objects;
using VfsStorage.Paths;

namespace VfsStorage.Tree;

/// <summary>Asks the store what is at a path, with as few requests as the question allows, and remembers the directories it sees.</summary>
internal sealed class Prober(IObjectStore store, MountTable mounts, KnownDirectories known)
{
    /// <summary>The object at a path as a file; one HEAD.</summary>
    public async Task<ObjectInfo?> FileAsync(Location location, CancellationToken cancellationToken)
    {
        if (location.IsMountRoot)
        {
            return null;
        }

        var info = await store.HeadAsync(location.File, cancellationToken).ConfigureAwait(false);
        if (info is not null)
        {
            known.Add(location.Path.Parent);
        }

        return info;
    }

    /// <summary>The directory at a path; one LIST of one key, or of two to tell whether it is empty.</summary>
    public async Task<DirectoryProbe> DirectoryAsync(Location location, bool tellEmpty, CancellationToken cancellationToken)
    {
        if (location.IsMountRoot && !tellEmpty)
        {
            return DirectoryProbe.MountRoot;
        }

        var request = new ListRequest(location.Bucket, location.Prefix) { MaxKeys = tellEmpty ? 2 : 1 };
        var page = await store.ListAsync(request, cancellationToken).ConfigureAwait(false);
        if (page.Objects.Count == 0)
        {
            return default;
        }

        known.Add(location.Path);
        var hasMarker = page.Objects[0].Key == location.Prefix;
        return new(true, hasMarker, page.Objects.Count > (hasMarker ? 1 : 0));
    }

    /// <summary>
    /// What has a path as its name, file or directory, from one LIST of one key: keys come in order, the file's before those of the
    /// directory. <see langword="null"/> if it cannot tell: there is a file, or something like <c>name.x</c> comes first.
    /// </summary>
    public async Task<DirectoryProbe?> NameAsync(Location location, CancellationToken cancellationToken)
    {
        var name = location.File.Key;
        var page = await store.ListAsync(new ListRequest(location.Bucket, name) { MaxKeys = 1 }, cancellationToken).ConfigureAwait(false);
        if (page.Objects.Count == 0)
        {
            return default(DirectoryProbe);
        }

        var first = page.Objects[0].Key;
        if (first.StartsWith(location.Prefix, StringComparison.Ordinal))
        {
            known.Add(location.Path);
            return new DirectoryProbe(true, first == location.Prefix, false);
        }

        return first.Length > name.Length && first[name.Length] > UnixPath.Separator ? default(DirectoryProbe) : null;
    }

    /// <summary>True if the directory that a path is in exists; free when that was seen lately, else one LIST.</summary>
    public async Task<bool> ParentExistsAsync(VirtualPath path, CancellationToken cancellationToken)
    {
        var parent = path.Parent;
        if (known.Contains(parent) || mounts.IsAboveMount(parent))
        {
            return true;
        }

        return mounts.Locate(parent) is { } location
            && (await DirectoryAsync(location, tellEmpty: false, cancellationToken).ConfigureAwait(false)).Exists;
    }

    /// <summary>
    /// Why there is no file at a path, as a disk would say it: it is a directory, it is not there, or its parent is not.
    /// One LIST when the parent is known or holds a later key, else a second.
    /// </summary>
    public async Task<Exception> WhyMissingAsync(VirtualPath path, CancellationToken cancellationToken)
    {
        if (path.HasTrailingSeparator && mounts.Locate(path) is { } named && await FileAsync(named, cancellationToken).ConfigureAwait(false) is not null)
        {
            return IoErrors.DirectoryNotFound(path);
        }

        if (mounts.IsPinned(path))
        {
            return IoErrors.AccessDenied(path);
        }

        if (mounts.Locate(path) is not { } location)
        {
            return mounts.IsAboveMount(path.Parent) ? IoErrors.FileNotFound(path) : IoErrors.DirectoryNotFound(path);
        }

        var parentKnown = known.Contains(path.Parent) || mounts.Locate(path.Parent) is null or { IsMountRoot: true };
        if (parentKnown)
        {
            return (await DirectoryAsync(location, tellEmpty: false, cancellationToken).ConfigureAwait(false)).Exists
                ? IoErrors.AccessDenied(path)
                : IoErrors.FileNotFound(path);
        }

        // One listing of the parent that starts just before "name/" tells both: whether the name is a directory, and,
        // if anything at all comes, that the parent exists.
        var parent = mounts.Locate(path.Parent)!.Value;
        var request = new ListRequest(location.Bucket, parent.Prefix) { MaxKeys = 1, StartAfter = location.File.Key + ".\U0010FFFF" };
        var page = await store.ListAsync(request, cancellationToken).ConfigureAwait(false);
        if (page.Objects.Count > 0)
        {
            known.Add(path.Parent);
            return page.Objects[0].Key.StartsWith(location.Prefix, StringComparison.Ordinal) ? IoErrors.AccessDenied(path) : IoErrors.FileNotFound(path);
        }

        return await ParentExistsAsync(path, cancellationToken).ConfigureAwait(false) ? IoErrors.FileNotFound(path) : IoErrors.DirectoryNotFound(path);
    }
}
