using VfsStorage.Objects.S3;
using static VfsStorage.StorageFindingLevel;

namespace VfsStorage.Diagnostics;

/// <summary>Compares what the store heeds with what the configuration relies on, and names the setting that fits.</summary>
internal sealed class CompatibilityStep(S3Patient patient)
{
    private const string Subject = "compatibility";

    private static readonly (S3Compatibility Name, StoreCapabilities Capabilities)[] Profiles =
    [
        (S3Compatibility.Aws, StoreCapabilities.Aws),
        (S3Compatibility.Minio, StoreCapabilities.Minio),
        (S3Compatibility.Ceph, StoreCapabilities.Ceph),
        (S3Compatibility.R2, StoreCapabilities.R2),
        (S3Compatibility.B2, StoreCapabilities.B2),
        (S3Compatibility.Generic, StoreCapabilities.Generic),
    ];

    /// <summary>The value of <c>storage.s3.compatibility</c> that fits; <see langword="null"/> before <see cref="Run"/>, or if it could not be found out.</summary>
    public S3Compatibility? Recommended { get; private set; }

    public IEnumerable<StorageFinding> Run()
    {
        if (patient.Capabilities.Count == 0)
        {
            yield return new StorageFinding(Subject, Warning, "what the store heeds could not be found out: no area can be written, read and deleted in")
            {
                Remedy = "Correct what is wrong with the areas and ask again.",
            };
            yield break;
        }

        var found = Weakest(patient.Capabilities.Values);
        Recommended = Profiles.Where(profile => profile.Capabilities == found).Select(profile => (S3Compatibility?)profile.Name).FirstOrDefault() ?? S3Compatibility.Auto;
        yield return new StorageFinding(Subject, Ok, Describe(found));
        var configured = patient.Options.S3.Compatibility;
        var relied = Profiles.Where(profile => profile.Name == configured).Select(profile => profile.Capabilities).FirstOrDefault();
        var missing = relied is null ? [] : Features(relied).Where(feature => feature.Has && !Features(found).First(other => other.Name == feature.Name).Has).Select(feature => feature.Name).ToList();
        yield return missing.Count > 0
            ? new StorageFinding(Subject, Error, $"storage.s3.compatibility is {Word(configured)}, but this store does not do: {string.Join(", ", missing)}")
            {
                Remedy = $"Set storage.s3.compatibility to {Word(Recommended.Value)}: data may be lost where a condition is relied on and not heeded.",
            }
            : new StorageFinding(Subject, Ok, $"storage.s3.compatibility is {Word(configured)}, which is safe here{Better(configured)}");
    }

    /// <summary>What the configuration file says for a value.</summary>
    public static string Word(S3Compatibility value) => value.ToString().ToLowerInvariant();

    private string Better(S3Compatibility configured) =>
        configured == Recommended || configured == S3Compatibility.Auto ? "" : $"; {Word(Recommended!.Value)} would use more of what the store can do";

    private static string Describe(StoreCapabilities found)
    {
        var features = Features(found);
        var (heeded, ignored) = (features.Where(feature => feature.Has).Select(feature => feature.Name), features.Where(feature => !feature.Has).Select(feature => feature.Name));
        var text = heeded.Any() ? $"the store does: {string.Join(", ", heeded)}" : "the store heeds no condition";
        return ignored.Any() ? $"{text}; not: {string.Join(", ", ignored)}" : text;
    }

    private static StoreCapabilities Weakest(IEnumerable<StoreCapabilities> all) => all.Aggregate((one, other) => one with
    {
        PutIfMissing = one.PutIfMissing && other.PutIfMissing,
        PutIfMatch = one.PutIfMatch == other.PutIfMatch ? one.PutIfMatch : ETagForm.None,
        CopySourceMatch = one.CopySourceMatch && other.CopySourceMatch,
        CopyPrecondition = one.CopyPrecondition && other.CopyPrecondition,
        CompletePrecondition = one.CompletePrecondition && other.CompletePrecondition,
        DeleteIfMatch = one.DeleteIfMatch && other.DeleteIfMatch,
        BulkDeleteIfMatch = one.BulkDeleteIfMatch && other.BulkDeleteIfMatch,
        Checksums = one.Checksums && other.Checksums,
        KeepsTags = one.KeepsTags && other.KeepsTags,
    });

    // A form of ETag that the store does not read is as good as none.
    private static (string Name, bool Has)[] Features(StoreCapabilities of) =>
    [
        ("create only if missing", of.PutIfMissing),
        ("replace only the version read", of.PutIfMatch != ETagForm.None),
        ("the same for uploads in parts", of.CompletePrecondition),
        ("copy only the version seen", of.CopySourceMatch),
        ("copy onto the version seen", of.CopyPrecondition),
        ("delete only the version seen", of.DeleteIfMatch),
        ("the same for many at once", of.BulkDeleteIfMatch),
        ("check checksums", of.Checksums),
        ("keep tags in copies", of.KeepsTags),
    ];
}
