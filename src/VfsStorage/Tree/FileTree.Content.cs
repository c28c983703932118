using System.Buffers;
using VfsStorage.Errors;
using VfsStorage.Objects;
using VfsStorage.Paths;
using VfsStorage.Streams;

namespace VfsStorage.Tree;

/// <summary>Whole contents: read, write, append.</summary>
internal sealed partial class FileTree
{
    /// <summary>What a GET may download of a file that is appended to; a larger one is kept by a copy on the server.</summary>
    private const int AppendTail = (5 << 20) - 1;

    /// <summary>The whole content of a file.</summary>
    public Task<byte[]> ReadAsync(VirtualPath path, CancellationToken cancellationToken) =>
        FollowAsync(path, followLast: true, target => ReadHereAsync(target, cancellationToken), cancellationToken);

    /// <summary>Creates or replaces a file.</summary>
    public Task WriteAsync(VirtualPath path, ReadOnlySequence<byte> content, CancellationToken cancellationToken) =>
        FollowAsync(path, followLast: true, target => WriteHereAsync(target, content, cancellationToken), cancellationToken);

    /// <summary>Adds to the end of a file, created if missing; no concurrent append is lost.</summary>
    public Task AppendAsync(VirtualPath path, Addition addition, CancellationToken cancellationToken) =>
        FollowAsync(path, followLast: true, target => AppendSharingAsync(target, addition, cancellationToken), cancellationToken);

    /// <summary>Adds to the end of a file unless a write with its mark has been made already.</summary>
    public Task<ObjectInfo> AppendOnceAsync(VirtualPath path, Addition addition, CancellationToken cancellationToken) =>
        FollowAsync(path, followLast: true, target => AppendHereAsync(target, addition, cancellationToken), cancellationToken);

    private async Task<byte[]> ReadHereAsync(VirtualPath path, CancellationToken cancellationToken)
    {
        await CheckSharingAsync(path, FileAccess.Read, cancellationToken).ConfigureAwait(false);
        var body = await GetForReadAsync(path, null, cancellationToken).ConfigureAwait(false);
        if (body.Length > Array.MaxLength)
        {
            await body.DisposeAsync().ConfigureAwait(false);
            throw new IOException("The file is too long. This operation is currently limited to supporting files less than 2 gigabytes in size.");
        }

        var bytes = GC.AllocateUninitializedArray<byte>((int)body.Length);
        var location = _mounts.Locate(path)!.Value;
        var source = new PinnedObject(_store, location.File, path, body.Info);
        var head = Math.Min(body.Length, _options.PartSizeBytes);
        var first = source.FillAsync(0, head, done => bytes.AsMemory((int)done, (int)(head - done)), body, cancellationToken);
        await Task.WhenAll(first, FillRestAsync(source, bytes, head, cancellationToken)).ConfigureAwait(false);
        if (head < bytes.Length && !IsRight(bytes, source.Info))
        {
            // Ranges carry no checksum of their own: which of them is wrong is not known, so all are read again.
            await FillRestAsync(source, bytes, 0, cancellationToken).ConfigureAwait(false);
            return IsRight(bytes, source.Info) ? bytes : throw new StoreException(StoreErrorKind.Corrupt, $"The content of {location.File} does not match its checksum.");
        }

        return bytes;
    }

    private static bool IsRight(byte[] bytes, ObjectInfo info) => info.Crc32 is null || info.Crc32 == Checksum.Crc32Of(new ReadOnlySequence<byte>(bytes));

    /// <summary>Reads what follows the first part in parallel ranges, straight into the result.</summary>
    private Task FillRestAsync(PinnedObject source, byte[] bytes, long start, CancellationToken cancellationToken)
    {
        var parts = new List<(long Offset, long Length)>();
        for (var offset = start; offset < bytes.Length; offset += _options.PartSizeBytes)
        {
            parts.Add((offset, Math.Min(_options.PartSizeBytes, bytes.Length - offset)));
        }

        return parts.Count == 0
            ? Task.CompletedTask
            : InParallelAsync(parts, (part, token) => source.FillAsync(part.Offset, bytes.AsMemory((int)part.Offset, (int)part.Length), token), cancellationToken);
    }

