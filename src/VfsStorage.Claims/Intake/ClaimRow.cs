namespace VfsStorage.Claims.Intake;

/// <summary>One data row of a CSV file.</summary>
/// <param name="LineNumber">Counts records: the header is 1, the first row is 2; blank lines do not count.</param>
/// <param name="Claim">The row as a claim, with a reference id.</param>
/// <param name="Defect">Why the row cannot be trusted, in one line; <see langword="null"/> if it can.</param>
internal sealed record ClaimRow(long LineNumber, Claim Claim, string? Defect);
