namespace VfsStorage.Claims.Batches;

/// <summary>A file that is done in this batch.</summary>
internal sealed record FinishedFile
{
    public required string CsvFile { get; init; }

    public FileCounts Counts { get; init; } = new();

    /// <summary>The digest of its rows, which tells it from another file of its name; <see langword="null"/> if it was not archived.</summary>
    public string? RowsDigest { get; init; }

    /// <summary>The day's folder in the archive; <see langword="null"/> if the file was not archived.</summary>
    public string? Folder { get; init; }

    public string? ArchiveName { get; init; }

    /// <summary>Whether this shard's rows are done and the file waits for the others.</summary>
    public bool AwaitsOtherShards { get; init; }

    public string? Error { get; init; }
}
