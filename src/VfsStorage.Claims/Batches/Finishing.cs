namespace VfsStorage.Claims.Batches;

/// <summary>The plan for a file whose rows are done, fixed before the first step so that each step can be repeated.</summary>
/// <param name="Folder">The day's folder in the archive, <c>MM-DD-YYYY</c>.</param>
/// <param name="ArchiveName">The file's name there, free when the plan was made.</param>
/// <param name="SkippedLength">The length of <c>skipped.csv</c> before this file's lines; longer means they are in it.</param>
/// <param name="ErrorsLength">The length of <c>errors.csv</c> before this file's lines.</param>
internal sealed record Finishing(string Folder, string ArchiveName, long SkippedLength, long ErrorsLength);
