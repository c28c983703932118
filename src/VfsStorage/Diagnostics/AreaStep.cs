using System.Buffers;
using System.Runtime.CompilerServices;
using VfsStorage.Configuration;
using VfsStorage.Objects;
using static VfsStorage.StorageFindingLevel;

namespace VfsStorage.Diagnostics;

/// <summary>Tries everything that is done to files in one area, under throw-away keys that are removed again.</summary>
internal sealed class AreaStep(S3Patient patient, StorageArea area)
{
    private static readonly ReadOnlySequence<byte> Content = new("vfs doctor"u8.ToArray());

    private readonly string _name = $"{area.MountPrefix}{ThrowAwayKeys.DiagnosisPrefix}{Guid.NewGuid():N}";
    private readonly AreaNeeds _needs = AreaNeeds.Of(area);
    private readonly List<string> _done = [];
    private readonly List<ObjectKey> _made = [];

    private string Place => $"s3://{area.Bucket}/{area.MountPrefix}";

    public async IAsyncEnumerable<StorageFinding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var listing = await Attempt.RunAsync(
            () => patient.Store.ListAsync(new ListRequest(area.Bucket!, area.MountPrefix) { MaxKeys = 1 }, cancellationToken)).ConfigureAwait(false);
        if (listing.Failure is { } noList)
        {
            yield return ListingFailed(noList);
            if (noList.Kind != StoreErrorKind.AccessDenied) yield break;
        }
        else
        {
            _done.Add("list");
            patient.Listable.Add(area);
        }

        foreach (var failure in await TryAllAsync(cancellationToken).ConfigureAwait(false)) yield return failure;
        if (_done.Count > 0) yield return new StorageFinding(area.Name, Ok, $"{Place}: {string.Join(", ", _done)}");
    }

    private async Task<List<StorageFinding>> TryAllAsync(CancellationToken cancellationToken)
    {
        var failures = new List<StorageFinding>();
        var key = KeyOf("object");
        try
        {
            if (await TryAsync(failures, "write", "s3:PutObject", _needs.Writes, () => MakeAsync(key, cancellationToken)).ConfigureAwait(false))
            {
                var canRead = await TryAsync(failures, "read", "s3:GetObject", true, () => ReadAsync(key, cancellationToken)).ConfigureAwait(false);
                await TryAsync(failures, "copy", "s3:GetObject, s3:PutObject, s3:GetObjectTagging, s3:PutObjectTagging", _needs.Writes, () => CopyAsync(key, cancellationToken)).ConfigureAwait(false);
                await TryAsync(failures, "multipart upload", "s3:PutObject, s3:AbortMultipartUpload", _needs.Writes, () => UploadAsync(cancellationToken)).ConfigureAwait(false);
                await AskForFeaturesAsync(canRead && failures.Count == 0, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            // Also when the diagnosis is stopped, and when a write failed that may have arrived: nothing of it may stay.
            await TryAsync(failures, "delete", "s3:DeleteObject", _needs.Deletes, RemoveAsync).ConfigureAwait(false);
        }

        return failures;
    }

    /// <summary>What the store heeds here; only asked where everything works, because a probe cannot tell "ignored" from "forbidden".</summary>
    private async Task AskForFeaturesAsync(bool works, CancellationToken cancellationToken)
    {
        if (!works) return;
        var (capabilities, failure) = await Attempt.RunAsync(() => patient.Inspector.ProbeAsync(KeyOf("probe"))).ConfigureAwait(false);
        if (failure is null) patient.Capabilities[area.Name] = capabilities!;
        var chunked = KeyOf("chunked");
        _made.Add(chunked);
        if ((await Attempt.RunAsync(() => patient.Inspector.TakesSignedChunksAsync(chunked, cancellationToken)).ConfigureAwait(false)).Answer) _done.Add("signed chunks");
        if ((await Attempt.RunAsync(() => patient.Inspector.TakesTrailersAsync(chunked, cancellationToken)).ConfigureAwait(false)).Answer) _done.Add("trailing checksums");
        patient.Writable ??= area;
    }

    private async Task<bool> TryAsync(List<StorageFinding> failures, string what, string action, bool isNeeded, Func<Task> work)
    {
        if (await Attempt.RunAsync(work).ConfigureAwait(false) is not { } error)
        {
            _done.Add(what);
            return true;
        }

        failures.Add(new StorageFinding(area.Name, isNeeded ? Error : Warning, $"{Place}: {what} fails ({Failures.Reason(error)})")
        {
            Remedy = error.Kind == StoreErrorKind.AccessDenied
                ? $"Grant {action} on {AccessPolicy.ObjectsOf(area, patient.Options.S3)}{(isNeeded ? "." : "; vfs process does not need it here, other commands may.")}"
                : "Look at the store's own log for the reason.",
        });
        return false;
    }

    private async Task MakeAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        _made.Add(key);
        await patient.Store.PutAsync(key, Content, ObjectHeaders.None, Precondition.None, cancellationToken).ConfigureAwait(false);
    }

    private async Task ReadAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var body = await patient.Store.GetAsync(key, null, null, cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            using var read = new MemoryStream();
            await body.Content.CopyToAsync(read, cancellationToken).ConfigureAwait(false);
            if (!read.ToArray().AsSpan().SequenceEqual(Content.FirstSpan))
                throw new StoreException(StoreErrorKind.Corrupt, "what was written is not what is read");
        }
    }

    private async Task CopyAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var copy = KeyOf("copy");
        _made.Add(copy);
        await patient.Store.CopyAsync(new CopyRequest(key, copy), cancellationToken).ConfigureAwait(false);
    }

    private async Task UploadAsync(CancellationToken cancellationToken)
    {
        var key = KeyOf("upload");
        _made.Add(key);
        var upload = await patient.Store.BeginUploadAsync(key, ObjectHeaders.None, cancellationToken).ConfigureAwait(false);
        try
        {
            var part = await patient.Store.UploadPartAsync(upload, 1, Content, cancellationToken).ConfigureAwait(false);
            await patient.Store.CompleteUploadAsync(upload, [part], Precondition.None, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await patient.Store.AbortUploadAsync(upload, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private async Task RemoveAsync()
    {
        while (_made.Count > 0)
        {
            await patient.Store.DeleteAsync(_made[^1], null, CancellationToken.None).ConfigureAwait(false);
            _made.RemoveAt(_made.Count - 1);
        }
    }

    private ObjectKey KeyOf(string purpose) => new(area.Bucket!, $"{_name}-{purpose}");

    private StorageFinding ListingFailed(StoreException error) => new(area.Name, Error, $"{Place} cannot be listed ({Failures.Reason(error)})")
    {
        Remedy = error switch
        {
            { Kind: StoreErrorKind.NoSuchBucket } => $"Create the bucket '{area.Bucket}', or correct {area.BucketKey}.",
            { Kind: StoreErrorKind.AccessDenied } => $"Grant s3:ListBucket on {AccessPolicy.BucketOf(area, patient.Options.S3)}, or correct {area.BucketKey}.",
            _ when Failures.IsOtherRegion(error) => "The bucket is in another region: correct storage.s3.aws_region.",
            { Kind: StoreErrorKind.ExpiredCredentials } => "The credentials have expired: get new ones.",
            { Kind: StoreErrorKind.BadCredentials } => "The credentials are not accepted: correct AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or storage.s3.profile.",
            _ => $"Try again later; if it stays so, correct {area.BucketKey} or storage.s3.service_url.",
        },
    };
}
