namespace VfsStorage.Claims.Batches;

/// <summary>How far a batch has come; everything a later run needs to go on as if nothing had happened.</summary>
internal sealed record Checkpoint
{
    /// <summary>The file under way.</summary>
    public string CsvFile { get; init; } = "";

    /// <summary>The last row done; 0 if none, 2 for the first row.</summary>
    public long LineNumber { get; init; }

    /// <summary>Whether the file is done: archived, or given up. A file of this name found later is another file.</summary>
    public bool Completed { get; init; }

    /// <summary>The digest of the rows done, which tells whether a file found later is still the same.</summary>
    public string? RowsDigest { get; init; }

    /// <summary>What was done with the file so far.</summary>
    public FileCounts Counts { get; init; } = new();

    /// <summary>How many pages of the file's failed rows are beside the checkpoint.</summary>
    public int ErrorPages { get; init; }

    /// <summary>The file's failed rows that are in no page yet, until they are in <c>errors.csv</c>.</summary>
    public IReadOnlyList<RowError> Errors { get; init; } = [];

    /// <summary>Set once all rows are done and the file is on its way to the archive.</summary>
    public Finishing? Finishing { get; init; }

    /// <summary>The files done before.</summary>
    public IReadOnlyList<FinishedFile> Finished { get; init; } = [];
}
