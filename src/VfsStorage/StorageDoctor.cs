using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using VfsStorage.Configuration;
using VfsStorage.Diagnostics;
using static VfsStorage.StorageFindingLevel;

namespace VfsStorage;

/// <summary>
/// Tries everything that the storage of a configuration is used for, and tells what works and what to do about the rest. What it writes has names that
/// start with <c>.vfs-doctor-</c> or <c>.vfs-probe-</c>, and is removed at once.
/// </summary>
/// <param name="storageSection">The section <c>storage</c>.</param>
/// <param name="time">The clock; <see langword="null"/> for the system's.</param>
public sealed class StorageDoctor(IConfiguration storageSection, TimeProvider? time = null)
{
    /// <summary>
    /// The value of <c>storage.s3.compatibility</c> that fits the store: a name where it is known, otherwise <see cref="S3Compatibility.Auto"/>;
    /// <see langword="null"/> until an examination has found it out.
    /// </summary>
    public S3Compatibility? RecommendedCompatibility { get; private set; }

    /// <summary>Examines the storage; each finding comes as soon as it is made.</summary>
    /// <param name="options">What to look at and what to repair; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends the examination; what it has written is removed even then.</param>
    public async IAsyncEnumerable<StorageFinding> ExamineAsync(
        StorageDoctorOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var storage = new StorageOptions();
        var mistakes = Mistakes(storage);
        foreach (var mistake in mistakes) yield return new StorageFinding("configuration", Error, mistake) { Remedy = "docs/CONFIGURATION.md describes every key." };
        if (mistakes.Count > 0) yield break;

        if (storage.Mode == StorageMode.Local)
        {
            yield return new StorageFinding("configuration", Ok, $"mode local, base folder {Path.GetFullPath(storage.Local.BasePath)}");
            foreach (var finding in StorageArea.All(storage).SelectMany(area => new LocalStep(area, storage.Local).Run())) yield return finding;
            yield break;
        }

        await foreach (var finding in ExamineS3Async(storage, options ?? new StorageDoctorOptions(), cancellationToken).ConfigureAwait(false)) yield return finding;
    }

    /// <summary>The IAM policy with the least that the application needs in the four areas, as JSON.</summary>
    /// <exception cref="StorageConfigurationException">The configuration has mistakes.</exception>
    public string DescribePolicy()
    {
        var storage = new StorageOptions();
        StorageOptionsReader.Read(storageSection, storage);
        // The policy is for S3, also where the configuration still says local.
        storage.Mode = StorageMode.S3;
        string[] mistakes = [.. StorageOptionsReader.Read(storageSection, new StorageOptions()), .. S3Rules.Mistakes(storage)];
        return mistakes.Length == 0 ? AccessPolicy.Of(storage) : throw new StorageConfigurationException(mistakes);
    }

    private async IAsyncEnumerable<StorageFinding> ExamineS3Async(
        StorageOptions storage, StorageDoctorOptions wishes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (admitted, mistake) = Admit(storage, wishes);
        if (admitted is null)
        {
            yield return new StorageFinding("configuration", Error, mistake!) { Remedy = "docs/CONFIGURATION.md describes every key." };
            yield break;
        }

        using var patient = admitted;
        var buckets = patient.Areas.GroupBy(area => area.Bucket, StringComparer.Ordinal).ToList();
        yield return new StorageFinding("configuration", Ok, $"mode s3, four areas in {(buckets.Count == 1 ? "one bucket" : $"{buckets.Count} buckets")} at {patient.Endpoint}");

        var hasCredentials = true;
        await foreach (var finding in new CredentialStep(patient).RunAsync(cancellationToken).ConfigureAwait(false))
        {
            hasCredentials &= finding.Level != Error;
            yield return finding;
        }

        if (!hasCredentials) yield break;
        var endpoint = new EndpointStep(patient);
        await foreach (var finding in endpoint.RunAsync(cancellationToken).ConfigureAwait(false)) yield return finding;
        if (endpoint.IsOutOfReach) yield break;

        foreach (var area in patient.Areas)
        {
            await foreach (var finding in new AreaStep(patient, area).RunAsync(cancellationToken).ConfigureAwait(false)) yield return finding;
        }

        if (wishes.MeasureThroughput && patient.Writable is { } writable) yield return await new ThroughputStep(patient, writable).RunAsync(cancellationToken).ConfigureAwait(false);
        foreach (var area in patient.Listable)
        {
            await foreach (var finding in new KeyStep(patient, area).RunAsync(cancellationToken).ConfigureAwait(false)) yield return finding;
            yield return await new UploadStep(patient, area).RunAsync(cancellationToken).ConfigureAwait(false);
        }

        await foreach (var finding in new RecoveryStep(patient).RunAsync(cancellationToken).ConfigureAwait(false)) yield return finding;
        foreach (var bucket in buckets.Where(bucket => bucket.Any(patient.Listable.Contains)))
            yield return await new BucketStep(patient, [.. bucket]).RunAsync(cancellationToken).ConfigureAwait(false);
        var compatibility = new CompatibilityStep(patient);
        foreach (var finding in compatibility.Run()) yield return finding;
        RecommendedCompatibility = compatibility.Recommended;
    }

    /// <summary>Some mistakes show only when the client is made.</summary>
    private (S3Patient? Patient, string? Mistake) Admit(StorageOptions storage, StorageDoctorOptions wishes)
    {
        try
        {
            return (new S3Patient(storage, wishes, time ?? TimeProvider.System), null);
        }
        catch (StorageConfigurationException invalid)
        {
            return (null, string.Join("; ", invalid.Failures));
        }
    }

    private IReadOnlyList<string> Mistakes(StorageOptions storage)
    {
        StorageOptionsReader.Read(storageSection, storage);
        try
        {
            new StorageOptionsValidator(storageSection).Validate(null, storage);
            return [];
        }
        catch (StorageConfigurationException invalid)
        {
            return [.. invalid.Failures];
        }
    }
}
