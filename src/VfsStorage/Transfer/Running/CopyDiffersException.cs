namespace VfsStorage.Transfer.Running;

/// <summary>A copy was made and is not what its source is.</summary>
internal sealed class CopyDiffersException(string path, string difference) : IOException($"The copy of '{path}' is not what its source is: {difference}.");
