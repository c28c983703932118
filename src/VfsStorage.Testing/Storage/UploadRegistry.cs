using System.Diagnostics.CodeAnalysis;
using VfsStorage.Testing.Errors;

namespace VfsStorage.Testing.Storage;

/// <summary>The open multipart uploads of a bucket, ordered by key and then by creation.</summary>
internal sealed class UploadRegistry
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, MultipartUpload> _byId = new(StringComparer.Ordinal);

    public int Count
    {
        get
        {
            lock (_gate)
                return _byId.Count;
        }
    }

    public void Add(MultipartUpload upload)
    {
        lock (_gate)
            _byId.Add(upload.Id, upload);
    }

    public MultipartUpload Get(string key, string id)
    {
        lock (_gate)
        {
            return _byId.TryGetValue(id, out var upload) && upload.Key == key
                ? upload
                : throw S3Error.NoSuchUpload.With(("UploadId", id));
        }
    }

    /// <summary>Takes an upload out; of several callers, one is told that it did.</summary>
    public bool Remove(MultipartUpload upload)
    {
        lock (_gate)
            return _byId.Remove(upload.Id);
    }

    /// <summary>All uploads in listing order.</summary>
    [SuppressMessage("Design", "CA1024:Use properties where appropriate", Justification = "It sorts a copy.")]
    public IReadOnlyList<MultipartUpload> GetOrdered()
    {
        lock (_gate)
        {
            return
            [
                .. _byId.Values
                    .OrderBy(u => u.Key, KeyComparer.Instance)
                    .ThenBy(u => u.Initiated)
                    .ThenBy(u => u.Id, StringComparer.Ordinal),
            ];
        }
    }
}
