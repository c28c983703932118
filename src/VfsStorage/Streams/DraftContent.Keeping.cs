using System.Buffers;
using Microsoft.Extensions.Logging;
using VfsStorage.Errors;
using VfsStorage.Streams.Unsent;
using VfsStorage.Tree.Moves;

namespace VfsStorage.Streams;

/// <summary>Keeping what could not be sent, in a named local file.</summary>
internal sealed partial class DraftContent
{
    /// <summary>The failure to tell the caller of a close: with the name of the file that keeps the data, where there is data to keep.</summary>
    private async Task<Exception> KeepAsync(Exception failure)
    {
        var isLostOnPurpose = _plan.IsExclusive && failure.HResult == IoErrors.AlreadyThere;
        if (Length == 0 || isLostOnPurpose || !_plan.KeepsUnsent || !_host.Options.KeepUnsentData)
        {
            return failure;
        }

        try
        {
            var location = _host.Locate(_host.File.Path);
            var record = new UnsentRecord
            {
                Path = _host.File.Path.Value,
                Bucket = location.Bucket,
                Key = location.File.Key,
                Length = Length,
                Replaces = _plan.Precondition.MustBeMissing ? "" : _plan.Precondition.ETag,
                Unchanged = [.. UnchangedRanges()],
                Mark = _mark?.Text,
                Kept = _host.Options.TimeProvider.GetUtcNow(),
                Worker = Worker.Current,
                Reason = failure.Message,
            };
            using var kept = await UnsentFile.CreateAsync(_host.Options.SpillDirectory, record, CancellationToken.None).ConfigureAwait(false);
            for (var index = 0; index < _layout.CountFor(Length); index++)
            {
                await KeepPartAsync(index, kept).ConfigureAwait(false);
            }

            await kept.CompleteAsync(record, CancellationToken.None).ConfigureAwait(false);
            return Kept.Told(failure, kept.Path);
        }
        catch (Exception keeping) when (keeping is IOException or UnauthorizedAccessException)
        {
            return Kept.NotKept(failure, keeping);
        }
    }

    private IEnumerable<UnsentRange> UnchangedRanges()
    {
        for (var index = 0; index < _layout.CountFor(Length); index++)
        {
            if (IsUnchanged(index))
            {
                yield return new(_layout.StartOf(index), Math.Min(_layout.SizeOf(index), Length - _layout.StartOf(index)));
            }
        }
    }

    /// <summary>True for a part that is as the base version has it, and nowhere else.</summary>
    private bool IsUnchanged(int index) =>
        _parts.Find(index) is null && (_uploader?.SentLength(index) is null ? _layout.StartOf(index) < _baseLength : _uploader.IsCopy(index));

    private async Task KeepPartAsync(int index, UnsentFile kept)
    {
        var start = _layout.StartOf(index);
        var length = Math.Min(_layout.SizeOf(index), Length - start);
        if (_parts.Find(index) is { } part)
        {
            await kept.WriteAsync(start, await part.Buffer.GatherAsync(length, _parts.PlaceOf(index), CancellationToken.None).ConfigureAwait(false), CancellationToken.None)
                .ConfigureAwait(false);
        }
        else if (!IsUnchanged(index) && _uploader?.SentLength(index) is { } sent)
        {
            await _uploader.WaitForCopyAsync(index).ConfigureAwait(false);
            var buffer = new byte[ChunkPool.ChunkSize];
            for (long done = 0; done < Math.Min(sent, length);)
            {
                var piece = buffer.AsMemory(0, (int)Math.Min(buffer.Length, Math.Min(sent, length) - done));
                await _spill.ReadAsync(start + done, piece, CancellationToken.None).ConfigureAwait(false);
                await kept.WriteAsync(start + done, new ReadOnlySequence<byte>(piece), CancellationToken.None).ConfigureAwait(false);
                done += piece.Length;
            }
        }
    }

    /// <summary>Drops the upload. One that cannot be dropped costs space and no data, and says less than why it was to be dropped.</summary>
    private async Task DropUploadAsync()
    {
        try
        {
            await EndUploadAsync().ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            _host.Options.LoggerFactory.CreateLogger<DraftContent>().UploadStays(_host.File.Path.Value, failure);
        }
    }
}
