namespace VfsStorage.Configuration;

/// <summary>What must hold of <c>storage.local</c>. The folders' names matter in S3 mode as well: they name the mounts.</summary>
internal static class LocalRules
{
    public static IEnumerable<string> Mistakes(StorageOptions options)
    {
        var areas = StorageArea.All(options);
        var empty = areas.Where(area => string.IsNullOrWhiteSpace(area.Folder) || area.MountPath is "/" or "/." or "/..").ToList();
        foreach (var area in empty) yield return $"{area.FolderKey}: '{area.Folder}' does not name a folder";

        var named = areas.Except(empty).ToList();
        var mistakes = options.Mode == StorageMode.S3 ? SameName(named) : Overlaps(options.Local, named);
        foreach (var mistake in mistakes) yield return mistake;
    }

    private static IEnumerable<string> SameName(IReadOnlyList<StorageArea> areas) =>
        from first in areas
        from second in areas.SkipWhile(area => area != first).Skip(1)
        where first.MountPath == second.MountPath
        select $"{second.FolderKey}: in mode s3 both this and {first.FolderKey} would be '{first.MountPath}'; give them different last segments";

    private static IEnumerable<string> Overlaps(LocalStorageOptions local, IReadOnlyList<StorageArea> areas)
    {
        if (string.IsNullOrWhiteSpace(local.BasePath))
        {
            yield return "storage.local.base_path: it is empty; use . for the current directory";
            yield break;
        }

        foreach (var first in areas)
        {
            foreach (var second in areas.SkipWhile(area => area != first).Skip(1))
            {
                var (one, other) = (WithSeparator(first.LocalPath(local)), WithSeparator(second.LocalPath(local)));
                if (one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal))
                {
                    yield return $"{second.FolderKey}: it overlaps {first.FolderKey} ({second.LocalPath(local)} and {first.LocalPath(local)})";
                }
            }
        }
    }

    private static string WithSeparator(string path) => Path.TrimEndingDirectorySeparator(path) + Path.DirectorySeparatorChar;
}
