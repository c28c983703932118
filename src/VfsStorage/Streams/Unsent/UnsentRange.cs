namespace VfsStorage.Streams.Unsent;

/// <summary>A range of a file, in bytes.</summary>
internal readonly record struct UnsentRange(long Offset, long Length);
