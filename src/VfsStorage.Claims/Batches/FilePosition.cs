namespace VfsStorage.Claims.Batches;

/// <summary>Where a file stands among the files of a run.</summary>
internal readonly record struct FilePosition(int Number, int Count);
