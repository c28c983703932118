namespace VfsStorage.Claims.Batches;

/// <summary>How far a batch has come.</summary>
/// <param name="CsvFile">The file under way; empty if no batch is.</param>
/// <param name="LineNumber">The last row done; the header is 1.</param>
public sealed record BatchState(string CsvFile, long LineNumber)
{
    /// <summary>How many rows the file has; <see langword="null"/> if it is done or cannot be counted.</summary>
    public long? Rows { get; init; }

    /// <summary>The file's rows with a report of their evaluation.</summary>
    public int Processed { get; init; }

    /// <summary>The file's skipped rows.</summary>
    public int Skipped { get; init; }

    /// <summary>The file's failed rows.</summary>
    public int Failed { get; init; }

    /// <summary>How many files are done.</summary>
    public int FilesDone { get; init; }

    /// <summary>How many CSV files are in the input area.</summary>
    public int FilesWaiting { get; init; }

    /// <summary>When the last row was done.</summary>
    public DateTimeOffset? SavedAt { get; init; }
}
