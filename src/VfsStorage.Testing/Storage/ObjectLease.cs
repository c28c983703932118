namespace VfsStorage.Testing.Storage;

/// <summary>An object whose content stays readable until the lease is disposed, whatever happens to its key meanwhile.</summary>
internal sealed class ObjectLease : IDisposable
{
    private bool _released;

    public ObjectLease(StoredObject value)
    {
        Value = value;
        value.Content.Retain();
    }

    public StoredObject Value { get; }

    public void Dispose()
    {
        if (_released)
            return;
        _released = true;
        Value.Content.Release();
    }
}
