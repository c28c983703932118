using System.Buffers;
using System.Globalization;
using VfsStorage.Objects;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Budgets;

/// <summary>
/// A store that has one object of any size, of synthetic content unless another is given, and takes any other, keeping nothing: what is uploaded
/// must be synthetic content, too, and is compared with it. Counts what is read. Below <c>t/</c> it lists a million keys in a thousand directories.
/// </summary>
internal sealed class BottomlessStore(long length, long partSize, Func<long, long, Stream>? content = null) : IObjectStore
{
    public const int Directories = 1_000;
    public const int FilesEach = 1_000;

    private const string ETag = "0123456789abcdef0123456789abcdef";
    private long _received;
    private long _asked;
    private int _reads;

    /// <summary>Bytes that were uploaded and were right.</summary>
    public long Received => Volatile.Read(ref _received);

    /// <summary>Bytes that GETs asked for.</summary>
    public long Asked => Volatile.Read(ref _asked);

    /// <summary>HEADs and GETs of the large object.</summary>
    public int Reads => Volatile.Read(ref _reads);

    public Task<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return Task.FromResult(key.Key == "large" ? Large() : null);
    }

    public Task<ObjectBody> GetAsync(ObjectKey key, ByteRange? range, string? etag, CancellationToken cancellationToken)
    {
        var offset = range?.Offset ?? 0;
        var count = Math.Min(range?.Length ?? length, length - offset);
        Interlocked.Increment(ref _reads);
        Interlocked.Add(ref _asked, count);
        return Task.FromResult(new ObjectBody(Large(), offset, count, content?.Invoke(offset, count) ?? new SyntheticStream(offset, count), Stream.Null));
    }

    public Task<ObjectInfo> PutAsync(ObjectKey key, ReadOnlySequence<byte> content, ObjectHeaders headers, Precondition precondition, CancellationToken cancellationToken) =>
        Task.FromResult(new ObjectInfo(key.Key, content.Length, ETag, DateTimeOffset.UnixEpoch));

    public Task<MultipartUpload> BeginUploadAsync(ObjectKey key, ObjectHeaders headers, CancellationToken cancellationToken) =>
        Task.FromResult(new MultipartUpload(key, "upload"));

    public Task<UploadedPart> UploadPartAsync(MultipartUpload upload, int number, ReadOnlySequence<byte> content, CancellationToken cancellationToken) => Task.Run(() =>
    {
        var offset = (number - 1) * partSize;
        foreach (var memory in content)
        {
            if (SyntheticContent.Matches(offset, memory.Span))
            {
                Interlocked.Add(ref _received, memory.Length);
            }

            offset += memory.Length;
        }

        return new UploadedPart(number, ETag) { Length = content.Length };
    });

    public Task<ObjectInfo> CompleteUploadAsync(MultipartUpload upload, IReadOnlyList<UploadedPart> parts, Precondition precondition, CancellationToken cancellationToken) =>
        Task.FromResult(new ObjectInfo(upload.Key.Key, parts.Sum(part => part.Length), ETag, DateTimeOffset.UnixEpoch));

    public Task<ListPage> ListAsync(ListRequest request, CancellationToken cancellationToken)
    {
        var max = request.MaxKeys == 0 ? 1_000 : request.MaxKeys;
        var next = FirstAfter(request.ContinuationToken ?? request.StartAfter ?? "");
        if (!request.Prefix.StartsWith("t/", StringComparison.Ordinal))
        {
            return Task.FromResult(new ListPage([], [], null));
        }

        if (request.Delimited)
        {
            var first = (next + FilesEach - 1) / FilesEach;
            return Task.FromResult(new ListPage([], [.. Enumerable.Range(first, Math.Min(max, Directories - first)).Select(directory => $"t/{directory:d4}/")], null));
        }

        var count = Math.Min(max, (Directories * FilesEach) - next);
        var objects = Enumerable.Range(next, count).Select(i => new ObjectInfo(KeyOf(i), i, ETag, DateTimeOffset.UnixEpoch)).ToList();
        return Task.FromResult(new ListPage(objects, [], next + count < Directories * FilesEach ? objects[^1].Key : null));
    }

    public Task<UploadedPart> CopyPartAsync(MultipartUpload upload, PartCopy part, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task AbortUploadAsync(MultipartUpload upload, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ObjectInfo> CopyAsync(CopyRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DeleteAsync(ObjectKey key, string? etag, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<DeleteFailure>> DeleteManyAsync(string bucket, IReadOnlyList<string> keys, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<DeleteFailure>> DeleteVersionsAsync(string bucket, IReadOnlyList<ObjectVersion> versions, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static string KeyOf(int index) => string.Create(CultureInfo.InvariantCulture, $"t/{index / FilesEach:d4}/{index % FilesEach:d6}.dat");

    /// <summary>The number of the first key after a key, or after all that start with a directory's name.</summary>
    private static int FirstAfter(string key)
    {
        var names = key.Split('/');
        var directory = names.Length > 1 && names[1].Length == 4 ? int.Parse(names[1], CultureInfo.InvariantCulture) : 0;
        var file = names.Length > 2 ? int.Parse(names[2].AsSpan(0, 6), CultureInfo.InvariantCulture) + 1 : 0;
        return (directory * FilesEach) + file;
    }

    private ObjectInfo Large() => new("large", length, ETag, DateTimeOffset.UnixEpoch) { Headers = ObjectHeaders.None };
}
