using System.Buffers;
using Amazon.S3;
using Amazon.S3.Model;

namespace VfsStorage.Objects.S3;

/// <summary>The <see cref="IObjectStore"/> over the AWS SDK. Safe for use by many threads; the client stays its owner's.</summary>
internal sealed class S3ObjectStore : IObjectStore
{
    private readonly RequestMeter _meter;
    private readonly RequestSender _sender;
    private readonly RequestDefaults _defaults;
    private readonly CapabilitySource _capabilities;
    private readonly ObjectCopier _copier;
    private readonly BulkDeleter _deleter;
    private readonly TimeProvider _time;

    public S3ObjectStore(IAmazonS3 client, ObjectStoreSettings? settings = null, RequestMeter? meter = null, TimeProvider? time = null)
    {
        settings ??= new ObjectStoreSettings();
        _time = time ?? TimeProvider.System;
        _meter = meter ?? new RequestMeter();
        _sender = new RequestSender(client, settings, _meter, _time);
        _defaults = new RequestDefaults(settings);
        _capabilities = new CapabilitySource(client, settings);
        _copier = new ObjectCopier(this, _sender, _defaults, settings, _time);
        _deleter = new BulkDeleter(this, _sender, _defaults, settings);
    }

    public async Task<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await _sender.SendAsync(
                RequestKind.Head,
                key,
                (client, token) => client.GetObjectMetadataAsync(
                    _defaults.Apply(new GetObjectMetadataRequest { BucketName = key.Bucket, Key = key.Key, ChecksumMode = ChecksumMode.ENABLED }), token),
                cancellationToken).ConfigureAwait(false);
            return AnswerMapping.Read(answer, key.Key);
        }
        catch (StoreException missing) when (missing.Kind == StoreErrorKind.NotFound)
        {
            return null;
        }
    }

    public async Task<ObjectBody> GetAsync(ObjectKey key, ByteRange? range, string? etag, CancellationToken cancellationToken)
    {
        var answer = await _sender.SendAsync(
            RequestKind.Get,
            key,
            (client, token) => client.GetObjectAsync(
                _defaults.Apply(new GetObjectRequest
                {
                    BucketName = key.Bucket,
                    Key = key.Key,
                    ByteRange = range is { } bytes ? new Amazon.S3.Model.ByteRange(bytes.ToString()) : null,
                    EtagToMatch = etag is null ? null : ETags.Quote(etag),
                    ChecksumMode = ChecksumMode.ENABLED,
                }),
                token),
            cancellationToken).ConfigureAwait(false);
        try
        {
            return AnswerMapping.Read(answer, key, range, _meter, !_defaults.HidesMd5);
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    public async Task<ObjectInfo> PutAsync(
        ObjectKey key, ReadOnlySequence<byte> content, ObjectHeaders headers, Precondition precondition, CancellationToken cancellationToken)
    {
        var able = await _capabilities.GetAsync(cancellationToken).ConfigureAwait(false);
        var isChecked = precondition == Precondition.None || (precondition.MustBeMissing ? able.PutIfMissing : able.PutIfMatch != ETagForm.None);
        if (!isChecked) await PreconditionCheck.RequireAsync(this, key, precondition, cancellationToken).ConfigureAwait(false);
        var crc32 = able.Checksums ? Checksum.Crc32Of(content) : null;
        var answer = await _sender.SendAsync(
            RequestKind.Put,
            key,
            (client, token) =>
            {
                var put = new PutObjectRequest
                {
                    BucketName = key.Bucket,
                    Key = key.Key,
                    InputStream = new SequenceStream(content),
                    AutoCloseStream = false,
                    UseChunkEncoding = false,
                    DisablePayloadSigning = crc32 is not null && _capabilities.IsHttps,
                    DisableDefaultChecksumValidation = crc32 is null,
                    ChecksumCRC32 = crc32,
                };
                if (isChecked && precondition.MustBeMissing) put.IfNoneMatch = "*";
                if (isChecked && precondition.ETag is { } etag) put.IfMatch = ETags.Write(etag, able.PutIfMatch);
                HeaderMapping.Write(headers, put.Headers, put.Metadata);
                return client.PutObjectAsync(_defaults.Apply(put), token);
            },
            cancellationToken).ConfigureAwait(false);
        _meter.Sent(content.Length);
        return new ObjectInfo(key.Key, content.Length, ETags.Unquote(answer.ETag), _time.GetUtcNow()) { Headers = headers, Crc32 = crc32 };
    }

    public Task<MultipartUpload> BeginUploadAsync(ObjectKey key, ObjectHeaders headers, CancellationToken cancellationToken) =>
        BeginUploadAsync(key, headers, begin => _defaults.Apply(begin), cancellationToken);

    /// <summary>Begins an upload with more in its request than headers.</summary>
    internal async Task<MultipartUpload> BeginUploadAsync(
        ObjectKey key, ObjectHeaders headers, Func<InitiateMultipartUploadRequest, InitiateMultipartUploadRequest> complete, CancellationToken cancellationToken)
    {
        var able = await _capabilities.GetAsync(cancellationToken).ConfigureAwait(false);
        var answer = await _sender.SendAsync(
            RequestKind.BeginUpload,
            key,
            (client, token) =>
            {
                var begin = new InitiateMultipartUploadRequest { BucketName = key.Bucket, Key = key.Key };
                HeaderMapping.Write(headers, begin.Headers, begin.Metadata);
                if (able.Checksums) (begin.ChecksumAlgorithm, begin.ChecksumType) = (ChecksumAlgorithm.CRC32, ChecksumType.FULL_OBJECT);
                return client.InitiateMultipartUploadAsync(complete(begin), token);
            },
            cancellationToken).ConfigureAwait(false);
        return new MultipartUpload(key, answer.UploadId);
    }

    public async Task<UploadedPart> UploadPartAsync(
        MultipartUpload upload, int number, ReadOnlySequence<byte> content, CancellationToken cancellationToken)
    {
        var able = await _capabilities.GetAsync(cancellationToken).ConfigureAwait(false);
        var crc32 = able.Checksums ? Checksum.Crc32Of(content) : null;
        var answer = await _sender.SendAsync(
            RequestKind.UploadPart,
            upload.Key,
            (client, token) => client.UploadPartAsync(
                _defaults.Apply(new UploadPartRequest
                {
                    BucketName = upload.Key.Bucket,
                    Key = upload.Key.Key,
                    UploadId = upload.UploadId,
                    PartNumber = number,
                    PartSize = content.Length,
                    InputStream = new SequenceStream(content),
                    UseChunkEncoding = false,
                    DisablePayloadSigning = crc32 is not null && _capabilities.IsHttps,
                    DisableDefaultChecksumValidation = crc32 is null,
                    ChecksumCRC32 = crc32,
                }),
                token),
            cancellationToken).ConfigureAwait(false);
        _meter.Sent(content.Length);
        return new UploadedPart(number, ETags.Unquote(answer.ETag), crc32) { Length = content.Length };
    }

    public async Task<UploadedPart> CopyPartAsync(MultipartUpload upload, PartCopy part, CancellationToken cancellationToken)
    {
        var able = await _capabilities.GetAsync(cancellationToken).ConfigureAwait(false);
        if (!able.CopySourceMatch)
        {
            await PreconditionCheck.RequireAsync(this, part.Source, Precondition.Matches(part.SourceETag), cancellationToken).ConfigureAwait(false);
        }

        var answer = await _sender.SendAsync(
            RequestKind.CopyPart,
            upload.Key,
            (client, token) => client.CopyPartAsync(
                _defaults.Apply(new CopyPartRequest
                {
                    SourceBucket = part.Source.Bucket,
                    SourceKey = part.Source.Key,
                    DestinationBucket = upload.Key.Bucket,
                    DestinationKey = upload.Key.Key,
                    UploadId = upload.UploadId,
                    PartNumber = part.Number,
                    FirstByte = part.Range.Offset,
                    LastByte = part.Range.Offset + part.Range.Length - 1,
                    ETagToMatch = able.CopySourceMatch ? [ETags.Quote(part.SourceETag)] : null,
                }),
                token),
            cancellationToken).ConfigureAwait(false);
        return new UploadedPart(part.Number, ETags.Unquote(answer.ETag), answer.ChecksumCRC32) { Length = part.Range.Length };
    }

    public async Task<ObjectInfo> CompleteUploadAsync(
        MultipartUpload upload, IReadOnlyList<UploadedPart> parts, Precondition precondition, CancellationToken cancellationToken)
    {
        var able = await _capabilities.GetAsync(cancellationToken).ConfigureAwait(false);
        if (!able.CompletePrecondition) await PreconditionCheck.RequireAsync(this, upload.Key, precondition, cancellationToken).ConfigureAwait(false);
        var length = parts.Sum(part => part.Length);
        try
        {
            var answer = await _sender.SendAsync(
                RequestKind.CompleteUpload,
                upload.Key,
                (client, token) => client.CompleteMultipartUploadAsync(Complete(upload, parts, able.CompletePrecondition ? precondition : Precondition.None), token),
                cancellationToken).ConfigureAwait(false);
            if (ETags.Unquote(answer.ETag) is { Length: > 0 } etag) return new ObjectInfo(upload.Key.Key, length, etag, _time.GetUtcNow());
        }
        catch (StoreException error) when (error.Kind is StoreErrorKind.NoSuchUpload or StoreErrorKind.Unavailable)
        {
            // The answer to a try that succeeded may have been lost; the object's ETag tells.
            var expected = MultipartETag.Of(parts);
            var found = expected is null ? null : await HeadAsync(upload.Key, cancellationToken).ConfigureAwait(false);
            if (found is null || !string.Equals(found.ETag, expected, StringComparison.OrdinalIgnoreCase)) throw;
            return found;
        }

        // Ceph RGW leaves the ETag of its answer empty.
        return await HeadAsync(upload.Key, cancellationToken).ConfigureAwait(false)
            ?? throw new StoreException(StoreErrorKind.NotFound, $"{upload.Key} was deleted as soon as it was complete.");
    }

    public async Task AbortUploadAsync(MultipartUpload upload, CancellationToken cancellationToken)
    {
        try
        {
            await _sender.SendAsync(
                RequestKind.AbortUpload,
                upload.Key,
                (client, token) => client.AbortMultipartUploadAsync(
                    _defaults.Apply(new AbortMultipartUploadRequest { BucketName = upload.Key.Bucket, Key = upload.Key.Key, UploadId = upload.UploadId }), token),
                cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException gone) when (gone.Kind is StoreErrorKind.NoSuchUpload or StoreErrorKind.NotFound)
        {
            // Aborted or completed before: nothing is left to drop.
        }
    }

    public async Task<ListPage> ListAsync(ListRequest request, CancellationToken cancellationToken)
    {
        var answer = await _sender.SendAsync(
            RequestKind.List,
            new ObjectKey(request.Bucket, request.Prefix),
            (client, token) => client.ListObjectsV2Async(_defaults.Apply(ListMapping.Write(request)), token),
            cancellationToken).ConfigureAwait(false);
        return ListMapping.Read(answer);
    }

    public async Task<ObjectInfo> CopyAsync(CopyRequest request, CancellationToken cancellationToken)
    {
        var able = await _capabilities.GetAsync(cancellationToken).ConfigureAwait(false);
        return await _copier.CopyAsync(request, able, cancellationToken).ConfigureAwait(false);
    }

    public async Task DeleteAsync(ObjectKey key, string? etag, CancellationToken cancellationToken)
    {
        var able = await _capabilities.GetAsync(cancellationToken).ConfigureAwait(false);
        if (etag is not null && !able.DeleteIfMatch)
        {
            if (await HeadAsync(key, cancellationToken).ConfigureAwait(false) is not { } found) return;
            if (found.ETag != etag) throw new StoreException(StoreErrorKind.PreconditionFailed, $"{key} is there, as version {found.ETag}.");
            etag = null;
        }

        try
        {
            await _sender.SendAsync(
                RequestKind.Delete,
                key,
                (client, token) => client.DeleteObjectAsync(
                    _defaults.Apply(new DeleteObjectRequest { BucketName = key.Bucket, Key = key.Key, IfMatch = etag is null ? null : ETags.Quote(etag) }), token),
                cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException missing) when (missing.Kind == StoreErrorKind.NotFound)
        {
            // Some stores say so of a key that is gone; the caller wanted it gone.
        }
        catch (StoreException other) when (other.Kind == StoreErrorKind.PreconditionFailed)
        {
            // Nothing there has no ETag to match either: gone before, or by a try whose answer was lost.
            if (await HeadAsync(key, cancellationToken).ConfigureAwait(false) is not null) throw;
        }
    }

    public async Task<IReadOnlyList<DeleteFailure>> DeleteManyAsync(string bucket, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var able = await _capabilities.GetAsync(cancellationToken).ConfigureAwait(false);
        return await _deleter.DeleteAsync(bucket, keys, able, cancellationToken).ConfigureAwait(false);
    }

    private CompleteMultipartUploadRequest Complete(MultipartUpload upload, IReadOnlyList<UploadedPart> parts, Precondition precondition)
    {
        var complete = new CompleteMultipartUploadRequest
        {
            BucketName = upload.Key.Bucket,
            Key = upload.Key.Key,
            UploadId = upload.UploadId,
            PartETags = [.. parts.Select(part => new PartETag(part.Number, ETags.Quote(part.ETag)) { ChecksumCRC32 = part.Crc32 })],
        };
        if (precondition.MustBeMissing) complete.IfNoneMatch = "*";
        if (precondition.ETag is { } etag) complete.IfMatch = ETags.Quote(etag);
        return _defaults.Apply(complete);
    }
}
