using System.Text.Json.Serialization;

namespace VfsStorage.Claims.Batches;

/// <summary>What was done with the rows of one file.</summary>
internal sealed record FileCounts
{
    public int Processed { get; init; }

    public int Skipped { get; init; }

    public int Failed { get; init; }

    public int Compliant { get; init; }

    public double Seconds { get; init; }

    /// <summary>Whether there are rows that belong into <c>skipped.csv</c> or <c>errors.csv</c>.</summary>
    [JsonIgnore]
    public bool HasRejected => Skipped > 0 || Failed > 0;

    /// <summary>The counts of two shards together.</summary>
    public FileCounts Plus(FileCounts other) => new()
    {
        Processed = Processed + other.Processed,
        Skipped = Skipped + other.Skipped,
        Failed = Failed + other.Failed,
        Compliant = Compliant + other.Compliant,
        Seconds = Seconds + other.Seconds,
    };

    /// <summary>The counts after one more row.</summary>
    public FileCounts Plus(RowOutcome outcome, bool? compliant, TimeSpan duration) => this with
    {
        Processed = Processed + (outcome == RowOutcome.Processed ? 1 : 0),
        Skipped = Skipped + (outcome == RowOutcome.Skipped ? 1 : 0),
        Failed = Failed + (outcome == RowOutcome.Failed ? 1 : 0),
        Compliant = Compliant + (compliant == true ? 1 : 0),
        Seconds = Seconds + duration.TotalSeconds,
    };
}
