using VfsStorage.Objects;
using VfsStorage.Paths;
using VfsStorage.Tree;

namespace VfsStorage.Streams;

/// <summary>
/// The pending content of a file that is being written. It is cut into parts: one that was touched is in memory; the others
/// are still those of the base version, were sent to a multipart upload (with a copy in a local spill file), or are zeros.
/// A draft of one part is published by one PUT; a larger one by completing the upload, unchanged parts copied on the server.
/// </summary>
internal sealed class DraftContent : IFileContent
{
    /// <summary>How many touched parts stay in memory before the one touched longest ago is sent.</summary>
    private const int Window = 3;

    /// <summary>How many parts are sent at a time; with the window, what bounds a writer's memory.</summary>
    private const int MaxPartsUnderWay = 4;

    private readonly IObjectStore _store;
    private readonly DraftHost _host;
    private readonly PartLayout _layout;
    private readonly PartWindow _resident = new();
    private DraftPlan _plan;
    private PinnedObject? _base;
    private PartUploader? _uploader;
    private ObjectHeaders? _headers;
    private SpillFile? _spill;
    private long _baseLength;
    private bool _changed;
    private bool _closed;

    public DraftContent(IObjectStore store, DraftHost host, DraftPlan plan)
    {
        _store = store;
        _host = host;
        _plan = plan;
        _layout = new PartLayout(host.Options.PartSizeBytes);
        Rebase(plan.Base);
        Length = _baseLength;
        _changed = plan.PublishUnchanged;
    }

    public long Length { get; private set; }

    public int Read(long offset, Span<byte> destination)
    {
        var index = _layout.IndexOf(offset);
        var start = _layout.StartOf(index);
        var count = (int)Math.Min(destination.Length, Math.Min(start + _layout.SizeOf(index), Length) - offset);
        if (_resident.Find(index) is { } part)
        {
            part.Buffer.Read(offset - start, destination[..count]);
            return count;
        }

        if (IsKept(index))
        {
            return 0;
        }

        destination[..count].Clear();
        return count;
    }

    public async ValueTask FetchAsync(long offset, int count, CancellationToken cancellationToken) =>
        await LoadAsync(_layout.IndexOf(offset), cancellationToken).ConfigureAwait(false);

    public int Write(long offset, ReadOnlySpan<byte> source)
    {
        var index = _layout.IndexOf(offset);
        if (_resident.Find(index) is not { } part)
        {
            return 0;
        }

        var start = _layout.StartOf(index);
        var count = (int)Math.Min(source.Length, start + _layout.SizeOf(index) - offset);
        part.Buffer.Write(offset - start, source[..count]);
        part.IsDirty = _changed = true;
        Length = Math.Max(Length, offset + count);
        return count;
    }

    public async ValueTask MakeRoomAsync(long offset, CancellationToken cancellationToken) =>
        await LoadAsync(_layout.IndexOf(offset), cancellationToken).ConfigureAwait(false);

    public async ValueTask SetLengthAsync(long length, CancellationToken cancellationToken)
    {
        if (length < Length)
        {
            // The part that is cut must be in memory, or its tail would come back when the file grows again.
            var index = _layout.IndexOf(length);
            if (length > _layout.StartOf(index))
            {
                var cut = await LoadAsync(index, cancellationToken).ConfigureAwait(false);
                cut.Buffer.Truncate(length - _layout.StartOf(index));
                cut.IsDirty = true;
            }

            _resident.Drop(part => _layout.StartOf(part.Index) >= length);
            if (_uploader is not null)
            {
                await _uploader.ForgetFromAsync(_layout.CountFor(length)).ConfigureAwait(false);
            }

            _baseLength = Math.Min(_baseLength, length);
        }

        _changed |= length != Length;
        Length = length;
    }

    public async ValueTask PublishAsync(CancellationToken cancellationToken)
    {
        if (!_changed || _host.File.IsUnlinked)
        {
            return;
        }

        var info = await SendAsync(cancellationToken).ConfigureAwait(false);
        _resident.MarkClean();
        _changed = false;
        _host.File.Pending = null;
        _plan = _plan with { Replaced = info, Precondition = Precondition.Matches(info.ETag) };
        Rebase(info);
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
        finally
        {
            _resident.Drop(_ => true);
            await EndUploadAsync().ConfigureAwait(false);
            _spill?.Dispose();
            _host.File.Dispose();
        }
    }

    private void Rebase(ObjectInfo? version)
    {
        _base = version is null ? null : new PinnedObject(_store, _host.Locate(_host.File.Path).File, _host.File.Path, version);
        _baseLength = version?.Length ?? 0;
    }

