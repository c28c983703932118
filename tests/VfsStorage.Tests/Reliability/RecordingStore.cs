using System.Buffers;
using System.Text;
using VfsStorage.Objects;

namespace VfsStorage.Tests.Reliability;

/// <summary>A store in memory that fails the test as soon as a request names a key outside what its buckets may be asked for.</summary>
/// <param name="areas">What the keys of each bucket must start with, one of them.</param>
internal sealed class RecordingStore(IReadOnlyDictionary<string, string[]> areas) : IObjectStore
{
    private const int MaxKeyBytes = 1024;

    private readonly SortedDictionary<(string Bucket, string Key), (ObjectInfo Info, byte[] Content)> _objects =
        new(Comparer<(string Bucket, string Key)>.Create((left, right) => string.CompareOrdinal(left.Bucket, right.Bucket) is var bucket and not 0 ? bucket : KeyOrder.Compare(left.Key, right.Key)));

    private readonly Dictionary<string, SortedDictionary<int, byte[]>> _uploads = [];
    private readonly Lock _lock = new();
    private long _versions;

    /// <summary>Whether keys that no path can name may be named, too, because they are there. Default false.</summary>
    public bool HasForeignKeys { get; init; }

    /// <summary>How many keys and prefixes may be named before requests fail. Default: any number.</summary>
    public long Remaining { get; set; } = long.MaxValue;

    /// <summary>How many keys and prefixes were named.</summary>
    public long Touched { get; private set; }

    /// <summary>The first key that was named outside its area.</summary>
    public string? Outside { get; private set; }

    /// <summary>Drops everything that is stored.</summary>
    public void Clear()
    {
        lock (_lock)
            _objects.Clear();
    }

