namespace VfsStorage;

/// <summary>What a <see cref="StorageDoctor"/> looks at, and what it may do.</summary>
public sealed class StorageDoctorOptions
{
    /// <summary>
    /// Whether to repair what is ours: throw-away objects of probes and copies that are an hour old, and incomplete multipart uploads below the areas'
    /// prefixes that this account began a day ago. Default false.
    /// </summary>
    public bool Fix { get; set; }

    /// <summary>Whether to send and fetch 8 MiB to measure the throughput. Default true.</summary>
    public bool MeasureThroughput { get; set; } = true;

    /// <summary>How many keys of each area are looked at for names that no path can have, and for leftovers. Default 100,000, a hundred requests.</summary>
    public int MaxKeys { get; set; } = 100_000;
}
