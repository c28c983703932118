using System.Globalization;
using VfsStorage.Configuration;
using VfsStorage.Objects;
using static VfsStorage.StorageFindingLevel;

namespace VfsStorage.Diagnostics;

/// <summary>
/// Finds multipart uploads below an area's prefix that were begun a day ago and never ended. Those of this account are ours, because the
/// prefix is; whose they are is told by an upload begun, looked at and aborted for comparison.
/// </summary>
internal sealed class UploadStep(S3Patient patient, StorageArea area)
{
    private static readonly TimeSpan LeftBehind = TimeSpan.FromDays(1);

    public async Task<StorageFinding> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var old = patient.Time.GetUtcNow() - LeftBehind;
            var open = await patient.Inspector.OpenUploadsAsync(area.Bucket!, area.MountPrefix, cancellationToken)
                .Where(upload => upload.Initiated < old).ToListAsync(cancellationToken).ConfigureAwait(false);
            if (open.Count == 0) return new StorageFinding(area.Name, Ok, "no incomplete upload is older than a day");
            var own = await OwnNameAsync(cancellationToken).ConfigureAwait(false);
            var (ours, others) = (open.Where(upload => IsSame(upload.Initiator, own)).ToList(), open.Count(upload => !IsSame(upload.Initiator, own)));
            return await TellAsync(ours, others, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException error)
        {
            return error.Kind == StoreErrorKind.NotSupported
                ? new StorageFinding(area.Name, Ok, "the store does not list incomplete uploads")
                : new StorageFinding(area.Name, Warning, $"its incomplete uploads cannot be looked at ({Failures.Reason(error)})")
                {
                    Remedy = $"Grant s3:ListBucketMultipartUploads on {AccessPolicy.BucketOf(area, patient.Options.S3)}.",
                };
        }
    }

    private async Task<StorageFinding> TellAsync(List<OpenUpload> ours, int others, CancellationToken cancellationToken)
    {
        var oldest = ours.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", since {ours.Min(upload => upload.Initiated).UtcDateTime:yyyy-MM-dd} or later: '{ours[0].Upload.Key.Key}'{(ours.Count > 1 ? ", …" : "")}");
        var finding = new StorageFinding(area.Name, Warning, $"incomplete uploads that are billed: {ours.Count} of this account{oldest}{(others > 0 ? $"; {others} of others" : "")}")
        {
            CanBeFixed = ours.Count > 0,
            Remedy = ours.Count > 0 ? "vfs doctor --fix aborts those of this account." : "Their owners should abort them, or a lifecycle rule.",
        };
        if (!patient.Wishes.Fix) return finding;
        var removed = new List<string>();
        foreach (var upload in ours)
        {
            if (await Attempt.RunAsync(() => patient.Store.AbortUploadAsync(upload.Upload, cancellationToken)).ConfigureAwait(false) is { } failure)
                return finding with { Fixed = removed, Remedy = $"They could not be aborted ({Failures.Reason(failure)}): grant s3:AbortMultipartUpload." };
            removed.Add($"aborted the upload {upload.Upload.UploadId} of {upload.Upload.Key}");
        }

        return finding with { Level = others == 0 ? Ok : Warning, Fixed = removed, Remedy = others == 0 ? null : "Those of others stay: their owners should abort them." };
    }

    private async Task<string?> OwnNameAsync(CancellationToken cancellationToken)
    {
        var key = new ObjectKey(area.Bucket!, $"{area.MountPrefix}{ThrowAwayKeys.DiagnosisPrefix}{Guid.NewGuid():N}-own");
        var upload = await patient.Store.BeginUploadAsync(key, ObjectHeaders.None, cancellationToken).ConfigureAwait(false);
        try
        {
            var found = await patient.Inspector.OpenUploadsAsync(area.Bucket!, key.Key, cancellationToken).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
            return found?.Initiator;
        }
        finally
        {
            await patient.Store.AbortUploadAsync(upload, CancellationToken.None).ConfigureAwait(false);
        }
    }

    // An assumed role's name ends with that of the session, which is another each time.
    private static bool IsSame(string? one, string? other) => Role(one) == Role(other);

    private static string? Role(string? initiator) => initiator is not null && initiator.Contains(":assumed-role/", StringComparison.Ordinal)
        ? initiator[..initiator.LastIndexOf('/')]
        : initiator;
}
