namespace VfsStorage.Claims.Batches;

/// <summary>What a batch did with one CSV file, over all runs that worked on it.</summary>
/// <param name="CsvFile">The file's name in the input area.</param>
public sealed record FileSummary(string CsvFile)
{
    /// <summary>Rows with a report of their evaluation.</summary>
    public int Processed { get; init; }

    /// <summary>Rows skipped for missing values.</summary>
    public int Skipped { get; init; }

    /// <summary>Rows that went to <c>errors.csv</c>.</summary>
    public int Failed { get; init; }

    /// <summary>Processed rows whose overall result is compliant.</summary>
    public int Compliant { get; init; }

    /// <summary>All rows read.</summary>
    public int Rows => Processed + Skipped + Failed;

    /// <summary>Time spent on the file, in all runs together.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Where the file is archived; <see langword="null"/> as long as it is in the input area.</summary>
    public string? ArchivedAs { get; init; }

    /// <summary>Whether this shard's rows are done, and the shard that is last will archive the file.</summary>
    public bool AwaitsOtherShards { get; init; }

    /// <summary>Why the file could not be read to its end, in one line; <see langword="null"/> if it could.</summary>
    public string? Error { get; init; }
}
