namespace VfsStorage.Testing.Storage;

/// <summary>The journal of a bucket that lives in memory only.</summary>
internal sealed class NoJournal : IBucketJournal
{
    public static NoJournal Instance { get; } = new();

    public void Save(StoredObject value)
    {
    }

    public void Remove(string key)
    {
    }

    public void SaveLifecycle(string? xml)
    {
    }
}