    /// <summary>Starts a GET of a file, all of it or a range, with the checks and exceptions of a disk's open for reading. A file that is being created is empty.</summary>
    private async Task<ObjectBody> GetForReadAsync(VirtualPath path, ByteRange? range, CancellationToken cancellationToken)
    {
        if (path.HasTrailingSeparator || _mounts.Locate(path) is not { IsMountRoot: false } location)
        {
            throw await _prober.WhyMissingAsync(path, cancellationToken).ConfigureAwait(false);
        }

        var (stored, created) = await StoredOrCreatedAsync(path, () => GetIfThereAsync(location.File, range, cancellationToken)).ConfigureAwait(false);
        if ((created is null ? stored : new ObjectBody(created.Describe(), 0, 0, Stream.Null, Stream.Null)) is not { } body)
        {
            throw await _prober.WhyMissingAsync(path, cancellationToken).ConfigureAwait(false);
        }

        if (HeaderCodec.IsLink(body.Info))
        {
            await using var _ = body.ConfigureAwait(false);
            _linksSeen = true;
            throw new LinkFoundException(path);
        }

        if (IsStrict && !HeaderCodec.Read(body.Info, EntryKind.File).Mode.HasFlag(UnixFileMode.UserRead))
        {
            await body.DisposeAsync().ConfigureAwait(false);
            throw IoErrors.AccessDenied(path);
        }

        _known.Add(path.Parent);
        return body;
    }

