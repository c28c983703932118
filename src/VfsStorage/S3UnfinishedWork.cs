namespace VfsStorage;

/// <summary>Something that a process left unfinished, as <see cref="S3Recovery.FindAsync"/> found it.</summary>
/// <param name="Id">Names it among the others; stays the same from one look to the next.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Source">The directory that was being moved, or the local file that keeps the data.</param>
/// <param name="Destination">Where the directory was going, or the file that the data was written for.</param>
/// <param name="Since">When it began, UTC.</param>
/// <param name="Owner">The process that left it.</param>
/// <param name="MayBeRunning">True if that process may still be at work: it was heard of within the last five minutes.</param>
public sealed record S3UnfinishedWork(
    string Id, S3UnfinishedKind Kind, string Source, string Destination, DateTimeOffset Since, string Owner, bool MayBeRunning);
