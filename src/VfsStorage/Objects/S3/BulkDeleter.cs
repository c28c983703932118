using System.Collections.Concurrent;
using System.Xml;
using Amazon.S3;
using Amazon.S3.Model;

namespace VfsStorage.Objects.S3;

/// <summary>Deletes many keys in one request, and those that a bulk request cannot name one by one.</summary>
internal sealed class BulkDeleter(S3ObjectStore store, RequestSender sender, RequestDefaults defaults, ObjectStoreSettings settings)
{
    // Set once the store has refused a bulk delete as such.
    private volatile bool _onlySingly;

    public async Task<IReadOnlyList<DeleteFailure>> DeleteAsync(string bucket, IReadOnlyList<ObjectVersion> keys, CancellationToken cancellationToken)
    {
        var failures = new ConcurrentQueue<DeleteFailure>();
        var bulk = _onlySingly ? [] : keys.Where(version => IsSafeInXml(version.Key)).ToList();
        if (bulk.Count > 0 && !await TryInBulkAsync(bucket, bulk, failures, cancellationToken).ConfigureAwait(false)) bulk = [];
        if (bulk.Count < keys.Count)
        {
            var singly = bulk.Count == 0 ? keys : keys.Where(version => !IsSafeInXml(version.Key));
            await DeleteSinglyAsync(bucket, singly, failures, cancellationToken).ConfigureAwait(false);
        }

        return [.. failures];
    }

    /// <summary>
    /// Whether a key comes out of XML 1.0 as it went in, whoever parses it. Control characters cannot be written at all, line ends are
    /// normalised, and some servers trim: a key misread is another object deleted.
    /// </summary>
    private static bool IsSafeInXml(string key)
    {
        if (char.IsWhiteSpace(key[0]) || char.IsWhiteSpace(key[^1])) return false;
        for (var i = 0; i < key.Length; i++)
        {
            if (char.IsControl(key[i])) return false;
            if (XmlConvert.IsXmlChar(key[i])) continue;
            if (i + 1 == key.Length || !XmlConvert.IsXmlSurrogatePair(key[i + 1], key[i])) return false;
            i++;
        }

        return true;
    }

    private async Task DeleteSinglyAsync(string bucket, IEnumerable<ObjectVersion> keys, ConcurrentQueue<DeleteFailure> failures, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = settings.Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(keys, options, async (version, token) =>
        {
            try
            {
                await store.DeleteAsync(new ObjectKey(bucket, version.Key), version.ETag, token).ConfigureAwait(false);
            }
            catch (StoreException error)
            {
                failures.Enqueue(new DeleteFailure(version.Key, error));
            }
        }).ConfigureAwait(false);
    }

    private async Task<bool> TryInBulkAsync(string bucket, List<ObjectVersion> keys, ConcurrentQueue<DeleteFailure> failures, CancellationToken cancellationToken)
    {
        try
        {
            await DeleteInBulkAsync(bucket, keys, failures, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (StoreException refusal) when (refusal.Kind == StoreErrorKind.NotSupported || refusal.Code is "MissingContentMD5" or "MissingDigest")
        {
            // Not known here, or only with the MD5 that the SDK has given up.
            _onlySingly = true;
            return false;
        }
    }

    private async Task DeleteInBulkAsync(string bucket, List<ObjectVersion> keys, ConcurrentQueue<DeleteFailure> failures, CancellationToken cancellationToken)
    {
        for (var attempt = 0; keys.Count > 0; attempt++)
        {
            if (attempt > 0) await sender.BackOffAsync(attempt - 1, cancellationToken).ConfigureAwait(false);
            var errors = await SendAsync(bucket, keys, cancellationToken).ConfigureAwait(false);
            var again = new HashSet<string>(StringComparer.Ordinal);
            foreach (var error in errors)
            {
                var failure = Translate(bucket, error);
                // S3 throttles keys of a bulk delete one by one, inside a 200 that the SDK does not retry.
                var passing = failure.Error.Kind is StoreErrorKind.Throttled or StoreErrorKind.Unavailable or StoreErrorKind.Conflict;
                if (passing && attempt < settings.ConflictRetries) again.Add(error.Key);
                else if (failure.Error.Kind != StoreErrorKind.NotFound) failures.Enqueue(failure);
            }

            keys = keys.FindAll(version => again.Contains(version.Key));
        }
    }

    private async Task<List<DeleteError>> SendAsync(string bucket, List<ObjectVersion> keys, CancellationToken cancellationToken)
    {
        try
        {
            await sender.SendAsync(
                RequestKind.DeleteMany,
                new ObjectKey(bucket, ""),
                (client, token) => client.DeleteObjectsAsync(Write(bucket, keys), token),
                cancellationToken).ConfigureAwait(false);
            return [];
        }
        catch (StoreException some) when (some.InnerException is DeleteObjectsException { Response.DeleteErrors: { } errors })
        {
            return errors;
        }
    }

    private DeleteObjectsRequest Write(string bucket, List<ObjectVersion> keys) => defaults.Apply(new DeleteObjectsRequest
    {
        BucketName = bucket,
        Objects = keys.ConvertAll(version => new KeyVersion { Key = version.Key, ETag = version.ETag is null ? null : ETags.Quote(version.ETag) }),
        Quiet = true,
    });

    private static DeleteFailure Translate(string bucket, DeleteError error)
    {
        var code = error.Code ?? "";
        var message = error.Message ?? "";
        var kind = S3Errors.KindOf(code, 0, message);
        return new DeleteFailure(
            error.Key,
            new StoreException(kind, $"{RequestKind.DeleteMany} {new ObjectKey(bucket, error.Key)}: {message} ({code})") { Code = code });
    }
}
