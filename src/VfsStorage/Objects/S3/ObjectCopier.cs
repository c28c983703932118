using Amazon.S3;
using Amazon.S3.Model;

namespace VfsStorage.Objects.S3;

/// <summary>Copies objects on the server: in one COPY, or in parts that are copied side by side where the object is too large for one.</summary>
internal sealed class ObjectCopier(
    S3ObjectStore store, MultipartUploads uploads, RequestSender sender, RequestDefaults defaults, ObjectStoreSettings settings)
{
    private const int MaxParts = 10_000;

    private readonly ObjectTags _tags = new(sender, defaults);

    public async Task<ObjectInfo> CopyAsync(CopyRequest request, StoreCapabilities able, CancellationToken cancellationToken)
    {
        if (request.AsMultipart || request.SourceLength > settings.CopyThresholdBytes)
        {
            return await CopyPartsAsync(request, able, cancellationToken).ConfigureAwait(false);
        }

        if (PassThroughCopier.Suits(request, able)
            && await new PassThroughCopier(store, _tags).TryCopyAsync(request, cancellationToken).ConfigureAwait(false) is { } copied)
        {
            return copied;
        }

        try
        {
            return await CopyWholeAsync(request, able, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException tooLarge) when (tooLarge.Kind == StoreErrorKind.TooLarge && request.SourceLength is null)
        {
            return await CopyPartsAsync(request, able, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ObjectInfo> CopyWholeAsync(CopyRequest request, StoreCapabilities able, CancellationToken cancellationToken)
    {
        var checkSource = request.SourceETag is not null && !able.CopySourceMatch;
        var checkDestination = !able.CopyPrecondition;
        // The source first: the shorter the time between the look at the destination and the write, the better.
        if (checkSource)
        {
            await PreconditionCheck.RequireAsync(store, request.Source, Precondition.Matches(request.SourceETag!), cancellationToken).ConfigureAwait(false);
        }

        if (checkDestination)
        {
            await PreconditionCheck.RequireAsync(store, request.Destination, request.Precondition, cancellationToken).ConfigureAwait(false);
        }

        var headers = HeadersOf(request, isChecked: !checkDestination);
        var tagsToPut = able.KeepsTags || headers is null ? [] : await _tags.GetAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var answer = await sender.SendAsync(
            RequestKind.Copy,
            request.Destination,
            (client, token) => client.CopyObjectAsync(Write(request with { Headers = headers }, !checkSource, !checkDestination), token),
            cancellationToken).ConfigureAwait(false);
        await _tags.PutAsync(request.Destination, tagsToPut, cancellationToken).ConfigureAwait(false);
        var written = DateTimeOffset.TryParse(answer.LastModified, null, System.Globalization.DateTimeStyles.AssumeUniversal, out var told)
            ? told.ToUniversalTime()
            : sender.Time.GetUtcNow();
        return new ObjectInfo(request.Destination.Key, request.SourceLength ?? 0, ETags.Unquote(answer.ETag), written)
        {
            Headers = headers,
            StorageClass = request.StorageClass,
            Crc32 = AnswerMapping.FullObject(answer.ChecksumCRC32),
        };
    }

    private static ObjectHeaders? HeadersOf(CopyRequest request, bool isChecked) =>
        isChecked && request.Precondition != Precondition.None ? request.MarkedHeaders ?? request.Headers : request.Headers;

    private CopyObjectRequest Write(CopyRequest request, bool sendSource, bool sendDestination)
    {
        var copy = new CopyObjectRequest
        {
            SourceBucket = request.Source.Bucket,
            SourceKey = request.Source.Key,
            DestinationBucket = request.Destination.Bucket,
            DestinationKey = request.Destination.Key,
            MetadataDirective = request.Headers is null ? S3MetadataDirective.COPY : S3MetadataDirective.REPLACE,
        };
        if (request.Headers is not null) HeaderMapping.Write(request.Headers, copy.Headers, copy.Metadata);
        if (sendSource && request.SourceETag is not null) copy.ETagToMatch = ETags.Quote(request.SourceETag);
        if (sendDestination && request.Precondition.MustBeMissing) copy.IfNoneMatch = "*";
        if (sendDestination && request.Precondition.ETag is { } etag) copy.IfMatch = ETags.Quote(etag);
        return defaults.Apply(copy, StorageClassOf(request));
    }

    // A copy onto itself rewrites metadata: an object in the default class stays there whatever class new objects get.
    private string? StorageClassOf(CopyRequest request) =>
        request.StorageClass ?? (settings.StorageClass is not null && request.Source == request.Destination ? S3StorageClass.Standard.Value : null);

    private async Task<ObjectInfo> CopyPartsAsync(CopyRequest request, StoreCapabilities able, CancellationToken cancellationToken)
    {
        var source = await store.HeadAsync(request.Source, cancellationToken).ConfigureAwait(false)
            ?? throw new StoreException(StoreErrorKind.NotFound, $"{request.Source} is not there.");
        if (request.SourceETag is { } etag && etag != source.ETag)
        {
            throw new StoreException(StoreErrorKind.PreconditionFailed, $"{request.Source} is there, as version {source.ETag}.");
        }

        request = request with { Headers = HeadersOf(request, able.CompletePrecondition) };
        var tags = await _tags.GetAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var upload = await BeginAsync(request, source, tags, cancellationToken).ConfigureAwait(false);
        try
        {
            var parts = await CopyPartsAsync(upload, request.Source, source, cancellationToken).ConfigureAwait(false);
            // One look after all parts stands in for one before each: they are all of the version that is still there.
            if (!able.CopySourceMatch)
            {
                await PreconditionCheck.RequireAsync(store, request.Source, Precondition.Matches(source.ETag), cancellationToken).ConfigureAwait(false);
            }

            // Not cancelled: whether the copy was made must be known.
            cancellationToken.ThrowIfCancellationRequested();
            var copy = await uploads.CompleteAsync(upload, parts, request.Precondition, CancellationToken.None).ConfigureAwait(false);
            if (!able.KeepsTags) await _tags.PutAsync(request.Destination, tags, cancellationToken).ConfigureAwait(false);
            return copy with { Headers = request.Headers ?? source.Headers, StorageClass = source.StorageClass };
        }
        catch (Exception exception)
        {
            await AbortAsync(upload, exception).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<UploadedPart[]> CopyPartsAsync(MultipartUpload upload, ObjectKey key, ObjectInfo source, CancellationToken cancellationToken)
    {
        var partBytes = Math.Max(settings.CopyPartBytes, (source.Length + MaxParts - 1) / MaxParts);
        var count = (int)((source.Length + partBytes - 1) / partBytes);
        if (count == 0)
        {
            // Of no bytes no range can be copied: the one part is empty.
            return [await uploads.UploadPartAsync(upload, 1, default, cancellationToken).ConfigureAwait(false)];
        }

        var parts = new UploadedPart[count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = settings.Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, count, options, async (index, token) =>
        {
            var offset = index * partBytes;
            var range = ByteRange.From(offset, Math.Min(partBytes, source.Length - offset));
            parts[index] = await uploads.CopyPartAsync(upload, new PartCopy(index + 1, key, source.ETag, range), look: false, token).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return parts;
    }

    private async Task<MultipartUpload> BeginAsync(CopyRequest request, ObjectInfo source, List<Tag> tags, CancellationToken cancellationToken)
    {
        var storageClass = source.StorageClass ?? StorageClassOf(request);
        return await uploads.BeginAsync(
            request.Destination,
            request.Headers ?? source.Headers ?? ObjectHeaders.None,
            begin =>
            {
                if (tags.Count > 0) begin.TagSet = tags;
                return defaults.Apply(begin, storageClass);
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async Task AbortAsync(MultipartUpload upload, Exception reason)
    {
        try
        {
            // Not with the caller's token: a cancelled copy has to be cleaned up as well.
            await uploads.AbortAsync(upload, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreException abort)
        {
            var message = $"{reason.Message} Its multipart upload {upload.UploadId} to {upload.Key} is left over: {abort.Message}";
            throw reason is OperationCanceledException cancelled
                ? new OperationCanceledException(message, reason, cancelled.CancellationToken)
                : new StoreException((reason as StoreException)?.Kind ?? StoreErrorKind.Other, message, reason);
        }
    }
}
