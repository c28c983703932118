using VfsStorage.Objects;
using VfsStorage.Tree;

namespace VfsStorage.Streams;

/// <summary>
/// The pending content of a file that is being written. It is cut into parts: one that was touched is at hand; the others
/// are still those of the base version, were sent to a multipart upload (with a copy in a local spill file), or are zeros.
/// A draft of one part is published by one PUT; a larger one by completing the upload, unchanged parts copied on the server.
/// </summary>
internal sealed partial class DraftContent : IFileContent
{
    /// <summary>How many touched parts stay at hand before the one touched longest ago is sent.</summary>
    private const int Window = 3;

    /// <summary>How many parts are sent at a time; with the window, what bounds a writer's memory.</summary>
    private const int MaxPartsUnderWay = 10;

    private readonly IObjectStore _store;
    private readonly DraftHost _host;
    private readonly PartLayout _layout;
    private readonly SpillFile _spill;
    private readonly DraftParts _parts;
    private DraftPlan _plan;
    private PinnedObject? _base;
    private PartUploader? _uploader;
    private ObjectHeaders? _headers;
    private readonly List<WriteMark> _unanswered = [];
    private WriteMark? _mark;
    private long _baseLength;
    private bool _changed;
    private bool _closed;

    public DraftContent(IObjectStore store, DraftHost host, DraftPlan plan)
    {
        _store = store;
        _host = host;
        _plan = plan;
        _layout = new PartLayout(host.Options.PartSizeBytes);
        _spill = new SpillFile(host.Options.SpillDirectory);
        _parts = new DraftParts(_layout, host.Memory, _spill);
        Rebase(plan.Base);
        Length = _baseLength;
        _changed = plan.PublishUnchanged;
    }

    public long Length { get; private set; }

    public int Read(long offset, Span<byte> destination)
    {
        if (IsBehind)
        {
            return 0;
        }

        var index = _layout.IndexOf(offset);
        var start = _layout.StartOf(index);
        var count = (int)Math.Min(destination.Length, Math.Min(start + _layout.SizeOf(index), Length) - offset);
        if (_parts.Find(index) is { } part)
        {
            return part.Buffer.Read(offset - start, destination[..count]);
        }

        if (IsKept(index))
        {
            return 0;
        }

        destination[..count].Clear();
        return count;
    }

    public ReadOnlyMemory<byte> Peek(long offset)
    {
        if (IsBehind)
        {
            return default;
        }

        var index = _layout.IndexOf(offset);
        var start = _layout.StartOf(index);
        var bytes = _parts.Find(index) is { } part ? part.Buffer.Peek(offset - start) : IsKept(index) ? default : PartBuffer.Zeros;
        return bytes[..(int)Math.Min(bytes.Length, Math.Min(start + _layout.SizeOf(index), Length) - offset)];
    }

    public async ValueTask FetchAsync(long offset, int count, CancellationToken cancellationToken)
    {
        await CatchUpAsync(cancellationToken).ConfigureAwait(false);
        if (offset < Length)
        {
            await UnparkAsync(await LoadAsync(_layout.IndexOf(offset), cancellationToken).ConfigureAwait(false), offset, cancellationToken).ConfigureAwait(false);
        }
    }

    public int Write(long offset, ReadOnlySpan<byte> source)
    {
        var index = _layout.IndexOf(offset);
        if (_parts.Find(index) is not { } part)
        {
            return 0;
        }

        var start = _layout.StartOf(index);
        var count = (int)Math.Min(source.Length, start + _layout.SizeOf(index) - offset);
        var written = part.Buffer.Write(offset - start, source[..count]);
        if (written > 0)
        {
            part.IsDirty = _changed = true;
            _written.Add(offset, offset + written);
            Length = Math.Max(Length, offset + written);
        }

        return written;
    }

