using System.Buffers;
using VfsStorage.Objects;
using VfsStorage.Streams.Unsent;
using VfsStorage.Tree;
using VfsStorage.Tree.Moves;

namespace VfsStorage.Streams;

/// <summary>
/// The content of a file opened for appending. What is appended stays in memory up to one part and is published by the
/// tree's append, which loses no concurrent one; beyond that, or to change bytes that were published, it becomes a draft
/// that copies the old content on the server. Offsets are the handle's own: what others append meanwhile shifts where its
/// bytes lie in the file, but not how it counts them.
/// </summary>
/// <param name="host">The handle, and what the draft needs, too.</param>
/// <param name="length">The file's length when it was opened.</param>
/// <param name="append">Appends bytes to whatever the file has become, and answers the new version.</param>
/// <param name="openDraft">Opens a draft of the file as it is now, for a long append.</param>
internal sealed class AppendContent(
    DraftHost host,
    long length,
    Func<ReadOnlySequence<byte>, WriteMark, CancellationToken, Task<ObjectInfo>> append,
    Func<CancellationToken, Task<DraftContent>> openDraft) : IFileContent
{
    /// <summary>So much stays in memory however short it is: what a draft publishes fails where others append meanwhile.</summary>
    private const int AlwaysInMemory = 1 << 20;

    private readonly PartBuffer _pending = new(host.Memory);
    private long _start = length;
    private long _count;
    private DraftContent? _draft;
    private long _arrived;
    private (long Count, WriteMark Mark)? _tried;

    /// <summary>How far further back in the file the handle's latest bytes lie than it thinks, and from which offset on that holds.</summary>
    private (long By, long From) _shift = (0, length);
    private bool _isNew = host.File.IsNew;
    private bool _closed;

    public long Length => _draft is null ? _start + _count : _draft.Length - _shift.By;

    public int Read(long offset, Span<byte> destination) => throw new NotSupportedException("Stream does not support reading.");

    public ReadOnlyMemory<byte> Peek(long offset) => throw new NotSupportedException("Stream does not support reading.");

    public ValueTask FetchAsync(long offset, int count, CancellationToken cancellationToken) => throw new NotSupportedException("Stream does not support reading.");

    public int Write(long offset, ReadOnlySpan<byte> source)
    {
        if (_draft is not null)
        {
            return _draft.Write(InFile(offset), source);
        }

        var count = offset < _start ? 0 : (int)Math.Min(source.Length, _start + host.Options.PartSizeBytes - offset);
        var written = count <= 0 ? 0 : _pending.Write(offset - _start, source[..count]);
        _count = written == 0 ? _count : Math.Max(_count, offset - _start + written);
        return written;
    }

    public async ValueTask MakeRoomAsync(long offset, CancellationToken cancellationToken)
    {
        if (_draft is null && offset >= _start && offset - _start < Math.Min(AlwaysInMemory, host.Options.PartSizeBytes))
        {
            if (!_pending.TryMakeRoom(offset - _start))
            {
                host.Memory.Hold(ChunkPool.ChunkSize);
                await _pending.LoadAsync(offset - _start, default, cancellationToken).ConfigureAwait(false);
            }

            return;
        }

        if (_draft is null)
        {
            await BecomeDraftAsync(offset, cancellationToken).ConfigureAwait(false);
        }

        await _draft!.MakeRoomAsync(InFile(offset), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask SetLengthAsync(long length, CancellationToken cancellationToken)
    {
        if (_draft is null && length < _start)
        {
            await BecomeDraftAsync(length, cancellationToken).ConfigureAwait(false);
        }

        if (_draft is not null)
        {
            await _draft.SetLengthAsync(InFile(length), cancellationToken).ConfigureAwait(false);
            return;
        }

        if (length < _start + _count)
        {
            _pending.Truncate(length - _start);
        }

        _count = length - _start;
    }

    public async ValueTask PublishAsync(CancellationToken cancellationToken)
    {
        if (_draft is not null)
        {
            await _draft.PublishAsync(cancellationToken).ConfigureAwait(false);
        }
        else if ((_count > 0 || _isNew) && !host.File.IsUnlinked)
        {
            if (_tried is { } tried && tried.Count < _count - _arrived)
            {
                // Whether that arrived is not known: it is sent again under its own mark, before what has been written since.
                await AppendAsync(tried, cancellationToken).ConfigureAwait(false);
            }

            var info = await AppendAsync(_tried ?? (_count - _arrived, WriteMark.New()), cancellationToken).ConfigureAwait(false);
            _pending.Truncate(0);
            (_start, _count, _arrived, _isNew) = (_start + _count, 0, 0, false);
            host.File.Pending = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        try
        {
            if (_draft is null)
            {
                await PublishAsync(CancellationToken.None).ConfigureAwait(false);
            }
            else
            {
                await _draft.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (_draft is null)
        {
            var told = await KeepAsync(failure).ConfigureAwait(false);
            if (told != failure)
            {
                throw told;
            }

            throw;
        }
        finally
        {
            _pending.Dispose();
            host.File.Dispose();
        }
    }

    private async Task<ObjectInfo> AppendAsync((long Count, WriteMark Mark) piece, CancellationToken cancellationToken)
    {
        _tried = piece;
        var info = await append(_pending.AsSequence(_count).Slice(_arrived, piece.Count), piece.Mark, cancellationToken).ConfigureAwait(false);
        Shift(info.Length - (_start + _arrived + piece.Count), _start + _arrived);
        _arrived += piece.Count;
        _tried = null;
        return info;
    }

    /// <summary>Keeps what was to be appended in local files: one for what may have arrived, known by its mark, and one for what was written since.</summary>
    private async Task<Exception> KeepAsync(Exception failure)
    {
        if (_count == _arrived || !host.Options.KeepUnsentData)
        {
            return failure;
        }

        try
        {
            var tried = _tried ?? (_count - _arrived, WriteMark.New());
            var told = await KeepAsync(failure, _arrived, tried.Count, tried.Mark).ConfigureAwait(false);
            var rest = _count - _arrived - tried.Count;
            return rest == 0 ? told : await KeepAsync(told, _arrived + tried.Count, rest, WriteMark.New()).ConfigureAwait(false);
        }
        catch (Exception keeping) when (keeping is IOException or UnauthorizedAccessException)
        {
            return Kept.NotKept(failure, keeping);
        }
    }

    private async Task<Exception> KeepAsync(Exception failure, long offset, long count, WriteMark mark)
    {
        var location = host.Locate(host.File.Path);
        var record = new UnsentRecord
        {
            Path = host.File.Path.Value,
            Bucket = location.Bucket,
            Key = location.File.Key,
            IsAppend = true,
            Length = count,
            Mark = mark.Text,
            Kept = host.Options.TimeProvider.GetUtcNow(),
            Worker = Worker.Current,
            Reason = failure.Message,
        };
        using var kept = await UnsentFile.CreateAsync(host.Options.SpillDirectory, record, CancellationToken.None).ConfigureAwait(false);
        await kept.WriteAsync(0, _pending.AsSequence(_count).Slice(offset, count), CancellationToken.None).ConfigureAwait(false);
        await kept.CompleteAsync(record, CancellationToken.None).ConfigureAwait(false);
        return Kept.Told(failure, kept.Path);
    }

    private async ValueTask BecomeDraftAsync(long offset, CancellationToken cancellationToken)
    {
        if (offset < _start || _arrived > 0 || _tried is not null)
        {
            // The draft takes the place of the file as it is then: what may have arrived has to be in it, once.
            await PublishAsync(cancellationToken).ConfigureAwait(false);
        }

        var draft = await openDraft(cancellationToken).ConfigureAwait(false);
        var start = draft.Length;
        if (offset < _start && start != _start + _shift.By)
        {
            // The draft has loaded nothing, and publishing it would undo what the other has done.
            throw Interleaved();
        }

        try
        {
            foreach (var memory in _pending.AsSequence(_count))
            {
                await WriteToAsync(draft, memory, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            // It has a part of what is pending: only all of it takes its place.
            await draft.AbandonAsync().ConfigureAwait(false);
            throw;
        }

        _draft = draft;
        Shift(start - _start, _start);
        _pending.Dispose();
    }

    /// <summary>Notes where the bytes from an offset on lie in the file; those before stay where they were.</summary>
    private void Shift(long by, long from) => _shift = by == _shift.By ? _shift : (by, from);

    private long InFile(long offset) => offset >= _shift.From ? offset + _shift.By : throw Interleaved();

    private IOException Interleaved() =>
        new($"Bytes of the file '{host.File.Path}' that were already appended cannot be changed: someone else has appended to it meanwhile.");

    private static async ValueTask WriteToAsync(DraftContent draft, ReadOnlyMemory<byte> memory, CancellationToken cancellationToken)
    {
        while (!memory.IsEmpty)
        {
            var written = draft.Write(draft.Length, memory.Span);
            if (written == 0)
            {
                await draft.MakeRoomAsync(draft.Length, cancellationToken).ConfigureAwait(false);
            }

            memory = memory[written..];
        }
    }
}
