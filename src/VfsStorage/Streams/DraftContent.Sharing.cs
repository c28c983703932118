using VfsStorage.Errors;
using VfsStorage.Objects;

namespace VfsStorage.Streams;

/// <summary>
/// Living with other handles of this file system that edit the same file: what they publish comes in below what this one has written
/// itself, as on a disk. Drafts of more than one part do not do it; there the second to be published fails, as between processes.
/// </summary>
internal sealed partial class DraftContent
{
    private readonly WrittenRanges _written = new();
    private bool _resized;

    long IFileContent.Length => IsBehind && !_resized ? Math.Max(Length, _host.File.Newer!.Length) : Length;

    public bool PublishesOnFlush => _host.File.IsShared;

    private bool IsBehind => _host.File.Newer is { } newer && _uploader is null && Math.Max(Length, newer.Length) <= _layout.SizeOf(0);

    /// <summary>Takes over what another handle has published meanwhile.</summary>
    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        while (IsBehind && _host.File.Newer is { } newer)
        {
            var below = new byte[newer.Length];
            var source = new PinnedObject(_store, _host.Locate(_host.File.Path).File, _host.File.Path, newer);
            try
            {
                await source.FillAsync(0, below.Length, done => below.AsMemory((int)done), null, cancellationToken).ConfigureAwait(false);
            }
            catch (IOException) when (_host.File.Newer != newer)
            {
                continue;
            }

            await PutBelowAsync(below, cancellationToken).ConfigureAwait(false);
            Rebase(newer);
            _baseLength = Math.Min(_baseLength, Length);
            _changed = !_written.IsEmpty || _resized;
            _plan = _plan with { Replaced = newer, Precondition = Precondition.Matches(newer.ETag) };
            _host.File.Pending = null;
            _host.File.CaughtUpWith(newer);
        }
    }

    // Only the bytes that are not this handle's own are replaced: should it fail half-way, none of those is gone.
    private async Task PutBelowAsync(byte[] below, CancellationToken cancellationToken)
    {
        var length = _resized ? Length : Math.Max(below.Length, _written.End);
        if (_parts.Find(0) is { } part)
        {
            foreach (var (start, end) in _written.Gaps(length))
            {
                for (var at = start; at < end;)
                {
                    var theirs = at < below.Length;
                    var bytes = theirs ? below.AsMemory((int)at, (int)(Math.Min(end, below.Length) - at)) : PartBuffer.Zeros[..(int)Math.Min(end - at, PartBuffer.Zeros.Length)];
                    await _parts.BringAsync(part, at, cancellationToken).ConfigureAwait(false);
                    at += part.Buffer.Write(at, bytes.Span);
                }
            }

            if (length < Length)
            {
                await UnparkAsync(part, length, cancellationToken).ConfigureAwait(false);
                part.Buffer.Truncate(length);
            }

            part.IsDirty = !_written.IsEmpty || _resized;
        }

        Length = length;
    }

    /// <summary>Sends the draft; if another handle was first in the meantime, once more on top of that.</summary>
    private async Task<ObjectInfo> SendOnTopAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await SendAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (StoreException error) when (error.Kind == StoreErrorKind.PreconditionFailed && IsBehind)
            {
                await CatchUpAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (StoreException error) when (error.Kind == StoreErrorKind.PreconditionFailed && _plan.IsExclusive && _plan.Precondition.MustBeMissing)
            {
                throw IoErrors.AlreadyExists(_host.File.Path, error);
            }
        }
    }

    private void NotePublished(ObjectInfo info)
    {
        _written.Clear();
        _resized = false;
        _host.File.Published(info);
    }
}
