using System.Net;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;

namespace VfsStorage.Objects.S3;

/// <summary>Asks a store what only a diagnosis wants to know: what it heeds, which uploads are open, which rules a bucket has.</summary>
internal sealed class StoreInspector
{
    private readonly RequestSender _sender;
    private readonly RequestSender _trailers;
    private readonly RequestDefaults _defaults;
    private readonly ObjectStoreSettings _settings;
    private readonly CapabilityProbe _probe;

    /// <param name="client">The client of all requests but one.</param>
    /// <param name="trailers">A client that sends trailing checksums when asked.</param>
    /// <param name="settings">What is sent with requests.</param>
    /// <param name="time">The clock.</param>
    public StoreInspector(IAmazonS3 client, IAmazonS3 trailers, ObjectStoreSettings settings, TimeProvider time)
    {
        _trailers = new RequestSender(trailers, settings, new RequestMeter(), time);
        _sender = new RequestSender(client, settings, new RequestMeter(), time);
        _settings = settings;
        _defaults = new RequestDefaults(settings);
        _probe = new CapabilityProbe(_sender, _defaults);
    }

    /// <summary>What the store can be relied on for, found by throw-away objects beside a key.</summary>
    public Task<StoreCapabilities> ProbeAsync(ObjectKey beside) => _probe.RunAsync(beside);

    /// <summary>Whether the store takes a body that is signed chunk by chunk.</summary>
    public Task<bool> TakesSignedChunksAsync(ObjectKey key, CancellationToken cancellationToken) =>
        IsTakenAsync(_sender, key, put => put.DisableDefaultChecksumValidation = true, cancellationToken);

    /// <summary>Whether the store takes a checksum that follows the body.</summary>
    public Task<bool> TakesTrailersAsync(ObjectKey key, CancellationToken cancellationToken) =>
        IsTakenAsync(_trailers, key, put => put.ChecksumAlgorithm = ChecksumAlgorithm.CRC32, cancellationToken);

    /// <summary>The uploads that are open below a prefix.</summary>
    public async IAsyncEnumerable<OpenUpload> OpenUploadsAsync(
        string bucket, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListMultipartUploadsRequest
        {
            BucketName = bucket,
            Prefix = prefix,
            Encoding = EncodingType.Url,
            ExpectedBucketOwner = _settings.ExpectedBucketOwner,
        };
        ListMultipartUploadsResponse page;
        do
        {
            page = await _sender.SendAsync(
                RequestKind.ListUploads, new ObjectKey(bucket, prefix), (client, token) => client.ListMultipartUploadsAsync(request, token), cancellationToken)
                .ConfigureAwait(false);
            var isEncoded = page.EncodingType == EncodingType.Url;
            foreach (var found in page.MultipartUploads ?? [])
            {
                var key = isEncoded ? WebUtility.UrlDecode(found.Key) : found.Key;
                yield return new OpenUpload(
                    new Objects.MultipartUpload(new ObjectKey(bucket, key), found.UploadId), AnswerMapping.Utc(found.Initiated), found.Initiator?.Id);
            }

            (request.KeyMarker, request.UploadIdMarker) = (isEncoded ? WebUtility.UrlDecode(page.NextKeyMarker) : page.NextKeyMarker, page.NextUploadIdMarker);
        }
        while (page.IsTruncated == true);
    }

    /// <summary>Whether a rule of the bucket aborts incomplete uploads below a prefix.</summary>
    public async Task<bool> AbortsUploadsAsync(string bucket, string prefix, CancellationToken cancellationToken)
    {
        try
        {
            var request = new GetLifecycleConfigurationRequest { BucketName = bucket, ExpectedBucketOwner = _settings.ExpectedBucketOwner };
            var answer = await _sender.SendAsync(
                RequestKind.GetLifecycle, new ObjectKey(bucket, ""), (client, token) => client.GetLifecycleConfigurationAsync(request, token), cancellationToken)
                .ConfigureAwait(false);
            return answer.Configuration?.Rules?.Any(rule => Aborts(rule, prefix)) == true;
        }
        catch (StoreException none) when (none.Code == "NoSuchLifecycleConfiguration")
        {
            return false;
        }
    }

    private static bool Aborts(LifecycleRule rule, string prefix) =>
        rule.Status == LifecycleRuleStatus.Enabled
        && rule.AbortIncompleteMultipartUpload is not null
        && prefix.StartsWith(PrefixOf(rule), StringComparison.Ordinal);

#pragma warning disable CS0618 // Rules of the older form have their prefix here.
    private static string PrefixOf(LifecycleRule rule) =>
        rule.Filter?.Prefix
        ?? (rule.Filter?.LifecycleFilterPredicate as LifecyclePrefixPredicate)?.Prefix
        ?? rule.Filter?.And?.Prefix
        ?? rule.Prefix
        ?? "";
#pragma warning restore CS0618

    private async Task<bool> IsTakenAsync(RequestSender sender, ObjectKey key, Action<PutObjectRequest> change, CancellationToken cancellationToken)
    {
        try
        {
            await sender.SendAsync(
                RequestKind.Put,
                key,
                (client, token) =>
                {
                    var put = new PutObjectRequest { BucketName = key.Bucket, Key = key.Key, InputStream = new MemoryStream([0]), UseChunkEncoding = true };
                    change(put);
                    return client.PutObjectAsync(_defaults.Apply(put), token);
                },
                cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (StoreException refused) when (refused.Kind is not (StoreErrorKind.Unavailable or StoreErrorKind.Throttled))
        {
            return false;
        }
    }
}
