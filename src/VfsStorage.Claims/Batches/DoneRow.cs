using VfsStorage.Claims.Intake;

namespace VfsStorage.Claims.Batches;

/// <summary>A row whose report is written, or that failed.</summary>
/// <param name="Row">The row.</param>
/// <param name="Digest">The digest of the file up to this row.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Duration">How long it took.</param>
internal sealed record DoneRow(ClaimRow Row, string Digest, RowResult Result, TimeSpan Duration);
