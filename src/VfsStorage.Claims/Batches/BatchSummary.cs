namespace VfsStorage.Claims.Batches;

/// <summary>What a batch did, over all runs since its checkpoint was started.</summary>
/// <param name="Outcome">How the run ended.</param>
/// <param name="Files">The files, in the order they were processed.</param>
public sealed record BatchSummary(BatchOutcome Outcome, IReadOnlyList<FileSummary> Files)
{
    /// <summary>One line for the user when there is something to do: how to resume, or which files were left.</summary>
    public string? Message { get; init; }

    /// <summary>All rows read.</summary>
    public int Rows => Files.Sum(file => file.Rows);

    /// <summary>Rows with a report of their evaluation.</summary>
    public int Processed => Files.Sum(file => file.Processed);

    /// <summary>Rows skipped for missing values.</summary>
    public int Skipped => Files.Sum(file => file.Skipped);

    /// <summary>Rows that went to <c>errors.csv</c>.</summary>
    public int Failed => Files.Sum(file => file.Failed);

    /// <summary>Processed rows whose overall result is compliant.</summary>
    public int Compliant => Files.Sum(file => file.Compliant);
}
