namespace VfsStorage.Claims.Batches;

/// <summary>A failed row.</summary>
/// <param name="LineNumber">The row's number.</param>
/// <param name="Error">Why, in one line without sensitive values.</param>
internal sealed record RowError(long LineNumber, string Error);
