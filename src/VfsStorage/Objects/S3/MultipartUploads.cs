using System.Buffers;
using Amazon.S3;
using Amazon.S3.Model;

namespace VfsStorage.Objects.S3;

/// <summary>The multipart half of an <see cref="S3ObjectStore"/>: uploads from their beginning to their end.</summary>
internal sealed class MultipartUploads(
    S3ObjectStore store, RequestSender sender, RequestDefaults defaults, CapabilitySource capabilities)
{
    /// <summary>Begins an upload with more in its request than headers.</summary>
    public async Task<MultipartUpload> BeginAsync(
        ObjectKey key,
        ObjectHeaders headers,
        Func<InitiateMultipartUploadRequest, InitiateMultipartUploadRequest> complete,
        CancellationToken cancellationToken)
    {
        var able = await capabilities.GetAsync(key, cancellationToken).ConfigureAwait(false);
        var answer = await sender.SendAsync(
            RequestKind.BeginUpload,
            key,
            (client, token) =>
            {
                var begin = new InitiateMultipartUploadRequest { BucketName = key.Bucket, Key = key.Key };
                HeaderMapping.Write(headers, begin.Headers, begin.Metadata);
                if (able.Checksums) (begin.ChecksumAlgorithm, begin.ChecksumType) = (ChecksumAlgorithm.CRC32, ChecksumType.FULL_OBJECT);
                return BeginAsync(client, key, complete(begin), token);
            },
            cancellationToken).ConfigureAwait(false);
        return new MultipartUpload(key, answer.UploadId);
    }

    /// <summary>Who gives up waiting does not learn the upload's id: the upload is dropped when it comes.</summary>
    private async Task<InitiateMultipartUploadResponse> BeginAsync(IAmazonS3 client, ObjectKey key, InitiateMultipartUploadRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var begun = client.InitiateMultipartUploadAsync(request, CancellationToken.None);
        try
        {
            return await begun.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _ = DropAsync(key, begun);
            throw;
        }
    }

    private async Task DropAsync(ObjectKey key, Task<InitiateMultipartUploadResponse> begun)
    {
        try
        {
            await AbortAsync(new MultipartUpload(key, (await begun.ConfigureAwait(false)).UploadId), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            sender.Logger.UploadStays(key.ToString(), failure);
        }
    }

    public async Task<UploadedPart> UploadPartAsync(
        MultipartUpload upload, int number, ReadOnlySequence<byte> content, CancellationToken cancellationToken)
    {
        var able = await capabilities.GetAsync(upload.Key, cancellationToken).ConfigureAwait(false);
        var crc32 = able.Checksums ? Checksum.Crc32Of(content) : null;
        var answer = await sender.SendAsync(
            RequestKind.UploadPart,
            upload.Key,
            (client, token) => client.UploadPartAsync(
                defaults.Apply(new UploadPartRequest
                {
                    BucketName = upload.Key.Bucket,
                    Key = upload.Key.Key,
                    UploadId = upload.UploadId,
                    PartNumber = number,
                    PartSize = content.Length,
                    InputStream = new SequenceStream(content),
                    UseChunkEncoding = false,
                    DisablePayloadSigning = crc32 is not null && capabilities.IsHttps,
                    DisableDefaultChecksumValidation = crc32 is null,
                    ChecksumCRC32 = crc32,
                }),
                token),
            cancellationToken).ConfigureAwait(false);
        sender.Meter.Sent(content.Length);
        return new UploadedPart(number, ETags.Unquote(answer.ETag), crc32) { Length = content.Length };
    }

    /// <summary>Copies one part; <paramref name="look"/> has the source looked at before where the store does not check its version.</summary>
    public async Task<UploadedPart> CopyPartAsync(MultipartUpload upload, PartCopy part, bool look, CancellationToken cancellationToken)
    {
        var able = await capabilities.GetAsync(upload.Key, cancellationToken).ConfigureAwait(false);
        if (look && !able.CopySourceMatch)
        {
            await PreconditionCheck.RequireAsync(store, part.Source, Precondition.Matches(part.SourceETag), cancellationToken).ConfigureAwait(false);
        }

        var answer = await sender.SendAsync(
            RequestKind.CopyPart,
            upload.Key,
            (client, token) => client.CopyPartAsync(
                defaults.Apply(new CopyPartRequest
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

    public async Task<ObjectInfo> CompleteAsync(
        MultipartUpload upload, IReadOnlyList<UploadedPart> parts, Precondition precondition, CancellationToken cancellationToken)
    {
        var able = await capabilities.GetAsync(upload.Key, cancellationToken).ConfigureAwait(false);
        if (!able.CompletePrecondition) await PreconditionCheck.RequireAsync(store, upload.Key, precondition, cancellationToken).ConfigureAwait(false);
        var length = parts.Sum(part => part.Length);
        try
        {
            var answer = await sender.SendAsync(
                RequestKind.CompleteUpload,
                upload.Key,
                (client, token) => client.CompleteMultipartUploadAsync(
                    Write(upload, parts, able.CompletePrecondition ? precondition : Precondition.None), token),
                cancellationToken).ConfigureAwait(false);
            if (ETags.Unquote(answer.ETag) is { Length: > 0 } etag) return new ObjectInfo(upload.Key.Key, length, etag, sender.Time.GetUtcNow());
        }
        catch (StoreException error) when (error.Kind is StoreErrorKind.NoSuchUpload or StoreErrorKind.Unavailable)
        {
            // The answer to a try that succeeded may have been lost; the object's ETag tells.
            var expected = MultipartETag.Of(parts);
            var found = expected is null ? null : await store.HeadAsync(upload.Key, cancellationToken).ConfigureAwait(false);
            if (found is null || !string.Equals(found.ETag, expected, StringComparison.OrdinalIgnoreCase)) throw;
            return found;
        }

        // Ceph RGW leaves the ETag of its answer empty.
        return await store.HeadAsync(upload.Key, cancellationToken).ConfigureAwait(false)
            ?? throw new StoreException(StoreErrorKind.NotFound, $"{upload.Key} was deleted as soon as it was complete.");
    }

    public async Task AbortAsync(MultipartUpload upload, CancellationToken cancellationToken)
    {
        try
        {
            await sender.SendAsync(
                RequestKind.AbortUpload,
                upload.Key,
                (client, token) => client.AbortMultipartUploadAsync(
                    defaults.Apply(new AbortMultipartUploadRequest
                    {
                        BucketName = upload.Key.Bucket, Key = upload.Key.Key, UploadId = upload.UploadId,
                    }),
                    token),
                cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException gone) when (gone.Kind is StoreErrorKind.NoSuchUpload or StoreErrorKind.NotFound)
        {
            // Aborted or completed before: nothing is left to drop.
        }
    }

    private CompleteMultipartUploadRequest Write(MultipartUpload upload, IReadOnlyList<UploadedPart> parts, Precondition precondition)
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
        return defaults.Apply(complete);
    }
}