    public async ValueTask MakeRoomAsync(long offset, CancellationToken cancellationToken)
    {
        await CatchUpAsync(cancellationToken).ConfigureAwait(false);
        var index = _layout.IndexOf(offset);
        if (offset == Length && offset == _layout.StartOf(index) && _parts.Find(index - 1) is { IsDirty: true } full)
        {
            // The writer goes forward: the part it leaves is on its way while it fills the next.
            await SealAsync(full, _layout.SizeOf(full.Index), _host.Locate(_host.File.Path), cancellationToken).ConfigureAwait(false);
        }

        var part = await LoadAsync(index, cancellationToken).ConfigureAwait(false);
        await _parts.BringAsync(part, offset - _layout.StartOf(index), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask SetLengthAsync(long length, CancellationToken cancellationToken)
    {
        await CatchUpAsync(cancellationToken).ConfigureAwait(false);
        if (length < Length)
        {
            // The part that is cut must be in memory, or its tail would come back when the file grows again.
            var index = _layout.IndexOf(length);
            if (length > _layout.StartOf(index))
            {
                var cut = await LoadAsync(index, cancellationToken).ConfigureAwait(false);
                await UnparkAsync(cut, length, cancellationToken).ConfigureAwait(false);
                cut.Buffer.Truncate(length - _layout.StartOf(index));
                cut.IsDirty = true;
            }

            _parts.Drop(part => _layout.StartOf(part.Index) >= length);
            if (_uploader is not null)
            {
                await _uploader.ForgetFromAsync(_layout.CountFor(length)).ConfigureAwait(false);
            }

            _baseLength = Math.Min(_baseLength, length);
            _written.Cut(length);
        }

        _changed |= length != Length;
        _resized |= length != Length;
        Length = length;
    }

    public async ValueTask PublishAsync(CancellationToken cancellationToken)
    {
        if (!_host.File.IsUnlinked)
        {
            await CatchUpAsync(cancellationToken).ConfigureAwait(false);
        }

        if (!_changed || _host.File.IsUnlinked)
        {
            return;
        }

        var info = await SendOnTopAsync(cancellationToken).ConfigureAwait(false);
        _parts.MarkClean();
        _changed = false;
        _mark = null;
        _unanswered.Clear();
        _host.File.Pending = null;
        _plan = _plan with { Replaced = info, Precondition = Precondition.Matches(info.ETag) };
        Rebase(info);
        NotePublished(info);
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
            await PublishAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure)
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
            await AbandonAsync().ConfigureAwait(false);
            _host.File.Dispose();
        }
    }

    /// <summary>Lets go of all that it has, published or not; the handle stays open.</summary>
    public async ValueTask AbandonAsync()
    {
        _closed = true;
        _parts.Drop(_ => true);
        await DropUploadAsync().ConfigureAwait(false);
        _spill.Dispose();
    }

    private void Rebase(ObjectInfo? version)
    {
        _base = version is null ? null : new PinnedObject(_store, _host.Locate(_host.File.Path).File, _host.File.Path, version);
        _baseLength = version?.Length ?? 0;
    }

    private ValueTask UnparkAsync(DraftPart part, long offset, CancellationToken cancellationToken) =>
        part.Buffer.IsParked(offset - _layout.StartOf(part.Index))
            ? _parts.BringAsync(part, offset - _layout.StartOf(part.Index), cancellationToken)
            : ValueTask.CompletedTask;

    /// <summary>The part at hand: found there, or brought from where it is kept.</summary>
    private async ValueTask<DraftPart> LoadAsync(int index, CancellationToken cancellationToken)
    {
        if (_parts.Find(index) is { } found)
        {
            _parts.Touch(found);
            return found;
        }

        await MakeWindowAsync(cancellationToken).ConfigureAwait(false);
        var part = _parts.New(index);
        try
        {
            await FillAsync(part, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            part.Buffer.Dispose();
            throw;
        }

        _parts.Add(part);
        return part;
    }

    private async Task FillAsync(DraftPart part, CancellationToken cancellationToken)
    {
        var start = _layout.StartOf(part.Index);
        if (_uploader?.SentLength(part.Index) is { } sent)
        {
            await _uploader.SettleAsync(part.Index).ConfigureAwait(false);
            part.Buffer.SetParked(Math.Min(sent, Length - start));
        }
        else if (start < _baseLength)
        {
            var length = Math.Min(_layout.SizeOf(part.Index), _baseLength - start);
            await part.Buffer.PrepareAsync(length, cancellationToken).ConfigureAwait(false);
            await _base!.FillAsync(start, length, done => part.Buffer.Reserve(done, length - done), null, cancellationToken).ConfigureAwait(false);
            await part.Buffer.SettleAsync(_parts.PlaceOf(part.Index), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Keeps the window: lets go of a clean part, or sends the dirty one that was touched longest ago.</summary>
    private async ValueTask MakeWindowAsync(CancellationToken cancellationToken)
    {
        while (_parts.Count >= Window)
        {
            var oldest = _parts.Oldest;
            if (oldest.IsDirty)
            {
                var length = Math.Min(_layout.SizeOf(oldest.Index), Length - _layout.StartOf(oldest.Index));
                await SealAsync(oldest, length, _host.Locate(_host.File.Path), cancellationToken).ConfigureAwait(false);
            }
            else
            {
                _parts.Drop(part => part == oldest);
            }
        }
    }

    private bool IsKept(int index) => _uploader?.SentLength(index) is not null || _layout.StartOf(index) < _baseLength;
}