    public Task<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(_objects.TryGetValue(Touch(key), out var found) ? found.Info : null);
    }

    public Task<ObjectBody> GetAsync(ObjectKey key, ByteRange? range, string? etag, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var (info, content) = Find(key, etag is null ? Precondition.None : Precondition.Matches(etag));
            var offset = range switch { null => 0, { IsSuffix: true } last => Math.Max(0, content.Length - last.Length), { } part => part.Offset };
            var length = Math.Min(range?.Length ?? content.Length, content.Length - offset);
            return range is not null && length <= 0
                ? throw new StoreException(StoreErrorKind.RangeNotSatisfiable, "Nothing is there.")
                : Task.FromResult(new ObjectBody(info, offset, length, new MemoryStream(content, (int)offset, (int)length), Stream.Null));
        }
    }

    public Task<ObjectInfo> PutAsync(ObjectKey key, ReadOnlySequence<byte> content, ObjectHeaders headers, Precondition precondition, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(Store(key, content.ToArray(), headers, precondition));
    }

    public Task<MultipartUpload> BeginUploadAsync(ObjectKey key, ObjectHeaders headers, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Touch(key);
            var upload = new MultipartUpload(key, $"{++_versions}");
            _uploads.Add(upload.UploadId, []);
            return Task.FromResult(upload);
        }
    }

    public Task<UploadedPart> UploadPartAsync(MultipartUpload upload, int number, ReadOnlySequence<byte> content, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Touch(upload.Key);
            _uploads[upload.UploadId][number] = content.ToArray();
            return Task.FromResult(new UploadedPart(number, $"{number}") { Length = content.Length });
        }
    }

    public Task<UploadedPart> CopyPartAsync(MultipartUpload upload, PartCopy part, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Touch(upload.Key);
            var content = Find(part.Source, Precondition.Matches(part.SourceETag)).Content;
            _uploads[upload.UploadId][part.Number] = content[(int)part.Range.Offset..(int)(part.Range.Offset + part.Range.Length)];
            return Task.FromResult(new UploadedPart(part.Number, $"{part.Number}") { Length = part.Range.Length });
        }
    }

    public Task<ObjectInfo> CompleteUploadAsync(MultipartUpload upload, IReadOnlyList<UploadedPart> parts, Precondition precondition, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(Store(upload.Key, [.. _uploads[upload.UploadId].Values.SelectMany(part => part)], ObjectHeaders.None, precondition));
    }

    public Task AbortUploadAsync(MultipartUpload upload, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Touch(upload.Key);
            return Task.CompletedTask;
        }
    }

    public Task<ListPage> ListAsync(ListRequest request, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // A prefix need be no key: it may end in the middle of a name.
            Note(new ObjectKey(request.Bucket, request.Prefix), isKey: false);
            var after = request.ContinuationToken ?? request.StartAfter ?? "";
            var found = _objects
                .Where(each => each.Key.Bucket == request.Bucket && each.Key.Key.StartsWith(request.Prefix, StringComparison.Ordinal))
                .Select(each => (each.Key.Key, Slash: request.Delimited ? each.Key.Key.IndexOf('/', request.Prefix.Length) : -1, each.Value.Info))
                .Select(each => (Key: each.Slash < 0 ? each.Key : each.Key[..(each.Slash + 1)], Info: each.Slash < 0 ? each.Info : null))
                .DistinctBy(each => each.Key)
                .Where(each => KeyOrder.Compare(each.Key, after) > 0)
                .Take((request.MaxKeys == 0 ? 1_000 : request.MaxKeys) + 1)
                .ToList();
            var page = found.Take(request.MaxKeys == 0 ? 1_000 : request.MaxKeys).ToList();
            return Task.FromResult(new ListPage(
                [.. page.Where(each => each.Info is not null).Select(each => each.Info! with { Headers = null })],
                [.. page.Where(each => each.Info is null).Select(each => each.Key)],
                found.Count > page.Count ? page[^1].Key : null));
        }
    }

    public Task<ObjectInfo> CopyAsync(CopyRequest request, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var (info, content) = Find(request.Source, request.SourceETag is { } etag ? Precondition.Matches(etag) : Precondition.None);
            return Task.FromResult(Store(request.Destination, content, request.Headers ?? info.Headers!, request.Precondition));
        }
    }

    public Task DeleteAsync(ObjectKey key, string? etag, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _objects.Remove(Touch(key));
            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<DeleteFailure>> DeleteManyAsync(string bucket, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            foreach (var key in keys)
                _objects.Remove(Touch(new ObjectKey(bucket, key)));
            return Task.FromResult<IReadOnlyList<DeleteFailure>>([]);
        }
    }

    public Task<IReadOnlyList<DeleteFailure>> DeleteVersionsAsync(string bucket, IReadOnlyList<ObjectVersion> versions, CancellationToken cancellationToken)
    {
        lock (_lock)
            return DeleteManyAsync(bucket, [.. versions.Select(version => version.Key)], cancellationToken);
    }

    private (ObjectInfo Info, byte[] Content) Find(ObjectKey key, Precondition precondition)
    {
        if (!_objects.TryGetValue(Touch(key), out var found))
            throw new StoreException(StoreErrorKind.NotFound, $"{key} is not there.");
        Check(key, precondition);
        return found;
    }

    private ObjectInfo Store(ObjectKey key, byte[] content, ObjectHeaders headers, Precondition precondition)
    {
        Touch(key);
        Check(key, precondition);
        var info = new ObjectInfo(key.Key, content.Length, $"{++_versions}", DateTimeOffset.UnixEpoch) { Headers = headers };
        _objects[(key.Bucket, key.Key)] = (info, content);
        return info;
    }

    private void Check(ObjectKey key, Precondition precondition)
    {
        var isThere = _objects.TryGetValue((key.Bucket, key.Key), out var found);
        if ((precondition.MustBeMissing && isThere) || (precondition.ETag is { } etag && found.Info?.ETag != etag))
            throw new StoreException(StoreErrorKind.PreconditionFailed, $"{key} is another.");
    }

    private (string Bucket, string Key) Touch(ObjectKey key)
    {
        Note(key, isKey: true);
        return (key.Bucket, key.Key);
    }

    private void Note(ObjectKey key, bool isKey)
    {
        Touched++;
        var isInside = areas.TryGetValue(key.Bucket, out var prefixes) && Array.Exists(prefixes, prefix => key.Key.StartsWith(prefix, StringComparison.Ordinal));
        var isNormal = !isKey || HasForeignKeys || (!key.Key.Split('/')[..^1].Any(segment => segment is "" or "." or "..")
            && !key.Key.Contains('\0', StringComparison.Ordinal) && Encoding.UTF8.GetByteCount(key.Key) <= MaxKeyBytes);
        if (!isInside || !isNormal)
            Outside ??= key.ToString();
        if (--Remaining < 0)
            throw new StoreException(StoreErrorKind.Other, "Enough was named.");
    }
}
