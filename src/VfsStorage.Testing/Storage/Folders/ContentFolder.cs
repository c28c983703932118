using System.Collections.Concurrent;

namespace VfsStorage.Testing.Storage.Folders;

/// <summary>The content files of a storage, under names of their own, so that no key ever becomes a path.</summary>
internal sealed class ContentFolder
{
    private readonly string _root;
    private readonly ConcurrentDictionary<string, ContentFile> _loaded = new(StringComparer.Ordinal);

    public ContentFolder(string root)
    {
        _root = root;
        Directory.CreateDirectory(root);
    }

    /// <summary>A new file's place; the file does not exist yet.</summary>
    public ContentFile Create()
    {
        var name = Guid.NewGuid().ToString("N");
        var folder = Path.Combine(_root, name[..2]);
        Directory.CreateDirectory(folder);
        return new ContentFile(Path.Combine(folder, name));
    }

    /// <summary>The file of a name that an object's record mentions; the same instance each time, so that references add up.</summary>
    public ContentFile Find(string name) => _loaded.GetOrAdd(name, n => new ContentFile(Path.Combine(_root, n[..2], n)));

    /// <summary>Deletes what no object refers to: leftovers of open uploads and of a server that was killed. Only while nothing is served.</summary>
    public void Sweep()
    {
        foreach (var path in Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories))
        {
            if (!_loaded.TryGetValue(Path.GetFileName(path), out var file) || !file.IsReferenced)
                File.Delete(path);
        }

        _loaded.Clear();
    }
}
