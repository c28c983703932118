using VfsStorage.Claims;

namespace VfsStorage.App.Demo;

/// <summary>Every file that a run left in its output, archive and cache areas, byte for byte.</summary>
internal sealed class AreaSnapshot
{
    private AreaSnapshot(SortedDictionary<string, byte[]> files) => Files = files;

    /// <summary>Content by name, such as <c>output/REF-1.json</c>; the same names on every file system.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    /// <summary>Reads the areas.</summary>
    public static async Task<AreaSnapshot> TakeAsync(ClaimsWorkspace workspace, CancellationToken cancellationToken)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var areas = workspace.Areas;
        foreach (var (name, root) in new[] { ("output", areas.Output), ("archive", areas.Archive), ("cache", areas.Cache) })
        {
            var fileSystem = workspace.FileSystem;
            foreach (var path in fileSystem.Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
            {
                var relative = fileSystem.Path.GetRelativePath(root, path).Replace(fileSystem.Path.DirectorySeparatorChar, '/');
                files[$"{name}/{relative}"] = await fileSystem.File.ReadAllBytesAsync(path, cancellationToken);
            }
        }

        return new AreaSnapshot(files);
    }
}
