namespace VfsStorage.Claims.Batches;

/// <summary>What became of one CSV row.</summary>
public enum RowOutcome
{
    /// <summary>Evaluated; a report was written.</summary>
    Processed,

    /// <summary>Not evaluated because required values are missing; a report that says so and a line in <c>skipped.csv</c> were written.</summary>
    Skipped,

    /// <summary>Could not be evaluated; a line in <c>errors.csv</c>, no report.</summary>
    Failed,
}
