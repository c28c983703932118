using System.Buffers;
using Microsoft.Extensions.Logging;
using VfsStorage.Objects;
using VfsStorage.Paths;
using VfsStorage.Streams;

namespace VfsStorage.Tree;

/// <summary>Writing in parts, by multipart uploads.</summary>
internal sealed partial class FileTree
{
    /// <summary>Sends what is too large for one PUT, in parts side by side, straight from where it is.</summary>
    private async Task<ObjectInfo> PutInPartsAsync(ObjectKey key, ReadOnlySequence<byte> content, ObjectHeaders headers, CancellationToken cancellationToken)
    {
        var layout = new PartLayout(_options.PartSizeBytes);
        var upload = await _store.BeginUploadAsync(key, headers, cancellationToken).ConfigureAwait(false);
        try
        {
            var parts = new UploadedPart[layout.CountFor(content.Length)];
            await Parallel.ForAsync(0, parts.Length, Parallelism(cancellationToken), async (index, token) =>
            {
                var start = layout.StartOf(index);
                var part = content.Slice(start, Math.Min(layout.SizeOf(index), content.Length - start));
                parts[index] = await _store.UploadPartAsync(upload, index + 1, part, token).ConfigureAwait(false);
            }).ConfigureAwait(false);
            return await _store.CompleteUploadAsync(upload, parts, Precondition.None, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await DropUploadAsync(upload).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<ObjectInfo> AppendOnServerAsync(Location location, ObjectInfo old, ReadOnlySequence<byte> content, ObjectHeaders headers, CancellationToken cancellationToken)
    {
        const long largestPart = 5L << 30;
        var upload = await _store.BeginUploadAsync(location.File, headers, cancellationToken).ConfigureAwait(false);
        try
        {
            var parts = new List<UploadedPart>();
            var pieces = (int)((old.Length + largestPart - 1) / largestPart);
            for (var piece = 0; piece < pieces; piece++)
            {
                // Equal pieces, so that none is below the smallest part.
                var start = old.Length * piece / pieces;
                var range = ByteRange.From(start, (old.Length * (piece + 1) / pieces) - start);
                parts.Add(await _store.CopyPartAsync(upload, new PartCopy(parts.Count + 1, location.File, old.ETag, range), cancellationToken).ConfigureAwait(false));
            }

            parts.Add(await _store.UploadPartAsync(upload, parts.Count + 1, content, cancellationToken).ConfigureAwait(false));
            return await _store.CompleteUploadAsync(upload, parts, Precondition.Matches(old.ETag), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await DropUploadAsync(upload).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Drops an upload. One that cannot be dropped costs space and no data, and says less than why it was to be dropped.</summary>
    private async Task DropUploadAsync(MultipartUpload upload)
    {
        try
        {
            await _store.AbortUploadAsync(upload, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreException failure)
        {
            _options.LoggerFactory.CreateLogger<FileTree>().UploadStays(upload.Key.ToString(), failure);
        }
    }
}
