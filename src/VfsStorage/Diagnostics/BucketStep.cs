using VfsStorage.Configuration;
using VfsStorage.Objects;
using static VfsStorage.StorageFindingLevel;

namespace VfsStorage.Diagnostics;

/// <summary>Whether somebody cleans up after killed programs in a bucket: the rule that aborts incomplete uploads. It is the bucket's, so it is not made here.</summary>
internal sealed class BucketStep(S3Patient patient, IReadOnlyList<StorageArea> areas)
{
    private readonly string _bucket = areas[0].Bucket!;

    public async Task<StorageFinding> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var area in areas)
            {
                if (await patient.Inspector.AbortsUploadsAsync(_bucket, area.MountPrefix, cancellationToken).ConfigureAwait(false)) continue;
                return Finding(Warning, $"no lifecycle rule aborts incomplete uploads below '{area.MountPrefix}': what a killed program leaves is billed until somebody does")
                    with { Remedy = "Add a rule AbortIncompleteMultipartUpload with DaysAfterInitiation 7 to the bucket; vfs doctor --fix aborts those of this account." };
            }

            return Finding(Ok, "a lifecycle rule aborts incomplete uploads");
        }
        catch (StoreException error)
        {
            return error.Kind is StoreErrorKind.NotSupported or StoreErrorKind.NotFound
                ? Finding(Ok, "the store has no lifecycle rules")
                : Finding(Warning, $"its lifecycle rules cannot be seen ({Failures.Reason(error)})") with
                {
                    Remedy = $"Grant s3:GetLifecycleConfiguration on {AccessPolicy.BucketOf(areas[0], patient.Options.S3)}, or make sure that one aborts incomplete uploads.",
                };
        }
    }

    private StorageFinding Finding(StorageFindingLevel level, string message) => new($"bucket {_bucket}", level, message);
}
