namespace VfsStorage.Testing.Storage.Folders;

/// <summary>A file of bytes that several objects may share; deleted with its last reference.</summary>
internal sealed class ContentFile(string path)
{
    private int _references;

    public string Path { get; } = path;

    /// <summary>The file's name, which is unique in the storage.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    public bool IsReferenced => Volatile.Read(ref _references) > 0;

    public void Retain() => Interlocked.Increment(ref _references);

    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
            File.Delete(Path);
    }
}
