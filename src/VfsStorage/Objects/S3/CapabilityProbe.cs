using Amazon.S3;
using Amazon.S3.Model;

namespace VfsStorage.Objects.S3;

/// <summary>
/// Finds out what a store can be relied on for, by asking for what must be refused: a store that does it all the same ignores the condition.
/// About twenty requests, in parallel by feature, to objects of one byte named <c>.vfs-probe-…</c> beside the key to be written.
/// </summary>
internal sealed class CapabilityProbe(RequestSender sender, RequestDefaults defaults)
{
    private const string NoSuchETag = "00000000000000000000000000000000";

    public async Task<StoreCapabilities> RunAsync(ObjectKey beside)
    {
        var folder = beside.Key[..(beside.Key.LastIndexOf('/') + 1)];
        var name = $"{folder}.vfs-probe-{Guid.NewGuid():N}";
        ObjectKey KeyOf(string feature) => new(beside.Bucket, $"{name}-{feature}");
        var put = KeyOf("put");
        if (await KindOfFailureAsync(() => PutAsync(put)).ConfigureAwait(false) == StoreErrorKind.AccessDenied)
        {
            // Some policies permit only certain names; the write itself may still be one of them.
            return StoreCapabilities.Generic;
        }

        var conditions = OrNothingAsync(() => PutConditionsAsync(put));
        var copies = OrNothingAsync(() => CopyConditionsAsync(KeyOf("copy")));
        var uploads = OrNothingAsync(() => CompleteConditionAsync(KeyOf("upload")));
        var deletes = OrNothingAsync(() => DeleteConditionsAsync(KeyOf("delete")));
        var checksums = OrNothingAsync(() => ChecksumsAsync(KeyOf("checksum")));
        var tags = OrNothingAsync(() => TagsAsync(KeyOf("tags")));
        try
        {
            var (ifMissing, ifMatch) = await conditions.ConfigureAwait(false);
            var (source, destination) = await copies.ConfigureAwait(false);
            var (single, bulk) = await deletes.ConfigureAwait(false);
            return new StoreCapabilities
            {
                PutIfMissing = ifMissing,
                PutIfMatch = ifMatch,
                CopySourceMatch = source,
                CopyPrecondition = destination,
                CompletePrecondition = await uploads.ConfigureAwait(false),
                DeleteIfMatch = single,
                BulkDeleteIfMatch = bulk,
                Checksums = await checksums.ConfigureAwait(false),
                KeepsTags = await tags.ConfigureAwait(false),
            };
        }
        finally
        {
            // However it went: every part ends before its object is removed.
            await Task.WhenAll(conditions, copies, uploads, deletes, checksums, tags).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var feature in new[] { "put", "copy", "upload", "delete", "checksum", "tags" })
            {
                await DeleteAsync(KeyOf(feature)).ConfigureAwait(false);
            }
        }
    }

    private async Task<(bool IfMissing, ETagForm IfMatch)> PutConditionsAsync(ObjectKey key)
    {
        var ifMissing = await IsRefusedAsync(() => PutAsync(key, put => put.IfNoneMatch = "*")).ConfigureAwait(false);
        if (!await IsRefusedAsync(() => PutAsync(key, put => put.IfMatch = ETags.Quote(NoSuchETag))).ConfigureAwait(false)) return (ifMissing, ETagForm.None);
        var etag = await PutAsync(key).ConfigureAwait(false);
        foreach (var form in new[] { ETagForm.Quoted, ETagForm.Unquoted })
        {
            // The condition holds now; a store that refuses it cannot read this form.
            if (await IsAcceptedAsync(() => PutAsync(key, put => put.IfMatch = ETags.Write(etag, form))).ConfigureAwait(false)) return (ifMissing, form);
        }

        return (ifMissing, ETagForm.None);
    }

    private async Task<(bool Source, bool Destination)> CopyConditionsAsync(ObjectKey key)
    {
        await PutAsync(key).ConfigureAwait(false);
        var source = await IsRefusedAsync(() => CopyOntoItselfAsync(key, copy => copy.ETagToMatch = ETags.Quote(NoSuchETag))).ConfigureAwait(false);
        var destination = await IsRefusedAsync(() => CopyOntoItselfAsync(key, copy => copy.IfNoneMatch = "*")).ConfigureAwait(false)
            && await IsRefusedAsync(() => CopyOntoItselfAsync(key, copy => copy.IfMatch = ETags.Quote(NoSuchETag))).ConfigureAwait(false);
        return (source, destination);
    }

    private async Task<bool> CompleteConditionAsync(ObjectKey key)
    {
        await PutAsync(key).ConfigureAwait(false);
        var begun = await SendAsync(RequestKind.BeginUpload, key, (client, token) => client.InitiateMultipartUploadAsync(
            defaults.Apply(new InitiateMultipartUploadRequest { BucketName = key.Bucket, Key = key.Key }), token)).ConfigureAwait(false);
        try
        {
            return await CompleteConditionAsync(key, begun.UploadId).ConfigureAwait(false);
        }
        finally
        {
            await AbortAsync(key, begun.UploadId).ConfigureAwait(false);
        }
    }

    private async Task<bool> CompleteConditionAsync(ObjectKey key, string uploadId)
    {
        var part = await SendAsync(RequestKind.UploadPart, key, (client, token) => client.UploadPartAsync(
            defaults.Apply(new UploadPartRequest
            {
                BucketName = key.Bucket,
                Key = key.Key,
                UploadId = uploadId,
                PartNumber = 1,
                InputStream = new MemoryStream([0]),
                UseChunkEncoding = false,
                DisableDefaultChecksumValidation = true,
            }),
            token)).ConfigureAwait(false);
        Task CompleteAsync(Action<CompleteMultipartUploadRequest> condition) => SendAsync(RequestKind.CompleteUpload, key, (client, token) =>
        {
            var complete = new CompleteMultipartUploadRequest
            {
                BucketName = key.Bucket,
                Key = key.Key,
                UploadId = uploadId,
                PartETags = [new PartETag(1, part.ETag)],
            };
            condition(complete);
            return client.CompleteMultipartUploadAsync(defaults.Apply(complete), token);
        });

        return await IsRefusedAsync(() => CompleteAsync(complete => complete.IfNoneMatch = "*")).ConfigureAwait(false)
            && await IsRefusedAsync(() => CompleteAsync(complete => complete.IfMatch = ETags.Quote(NoSuchETag))).ConfigureAwait(false);
    }

    private async Task<(bool Single, bool Bulk)> DeleteConditionsAsync(ObjectKey key)
    {
        await PutAsync(key).ConfigureAwait(false);
        // A store that ignores the one is not asked for the other: there is nothing left to delete.
        var single = await IsRefusedAsync(() => SendAsync(RequestKind.Delete, key, (client, token) => client.DeleteObjectAsync(
            defaults.Apply(new DeleteObjectRequest { BucketName = key.Bucket, Key = key.Key, IfMatch = ETags.Quote(NoSuchETag) }), token))).ConfigureAwait(false);
        return (single, single && await IsRefusedInBulkAsync(key).ConfigureAwait(false));
    }

    private async Task<bool> IsRefusedInBulkAsync(ObjectKey key)
    {
        try
        {
            await SendAsync(RequestKind.DeleteMany, key, (client, token) => client.DeleteObjectsAsync(
                defaults.Apply(new DeleteObjectsRequest
                {
                    BucketName = key.Bucket,
                    Objects = [new KeyVersion { Key = key.Key, ETag = ETags.Quote(NoSuchETag) }],
                }),
                token)).ConfigureAwait(false);
            return false;
        }
        catch (StoreException some) when (some.InnerException is DeleteObjectsException { Response.DeleteErrors: [{ Code: "PreconditionFailed" }] })
        {
            return true;
        }
    }

    // Checked is what counts: a store that stores a wrong checksum protects nothing.
    private async Task<bool> ChecksumsAsync(ObjectKey key) =>
        await KindOfFailureAsync(() => PutAsync(key, put => put.ChecksumCRC32 = "AAAAAA==")).ConfigureAwait(false) == StoreErrorKind.Corrupt
        && await TakesWholeChecksumsAsync(key).ConfigureAwait(false);

    /// <summary>Whether those of parts may add up to one of the whole, where the store knows parts at all.</summary>
    private async Task<bool> TakesWholeChecksumsAsync(ObjectKey key) =>
        await KindOfFailureAsync(async () =>
        {
            var begun = await SendAsync(RequestKind.BeginUpload, key, (client, token) => client.InitiateMultipartUploadAsync(
                defaults.Apply(new InitiateMultipartUploadRequest
                {
                    BucketName = key.Bucket, Key = key.Key, ChecksumAlgorithm = ChecksumAlgorithm.CRC32, ChecksumType = ChecksumType.FULL_OBJECT,
                }),
                token)).ConfigureAwait(false);
            await AbortAsync(key, begun.UploadId).ConfigureAwait(false);
        }).ConfigureAwait(false) is null or StoreErrorKind.NotSupported;

    private async Task<bool> TagsAsync(ObjectKey key)
    {
        // A store that knows no tags loses none.
        if (!await IsAcceptedAsync(() => PutAsync(key, put => put.TagSet = [new Tag { Key = "vfs", Value = "probe" }])).ConfigureAwait(false)) return true;
        await CopyOntoItselfAsync(key, _ => { }).ConfigureAwait(false);
        var kept = false;
        var failure = await KindOfFailureAsync(async () =>
        {
            var answer = await SendAsync(RequestKind.GetTags, key, (client, token) => client.GetObjectTaggingAsync(
                defaults.Apply(new GetObjectTaggingRequest { BucketName = key.Bucket, Key = key.Key }), token)).ConfigureAwait(false);
            kept = answer.Tagging is { Count: > 0 };
        }).ConfigureAwait(false);
        return kept || failure == StoreErrorKind.NotSupported;
    }

    private async Task<string> PutAsync(ObjectKey key, Action<PutObjectRequest>? change = null)
    {
        var answer = await SendAsync(RequestKind.Put, key, (client, token) =>
        {
            var put = new PutObjectRequest
            {
                BucketName = key.Bucket,
                Key = key.Key,
                InputStream = new MemoryStream([0]),
                UseChunkEncoding = false,
                DisableDefaultChecksumValidation = true,
            };
            change?.Invoke(put);
            return client.PutObjectAsync(defaults.Apply(put), token);
        }).ConfigureAwait(false);
        return ETags.Unquote(answer.ETag);
    }

    private async Task CopyOntoItselfAsync(ObjectKey key, Action<CopyObjectRequest> condition) => await SendAsync(RequestKind.Copy, key, (client, token) =>
    {
        var copy = new CopyObjectRequest
        {
            SourceBucket = key.Bucket,
            SourceKey = key.Key,
            DestinationBucket = key.Bucket,
            DestinationKey = key.Key,
            MetadataDirective = S3MetadataDirective.REPLACE,
        };
        condition(copy);
        return client.CopyObjectAsync(defaults.Apply(copy, null), token);
    }).ConfigureAwait(false);

    // What an ignored condition completed is gone already.
    private async Task AbortAsync(ObjectKey key, string uploadId)
    {
        var abort = new AbortMultipartUploadRequest { BucketName = key.Bucket, Key = key.Key, UploadId = uploadId };
        await KindOfFailureAsync(() => SendAsync(
            RequestKind.AbortUpload, key, (client, token) => client.AbortMultipartUploadAsync(defaults.Apply(abort), token))).ConfigureAwait(false);
    }

    // What cannot be removed for want of a permission stays; it is one byte, and no reason to fail a write.
    private async Task DeleteAsync(ObjectKey key) => await KindOfFailureAsync(() => SendAsync(RequestKind.Delete, key, (client, token) =>
        client.DeleteObjectAsync(defaults.Apply(new DeleteObjectRequest { BucketName = key.Bucket, Key = key.Key }), token))).ConfigureAwait(false);

    private Task<T> SendAsync<T>(RequestKind kind, ObjectKey key, Func<IAmazonS3, CancellationToken, Task<T>> send) =>
        sender.SendAsync(kind, key, send, CancellationToken.None);

    // A feature whose requests the store refuses altogether cannot be relied on; one that it could not answer just now is asked for again.
    private static async Task<T?> OrNothingAsync<T>(Func<Task<T>> feature)
    {
        T? found = default;
        await KindOfFailureAsync(async () => found = await feature().ConfigureAwait(false)).ConfigureAwait(false);
        return found;
    }

    private static async Task<bool> IsRefusedAsync(Func<Task> request) =>
        await KindOfFailureAsync(request).ConfigureAwait(false) == StoreErrorKind.PreconditionFailed;

    private static async Task<bool> IsAcceptedAsync(Func<Task> request) =>
        await KindOfFailureAsync(request).ConfigureAwait(false) is null;

    private static async Task<StoreErrorKind?> KindOfFailureAsync(Func<Task> request)
    {
        try
        {
            await request().ConfigureAwait(false);
            return null;
        }
        catch (StoreException answer) when (answer.Kind is not (StoreErrorKind.Unavailable or StoreErrorKind.Throttled or StoreErrorKind.BadCredentials or StoreErrorKind.ExpiredCredentials))
        {
            return answer.Kind;
        }
    }
}
