using System.Buffers;
using Amazon.S3;
using Amazon.S3.Model;

namespace VfsStorage.Objects.S3;

/// <summary>The <see cref="IObjectStore"/> over the AWS SDK. Safe for use by many threads; the client stays its owner's.</summary>
internal sealed class S3ObjectStore : IObjectStore
{
    private readonly RequestSender _sender;
    private readonly RequestDefaults _defaults;
    private readonly CapabilitySource _capabilities;
    private readonly BodyMapping _bodies;
    private readonly MultipartUploads _uploads;
    private readonly ObjectCopier _copier;
    private readonly BulkDeleter _deleter;

    public S3ObjectStore(IAmazonS3 client, ObjectStoreSettings? settings = null, RequestMeter? meter = null, TimeProvider? time = null)
    {
        settings ??= new ObjectStoreSettings();
        _sender = new RequestSender(client, settings, meter ?? new RequestMeter(), time ?? TimeProvider.System);
        _defaults = new RequestDefaults(settings);
        _capabilities = new CapabilitySource(client, settings, new CapabilityProbe(_sender, _defaults));
        _bodies = new BodyMapping(_sender.Meter, settings.ReadTimeout, _sender.Time);
        _uploads = new MultipartUploads(this, _sender, _defaults, _capabilities);
        _copier = new ObjectCopier(this, _uploads, _sender, _defaults, settings);
        _deleter = new BulkDeleter(this, _sender, _defaults, settings);
    }

    /// <summary>Where its requests are counted.</summary>
    public RequestMeter Meter => _sender.Meter;

    public async Task<ObjectInfo?> HeadAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await AskHeadAsync(key, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException missing) when (missing.Kind == StoreErrorKind.NotFound)
        {
            return null;
        }
        catch (StoreException mute) when (mute is { Status: 400, Kind: StoreErrorKind.Other })
        {
            // The answer to a HEAD has no body to say why. That to a GET has: expired credentials, mostly, which it renews.
            return await AskWhyAsync(key, cancellationToken).ConfigureAwait(false) ? await AskHeadAsync(key, cancellationToken).ConfigureAwait(false) : null;
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
            return _bodies.Read(answer, key, range);
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
        var able = await _capabilities.GetAsync(key, cancellationToken).ConfigureAwait(false);
        var isChecked = precondition == Precondition.None || (precondition.MustBeMissing ? able.PutIfMissing : able.PutIfMatch != ETagForm.None);
        if (!isChecked && precondition.MustBeAtomic)
        {
            throw new StoreException(StoreErrorKind.NotSupported, "it does not check the condition of a PUT, on which leases rest; without them (locking: process) it can.");
        }

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
                    DisablePayloadSigning = crc32 is not null && _capabilities.IsHttps, // The checksum covers the body then, and TLS the checksum.
                    DisableDefaultChecksumValidation = crc32 is null,
                    ChecksumCRC32 = crc32,
                };
                if (isChecked && precondition.MustBeMissing) put.IfNoneMatch = "*";
                if (isChecked && precondition.ETag is { } etag) put.IfMatch = ETags.Write(etag, able.PutIfMatch);
                HeaderMapping.Write(headers, put.Headers, put.Metadata);
                return client.PutObjectAsync(_defaults.Apply(put), token);
            },
            cancellationToken).ConfigureAwait(false);
        _sender.Meter.Sent(content.Length);
        return new ObjectInfo(key.Key, content.Length, ETags.Unquote(answer.ETag), _sender.Time.GetUtcNow()) { Headers = headers, Crc32 = crc32 };
    }

    public Task<MultipartUpload> BeginUploadAsync(ObjectKey key, ObjectHeaders headers, CancellationToken cancellationToken) =>
        _uploads.BeginAsync(key, headers, begin => _defaults.Apply(begin), cancellationToken);

    public Task<UploadedPart> UploadPartAsync(MultipartUpload upload, int number, ReadOnlySequence<byte> content, CancellationToken cancellationToken) =>
        _uploads.UploadPartAsync(upload, number, content, cancellationToken);

    public Task<UploadedPart> CopyPartAsync(MultipartUpload upload, PartCopy part, CancellationToken cancellationToken) =>
        _uploads.CopyPartAsync(upload, part, look: true, cancellationToken);

    public Task<ObjectInfo> CompleteUploadAsync(
        MultipartUpload upload, IReadOnlyList<UploadedPart> parts, Precondition precondition, CancellationToken cancellationToken) =>
        _uploads.CompleteAsync(upload, parts, precondition, cancellationToken);

    public Task AbortUploadAsync(MultipartUpload upload, CancellationToken cancellationToken) => _uploads.AbortAsync(upload, cancellationToken);

    public async Task<ListPage> ListAsync(ListRequest request, CancellationToken cancellationToken)
    {
        var answer = await _sender.SendAsync(
            RequestKind.List,
            new ObjectKey(request.Bucket, request.Prefix),
            (client, token) => client.ListObjectsV2Async(_defaults.Apply(ListMapping.Write(request)), token),
            cancellationToken).ConfigureAwait(false);
        return ListMapping.Read(answer, request);
    }

    public async Task<ObjectInfo> CopyAsync(CopyRequest request, CancellationToken cancellationToken)
    {
        var able = await _capabilities.GetAsync(request.Destination, cancellationToken).ConfigureAwait(false);
        return await _copier.CopyAsync(request, able, cancellationToken).ConfigureAwait(false);
    }

    public async Task DeleteAsync(ObjectKey key, string? etag, CancellationToken cancellationToken)
    {
        if (etag is not null && !(await _capabilities.GetAsync(key, cancellationToken).ConfigureAwait(false)).DeleteIfMatch)
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
                    _defaults.Apply(new DeleteObjectRequest
                    {
                        BucketName = key.Bucket, Key = key.Key, IfMatch = etag is null ? null : ETags.Quote(etag),
                    }),
                    token),
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

    private async Task<ObjectInfo> AskHeadAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var answer = await _sender.SendAsync(
            RequestKind.Head,
            key,
            (client, token) => client.GetObjectMetadataAsync(
                _defaults.Apply(new GetObjectMetadataRequest { BucketName = key.Bucket, Key = key.Key, ChecksumMode = ChecksumMode.ENABLED }), token),
            cancellationToken).ConfigureAwait(false);
        return AnswerMapping.Read(answer, key.Key);
    }

    /// <summary>Has a refused request's reason thrown; where there is none any more, answers whether the object is there.</summary>
    private async Task<bool> AskWhyAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            await using ((await GetAsync(key, ByteRange.From(0, 1), null, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false))
            {
                return true;
            }
        }
        catch (StoreException found) when (found.Kind is StoreErrorKind.RangeNotSatisfiable or StoreErrorKind.NotFound)
        {
            return found.Kind == StoreErrorKind.RangeNotSatisfiable;
        }
    }

    public Task<IReadOnlyList<DeleteFailure>> DeleteManyAsync(string bucket, IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        _deleter.DeleteAsync(bucket, [.. keys.Select(key => new ObjectVersion(key, null))], cancellationToken);

    public async Task<IReadOnlyList<DeleteFailure>> DeleteVersionsAsync(
        string bucket, IReadOnlyList<ObjectVersion> versions, CancellationToken cancellationToken)
    {
        if (versions.Count == 0) return [];
        var able = await _capabilities.GetAsync(new ObjectKey(bucket, versions[0].Key), cancellationToken).ConfigureAwait(false);
        return await new VersionDeleter(this, _deleter).DeleteAsync(bucket, versions, able, cancellationToken).ConfigureAwait(false);
    }
}
