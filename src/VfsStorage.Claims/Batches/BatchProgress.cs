namespace VfsStorage.Claims.Batches;

/// <summary>Reported after each row, when its report and the checkpoint are safe.</summary>
/// <param name="CsvFile">The CSV file's name.</param>
/// <param name="LineNumber">The row's number; the header is 1, so the first row is 2.</param>
/// <param name="Outcome">What became of the row.</param>
public sealed record BatchProgress(string CsvFile, long LineNumber, RowOutcome Outcome)
{
    /// <summary>The file's position in this run, from 1.</summary>
    public required int FileNumber { get; init; }

    /// <summary>How many files this run processes.</summary>
    public required int FileCount { get; init; }

    /// <summary>How many rows the file had at its start; <see langword="null"/> unless they were counted.</summary>
    public long? RowCount { get; init; }

    /// <summary>The claim's reference id.</summary>
    public string ReferenceId { get; init; } = "";

    /// <summary>The report's overall result; <see langword="null"/> for a failed row.</summary>
    public bool? Compliant { get; init; }
}
