namespace VfsStorage.Testing.Storage;

/// <summary>Where a bucket records its changes; called under the bucket's lock, before the change becomes visible.</summary>
internal interface IBucketJournal
{
    /// <summary>Makes an object durable in place of the one with the same key.</summary>
    void Save(StoredObject value);

    /// <summary>Forgets an object.</summary>
    void Remove(string key);

    /// <summary>Makes the lifecycle configuration durable; null removes it.</summary>
    void SaveLifecycle(string? xml);
}
