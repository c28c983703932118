namespace VfsStorage.Claims.Batches;

/// <summary>What became of a row.</summary>
internal sealed record RowResult(RowOutcome Outcome, bool? Compliant, string? Error)
{
    public static RowResult Skipped { get; } = new(RowOutcome.Skipped, false, null);

    public static RowResult Processed(bool compliant) => new(RowOutcome.Processed, compliant, null);

    public static RowResult Failed(string error) => new(RowOutcome.Failed, null, error);
}