    private async Task<ObjectBody?> GetIfThereAsync(ObjectKey key, ByteRange? range, CancellationToken cancellationToken)
    {
        try
        {
            return await _store.GetAsync(key, range, null, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException error) when (error.Kind == StoreErrorKind.NotFound)
        {
            return null;
        }
    }

    private async Task<ObjectInfo> WriteHereAsync(VirtualPath path, ReadOnlySequence<byte> content, CancellationToken cancellationToken)
    {
        var location = await LocateForCreateAsync(path, cancellationToken).ConfigureAwait(false);
        await CheckSharingAsync(path, FileAccess.Write, cancellationToken).ConfigureAwait(false);
        var replaced = IsStrict ? await ProbeForWriteAsync(location, cancellationToken).ConfigureAwait(false) : null;
        var headers = HeaderCodec.ForContent(replaced, null, Now);
        var info = content.Length > _options.PartSizeBytes
            ? await PutInPartsAsync(location.File, content, headers, cancellationToken).ConfigureAwait(false)
            : await _store.PutAsync(location.File, content, headers, Precondition.None, cancellationToken).ConfigureAwait(false);
        _known.Add(path.Parent);
        return info with { Headers = headers };
    }

    /// <summary>
    /// Reads the file's end and writes it back with the addition, on condition that nobody changed it meanwhile; else again.
    /// Each append leaves its mark in the metadata, so that one whose answer was lost is not made twice.
    /// </summary>
    private async Task<ObjectInfo> AppendHereAsync(VirtualPath path, Addition addition, CancellationToken cancellationToken)
    {
        var location = await LocateForCreateAsync(path, cancellationToken).ConfigureAwait(false);
        using var turn = await _turns.EnterAsync(path, cancellationToken).ConfigureAwait(false);
        for (var attempt = 0; ; attempt++)
        {
            var tail = await GetTailAsync(location, cancellationToken).ConfigureAwait(false);
            if (tail is { Info: var info } && addition.Mark.IsIn(info.Headers))
            {
                await tail.DisposeAsync().ConfigureAwait(false);
                return info;
            }

            try
            {
                await addition.ConfirmAsync(tail, cancellationToken).ConfigureAwait(false);
                return tail is null
                    ? await CreateByAppendAsync(location, addition, cancellationToken).ConfigureAwait(false)
                    : await AppendToAsync(location, tail, addition, cancellationToken).ConfigureAwait(false);
            }
            catch (StoreException error) when (error.Kind is StoreErrorKind.PreconditionFailed or StoreErrorKind.Conflict && attempt < Backoff.MaxAttempts)
            {
                await Backoff.DelayAsync(attempt, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The end of a file, or all of a small one; <see langword="null"/> if there is none.</summary>
    private async Task<ObjectBody?> GetTailAsync(Location location, CancellationToken cancellationToken)
    {
        try
        {
            return await GetForAppendAsync(location, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException error) when (error.Kind == StoreErrorKind.NotFound)
        {
            return null;
        }
        catch (StoreException error) when (error.Kind == StoreErrorKind.RangeNotSatisfiable)
        {
            return await _store.HeadAsync(location.File, cancellationToken).ConfigureAwait(false) is { } empty
                ? new ObjectBody(empty, 0, 0, Stream.Null, Stream.Null)
                : null;
        }
    }

    private async Task<ObjectBody> GetForAppendAsync(Location location, CancellationToken cancellationToken)
    {
        var body = await _store.GetAsync(location.File, ByteRange.Last(AppendTail), null, cancellationToken).ConfigureAwait(false);
        if (HeaderCodec.IsLink(body.Info))
        {
            await using var _ = body.ConfigureAwait(false);
            _linksSeen = true;
            throw new LinkFoundException(location.Path);
        }

        if (IsStrict && !HeaderCodec.Read(body.Info, EntryKind.File).Mode.HasFlag(UnixFileMode.UserWrite))
        {
            await body.DisposeAsync().ConfigureAwait(false);
            throw IoErrors.AccessDenied(location.Path);
        }

        return body;
    }

    private async Task<ObjectInfo> CreateByAppendAsync(Location location, Addition addition, CancellationToken cancellationToken)
    {
        if (IsStrict && await _prober.WhyMissingAsync(location.Path, cancellationToken).ConfigureAwait(false) is not FileNotFoundException and var reason)
        {
            throw reason;
        }

        var content = addition.For(length: 0);
        var headers = addition.Mark.AddTo(HeaderCodec.ForContent(null, addition.CreateMode, Now));
        var info = await _store.PutAsync(location.File, content, headers, Precondition.Missing, cancellationToken).ConfigureAwait(false);
        return info with { Length = content.Length, Headers = headers };
    }

    private async Task<ObjectInfo> AppendToAsync(Location location, ObjectBody tail, Addition addition, CancellationToken cancellationToken)
    {
        var old = tail.Info;
        var content = addition.For(old.Length);
        _known.Add(location.Path.Parent);
        var headers = addition.Mark.AddTo(HeaderCodec.ForContent(old, null, Now));
        ObjectInfo info;
        if (old.Length <= AppendTail)
        {
            using var whole = new PartBuffer(_memory);
            try
            {
                await whole.PrepareAsync(old.Length + content.Length, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                await tail.DisposeAsync().ConfigureAwait(false);
                throw;
            }

            var source = new PinnedObject(_store, location.File, location.Path, old);
            await source.FillAsync(0, old.Length, done => whole.Reserve(done, old.Length - done), tail, cancellationToken).ConfigureAwait(false);
            var end = old.Length;
            foreach (var memory in content)
            {
                whole.Write(end, memory.Span);
                end += memory.Length;
            }

            info = await _store.PutAsync(location.File, whole.AsSequence(end), headers, Precondition.Matches(old.ETag), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await tail.DisposeAsync().ConfigureAwait(false);
            info = await AppendOnServerAsync(location, old, content, headers, cancellationToken).ConfigureAwait(false);
        }

        return info with { Length = old.Length + content.Length, Headers = headers };
    }

    private Task InParallelAsync<T>(IEnumerable<T> items, Func<T, CancellationToken, Task> work, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(items, Parallelism(cancellationToken), async (item, token) => await work(item, token).ConfigureAwait(false));

    private Task InParallelAsync<T>(IAsyncEnumerable<T> items, Func<T, CancellationToken, Task> work, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(items, Parallelism(cancellationToken), async (item, token) => await work(item, token).ConfigureAwait(false));

    private ParallelOptions Parallelism(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = _options.Concurrency, CancellationToken = cancellationToken };
}
