using VfsStorage.Testing.Errors;

namespace VfsStorage.Testing.Storage;

/// <summary>A bucket: its objects, each change of which is atomic with the condition it was asked under, and its open uploads.</summary>
internal sealed class Bucket(string name, string region, DateTimeOffset created, IBucketJournal journal)
{
    private readonly Lock _gate = new();
    private readonly KeyIndex<StoredObject> _objects = new();
    private string? _lifecycle;
    private bool _closed;

    public string Name { get; } = name;

    public string Region { get; } = region;

    public DateTimeOffset Created { get; } = created;

    public UploadRegistry Uploads { get; } = new();

    public int Count
    {
        get
        {
            lock (_gate)
                return _objects.Count;
        }
    }

    /// <summary>The lifecycle configuration as XML, or null.</summary>
    public string? Lifecycle
    {
        get => Volatile.Read(ref _lifecycle);
        set
        {
            lock (_gate)
            {
                journal.SaveLifecycle(value);
                _lifecycle = value;
            }
        }
    }

    public StoredObject? Find(string key)
    {
        lock (_gate)
            return _objects.Find(key);
    }

    public StoredObject Get(string key) => Find(key) ?? throw S3Error.NoSuchKey.With(("Key", key));

    /// <summary>The object with its content held readable.</summary>
    public ObjectLease Lease(string key)
    {
        lock (_gate)
            return new ObjectLease(_objects.Find(key) ?? throw S3Error.NoSuchKey.With(("Key", key)));
    }

    /// <summary>Stores an object under its key; takes over the reference to its content, also when it throws.</summary>
    public void Put(StoredObject value, WriteCondition condition)
    {
        try
        {
            lock (_gate)
            {
                if (_closed)
                    throw S3Error.NoSuchBucket.With(("BucketName", Name));
                condition.Check(_objects.Find(value.Key));
                journal.Save(value);
                _objects.Set(value.Key, value)?.Content.Release();
            }
        }
        catch
        {
            value.Content.Release();
            throw;
        }
    }

    /// <summary>Ends an upload by making it the object <paramref name="value"/>; of several completions and aborts, one succeeds.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="parts">The parts that <paramref name="value"/> is made of.</param>
    /// <param name="value">The object; this method takes the references it needs.</param>
    /// <param name="condition">The condition on what the key holds.</param>
    public void Complete(MultipartUpload upload, IEnumerable<UploadedPart> parts, StoredObject value, WriteCondition condition)
    {
        lock (_gate)
        {
            condition.Check(_objects.Find(value.Key));
            Uploads.Get(upload.Key, upload.Id);
            upload.Hold(parts, value.Content);
            Put(value, WriteCondition.None);
            Uploads.Remove(upload);
        }

        upload.Close();
    }

    /// <summary>Ends an upload and forgets its parts.</summary>
    public void Abort(MultipartUpload upload)
    {
        if (!TryAbort(upload))
            throw S3Error.NoSuchUpload.With(("UploadId", upload.Id));
    }

    /// <summary>Replaces an object by one with the same content, such as one with other tags.</summary>
    public void Update(string key, Func<StoredObject, StoredObject> change)
    {
        lock (_gate)
        {
            var changed = change(_objects.Find(key) ?? throw S3Error.NoSuchKey.With(("Key", key)));
            journal.Save(changed);
            _objects.Set(key, changed);
        }
    }

    /// <summary>Deletes a key; deleting nothing succeeds, as on S3.</summary>
    public void Delete(string key, DeleteCondition condition)
    {
        lock (_gate)
        {
            var current = _objects.Find(key);
            condition.Check(current);
            if (current is null)
                return;
            journal.Remove(key);
            _objects.Remove(key, out _);
            current.Content.Release();
        }
    }

    public ListPage<StoredObject> List(ListQuery query)
    {
        lock (_gate)
            return _objects.List(query);
    }

    /// <summary>Takes no more objects and ends every upload; <c>BucketNotEmpty</c> if there are objects.</summary>
    public void Close()
    {
        lock (_gate)
        {
            if (_objects.Count > 0)
                throw S3Error.BucketNotEmpty.With(("BucketName", Name));
            _closed = true;
        }

        foreach (var upload in Uploads.GetOrdered())
            TryAbort(upload);
    }

    /// <summary>Fills the bucket with what its journal had kept.</summary>
    public void Restore(IEnumerable<StoredObject> objects, string? lifecycle)
    {
        lock (_gate)
        {
            _lifecycle = lifecycle;
            foreach (var value in objects)
                _objects.Set(value.Key, value);
        }
    }

    private bool TryAbort(MultipartUpload upload)
    {
        lock (_gate)
        {
            if (!Uploads.Remove(upload))
                return false;
        }

        upload.Close();
        return true;
    }
}