    /// <summary>Sends the draft as the new content of the file's present path.</summary>
    private async Task<ObjectInfo> SendAsync(CancellationToken cancellationToken)
    {
        var location = _host.Locate(_host.File.Path);
        var count = _layout.CountFor(Length);
        ObjectInfo info;
        if (count <= 1)
        {
            var content = count == 0 ? default : (await LoadAsync(0, cancellationToken).ConfigureAwait(false)).Buffer.AsSequence(Length);
            info = await _store.PutAsync(location.File, content, NewHeaders(), _plan.Precondition, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            for (var index = 0; index < count; index++)
            {
                await SendPartAsync(index, location, cancellationToken).ConfigureAwait(false);
            }

            info = await _uploader!.CompleteAsync(count, _plan.Precondition, cancellationToken).ConfigureAwait(false);
        }

        await EndUploadAsync().ConfigureAwait(false);
        return info with { Length = Length, Headers = _headers };
    }

    private ObjectHeaders NewHeaders() => _headers = HeaderCodec.ForContent(_plan.Replaced, _plan.CreateMode, _host.Options.TimeProvider.GetUtcNow());

    private async Task SendPartAsync(int index, Location location, CancellationToken cancellationToken)
    {
        var start = _layout.StartOf(index);
        var length = Math.Min(_layout.SizeOf(index), Length - start);
        var resident = _resident.Find(index);
        if (resident is not { IsDirty: true } && _uploader?.SentLength(index) == length)
        {
            return;
        }

        var uploader = await UploaderAsync(location, cancellationToken).ConfigureAwait(false);
        if (resident is not { IsDirty: true } && uploader.SentLength(index) is null && start + length <= _baseLength)
        {
            await uploader.CopyAsync(index, location.File, _base!.Info.ETag, ByteRange.From(start, length), cancellationToken).ConfigureAwait(false);
            return;
        }

        var part = resident ?? await LoadAsync(index, cancellationToken).ConfigureAwait(false);
        await SealAsync(part, length, location, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Hands a part over to the upload, with a copy in the spill file for a caller who comes back to it.</summary>
    private async Task SealAsync(DraftPart part, long length, Location location, CancellationToken cancellationToken)
    {
        var uploader = await UploaderAsync(location, cancellationToken).ConfigureAwait(false);
        _spill ??= new SpillFile(_host.Options.SpillDirectory);
        await _spill.WriteAsync(_layout.StartOf(part.Index), part.Buffer.AsSequence(length), cancellationToken).ConfigureAwait(false);
        await uploader.SendAsync(part.Index, part.Buffer, length, cancellationToken).ConfigureAwait(false);
        _resident.Remove(part);
    }

    private async ValueTask<PartUploader> UploaderAsync(Location location, CancellationToken cancellationToken)
    {
        if (_uploader is null)
        {
            var upload = await _store.BeginUploadAsync(location.File, NewHeaders(), cancellationToken).ConfigureAwait(false);
            _uploader = new PartUploader(_store, upload, Math.Min(_host.Options.Concurrency, MaxPartsUnderWay));
        }

        return _uploader.Key == location.File
            ? _uploader
            : throw new IOException($"The file '{_host.File.Path}' was moved while a large write to it was under way; what was written since it was opened is not kept.");
    }

    /// <summary>The part in memory: found there, or brought from where it is kept.</summary>
    private async ValueTask<DraftPart> LoadAsync(int index, CancellationToken cancellationToken)
    {
        if (_resident.Find(index) is { } found)
        {
            _resident.Touch(found);
            return found;
        }

        await MakeWindowAsync(cancellationToken).ConfigureAwait(false);
        var part = new DraftPart(index, new PartBuffer());
        try
        {
            await FillAsync(part, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            part.Buffer.Dispose();
            throw;
        }

        _resident.Add(part);
        return part;
    }

    private async Task FillAsync(DraftPart part, CancellationToken cancellationToken)
    {
        var start = _layout.StartOf(part.Index);
        if (_uploader?.SentLength(part.Index) is { } sent && _spill is not null)
        {
            await _uploader.SettleAsync(part.Index).ConfigureAwait(false);
            await _spill.ReadAsync(start, part.Buffer, Math.Min(sent, Length - start), cancellationToken).ConfigureAwait(false);
        }
        else if (start < _baseLength)
        {
            var length = Math.Min(_layout.SizeOf(part.Index), _baseLength - start);
            await _base!.FillAsync(start, length, done => part.Buffer.Reserve(done, length - done), null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Keeps the window: lets go of a clean part, or sends the dirty one that was touched longest ago.</summary>
    private async ValueTask MakeWindowAsync(CancellationToken cancellationToken)
    {
        while (_resident.Count >= Window)
        {
            var oldest = _resident.Oldest;
            if (oldest.IsDirty)
            {
                var length = Math.Min(_layout.SizeOf(oldest.Index), Length - _layout.StartOf(oldest.Index));
                await SealAsync(oldest, length, _host.Locate(_host.File.Path), cancellationToken).ConfigureAwait(false);
            }
            else
            {
                _resident.Drop(part => part == oldest);
            }
        }
    }

    private bool IsKept(int index) => _uploader?.SentLength(index) is not null || _layout.StartOf(index) < _baseLength;

    private async ValueTask EndUploadAsync()
    {
        if (_uploader is { } uploader)
        {
            _uploader = null;
            await uploader.DisposeAsync().ConfigureAwait(false);
        }
    }
}
