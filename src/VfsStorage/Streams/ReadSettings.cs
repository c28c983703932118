namespace VfsStorage.Streams;

/// <summary>How a file is read.</summary>
/// <param name="PartSize">The largest block, in bytes.</param>
/// <param name="Concurrency">How many blocks may be under way at once.</param>
/// <param name="Memory">What its bytes are counted in.</param>
/// <param name="SpillDirectory">Where a local copy goes.</param>
/// <param name="Options">Hints: RandomAccess fetches exactly what is asked for, SequentialScan reads ahead from the start.</param>
internal sealed record ReadSettings(long PartSize, int Concurrency, MemoryBudget Memory, string SpillDirectory, FileOptions Options);
