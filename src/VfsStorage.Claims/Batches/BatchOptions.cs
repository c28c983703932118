namespace VfsStorage.Claims.Batches;

/// <summary>How one run of the batch behaves.</summary>
public sealed record BatchOptions
{
    /// <summary>The reviews to perform. Default: all.</summary>
    public Reviews Reviews { get; init; } = Reviews.All;

    /// <summary>The pause between the starts of two rows, which keeps public services from refusing. Default: 7 s; zero for recorded answers.</summary>
    public TimeSpan WaitBetweenRows { get; init; } = TimeSpan.FromSeconds(7);

    /// <summary>Whether each file is read once more at its start, so that <see cref="BatchProgress.RowCount"/> is known. Default: no.</summary>
    public bool CountRows { get; init; }

    /// <summary>How many rows are processed at once; those of one employee always one after another. Default: 1.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>The part of the rows that this process takes, when several share the batch. Default: all rows.</summary>
    public BatchShard? Shard { get; init; }
}
