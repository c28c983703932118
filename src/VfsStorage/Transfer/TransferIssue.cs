namespace VfsStorage.Transfer;

/// <summary>Something that is not, or could not be, transferred.</summary>
/// <param name="Path">Its path below the source, or below the destination where only that has it.</param>
/// <param name="Reason">Why, in one line.</param>
public sealed record TransferIssue(string Path, string Reason);
