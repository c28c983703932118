using VfsStorage.Objects;
using VfsStorage.Paths;
using VfsStorage.Tree;

namespace VfsStorage.Streams;

/// <summary>Sending a draft: part by part while it is written, and the rest of it when it is published.</summary>
internal sealed partial class DraftContent
{
    /// <summary>
    /// Sends the draft as the new content of the file's present path. A condition that was false may have been made so by a first try whose
    /// answer was lost: then the draft's mark is on the file.
    /// </summary>
    private async Task<ObjectInfo> SendAsync(CancellationToken cancellationToken)
    {
        var location = _host.Locate(_host.File.Path);
        while (true)
        {
            try
            {
                return await SendAsync(location, cancellationToken).ConfigureAwait(false);
            }
            catch (StoreException error) when (error.Kind == StoreErrorKind.PreconditionFailed && _mark is not null)
            {
                var found = await _store.HeadAsync(location.File, cancellationToken).ConfigureAwait(false);
                if (found is not null && _mark.Value.IsNewestIn(found.Headers))
                {
                    await DropUploadAsync().ConfigureAwait(false);
                    return found;
                }

                if (WriteMark.NewestIn(found?.Headers) is not { } newest || !_unanswered.Remove(newest))
                {
                    throw;
                }

                // It is this draft itself, sent by a call that could not tell that it had arrived; there may be more of it now.
                _plan = _plan with { Replaced = found, Precondition = Precondition.Matches(found!.ETag) };
            }
        }
    }

    private async Task<ObjectInfo> SendAsync(Location location, CancellationToken cancellationToken)
    {
        var count = _layout.CountFor(Length);
        ObjectInfo info;
        if (count <= 1)
        {
            info = await PutAsync(location, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            for (var index = 0; index < count; index++)
            {
                await SendPartAsync(index, location, cancellationToken).ConfigureAwait(false);
            }

            await ConfirmAsync(cancellationToken).ConfigureAwait(false);
            info = await _uploader!.CompleteAsync(count, _plan.Precondition, cancellationToken).ConfigureAwait(false);
        }

        await EndUploadAsync().ConfigureAwait(false);
        return info with { Length = Length, Headers = _headers };
    }

    private async Task<ObjectInfo> PutAsync(Location location, CancellationToken cancellationToken)
    {
        var (part, place) = (await LoadAsync(0, cancellationToken).ConfigureAwait(false), _parts.PlaceOf(0));
        try
        {
            var content = await part.Buffer.GatherAsync(Length, place, cancellationToken).ConfigureAwait(false);
            await ConfirmAsync(cancellationToken).ConfigureAwait(false);
            return await _store.PutAsync(location.File, content, NewHeaders(), _plan.Precondition, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await part.Buffer.SettleAsync(place, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private Task ConfirmAsync(CancellationToken cancellationToken) => _plan.Confirm?.Invoke(cancellationToken) ?? Task.CompletedTask;

    private ObjectHeaders NewHeaders()
    {
        _headers = HeaderCodec.ForContent(_plan.Replaced, _plan.CreateMode, _host.Options.TimeProvider.GetUtcNow());
        if (_plan.Precondition != Precondition.None)
        {
            if (_mark is { } unanswered)
            {
                _unanswered.Add(unanswered);
            }

            _mark = WriteMark.New();
            _headers = _mark.Value.AddTo(_headers);
        }

        return _headers;
    }

    private async Task SendPartAsync(int index, Location location, CancellationToken cancellationToken)
    {
        var start = _layout.StartOf(index);
        var length = Math.Min(_layout.SizeOf(index), Length - start);
        var resident = _parts.Find(index);
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

    /// <summary>Hands a part over to the upload.</summary>
    private async Task SealAsync(DraftPart part, long length, Location location, CancellationToken cancellationToken)
    {
        var uploader = await UploaderAsync(location, cancellationToken).ConfigureAwait(false);
        await uploader.SendAsync(part, length, _parts.PlaceOf(part.Index), cancellationToken).ConfigureAwait(false);
        _parts.Remove(part);
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
            : throw new IOException($"The file '{_host.File.Path}' was moved while a large write to it was under way.");
    }

    private async ValueTask EndUploadAsync()
    {
        if (_uploader is { } uploader)
        {
            _uploader = null;
            await uploader.DisposeAsync().ConfigureAwait(false);
        }
    }
}
