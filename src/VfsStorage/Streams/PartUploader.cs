using VfsStorage.Objects;

namespace VfsStorage.Streams;

/// <summary>
/// The multipart upload behind a large draft: sends parts in parallel while the caller goes on writing, up to a limit, and
/// makes the object of them. Not thread-safe, as its draft is not.
/// </summary>
internal sealed class PartUploader(IObjectStore store, MultipartUpload upload, int parallelism) : IAsyncDisposable
{
    private readonly Dictionary<int, (long Length, Task<UploadedPart> Sent)> _parts = [];
    private readonly HashSet<int> _copies = [];
    private readonly SemaphoreSlim _slots = new(parallelism);
    private bool _ended;

    public ObjectKey Key => upload.Key;

    /// <summary>The length of a part that is being or was sent; <see langword="null"/> if it was not.</summary>
    public long? SentLength(int index) => _parts.TryGetValue(index, out var part) ? part.Length : null;

    /// <summary>True for a part that is copied from an existing object.</summary>
    public bool IsCopy(int index) => _copies.Contains(index);

    /// <summary>Waits until the spill file has a part that was to be sent, whatever became of it.</summary>
    public async ValueTask WaitForCopyAsync(int index) =>
        await ((Task)_parts[index].Sent).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>
    /// Starts sending a part, once there is a slot, with a copy in the spill file for a caller who comes back to it; disposes its buffer when it
    /// has arrived.
    /// </summary>
    public async ValueTask SendAsync(DraftPart part, long length, SpillRange place, CancellationToken cancellationToken)
    {
        await EnterAsync(part.Index, cancellationToken).ConfigureAwait(false);
        _copies.Remove(part.Index);
        _parts[part.Index] = (length, RunAsync(async () =>
        {
            using var buffer = part.Buffer;
            var content = await buffer.GatherAsync(length, place, CancellationToken.None).ConfigureAwait(false);
            var copy = place.File.WriteAsync(place.Start, content, CancellationToken.None).AsTask();
            try
            {
                return await store.UploadPartAsync(upload, part.Index + 1, content, CancellationToken.None).ConfigureAwait(false);
            }
            finally
            {
                await copy.ConfigureAwait(false);
            }
        }));
    }

    /// <summary>Starts copying a part from an existing object, once there is a slot.</summary>
    public async ValueTask CopyAsync(int index, ObjectKey source, string etag, ByteRange range, CancellationToken cancellationToken)
    {
        await EnterAsync(index, cancellationToken).ConfigureAwait(false);
        _copies.Add(index);
        _parts[index] = (range.Length, RunAsync(() => store.CopyPartAsync(upload, new PartCopy(index + 1, source, etag, range), CancellationToken.None)));
    }

    /// <summary>Waits until a part that was sent has arrived, so that it may be sent again.</summary>
    public async ValueTask SettleAsync(int index)
    {
        if (_parts.TryGetValue(index, out var part))
        {
            await part.Sent.ConfigureAwait(false);
        }
    }

    /// <summary>Forgets the parts from <paramref name="index"/> on; the upload drops them when it is completed without them.</summary>
    public async ValueTask ForgetFromAsync(int index)
    {
        foreach (var later in _parts.Keys.Where(key => key >= index).ToList())
        {
            await SettleAsync(later).ConfigureAwait(false);
            _parts.Remove(later);
            _copies.Remove(later);
        }
    }

    /// <summary>Makes the object of the first <paramref name="count"/> parts.</summary>
    public async Task<ObjectInfo> CompleteAsync(int count, Precondition precondition, CancellationToken cancellationToken)
    {
        var sent = new List<UploadedPart>(count);
        for (var index = 0; index < count; index++)
        {
            sent.Add(await _parts[index].Sent.ConfigureAwait(false));
        }

        var info = await store.CompleteUploadAsync(upload, sent, precondition, cancellationToken).ConfigureAwait(false);
        _ended = true;
        return info;
    }

    /// <summary>Waits for what is under way and drops the upload unless it was completed.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var (_, sent) in _parts.Values)
        {
            // A part that failed has told its story where it was awaited, or does not matter to an upload that is dropped.
            await ((Task)sent).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!_ended)
        {
            _ended = true;
            await store.AbortUploadAsync(upload, CancellationToken.None).ConfigureAwait(false);
        }

        _slots.Dispose();
    }

    private async ValueTask EnterAsync(int index, CancellationToken cancellationToken)
    {
        await SettleAsync(index).ConfigureAwait(false);
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<UploadedPart> RunAsync(Func<Task<UploadedPart>> send)
    {
        try
        {
            return await send().ConfigureAwait(false);
        }
        finally
        {
            _slots.Release();
        }
    }
}
