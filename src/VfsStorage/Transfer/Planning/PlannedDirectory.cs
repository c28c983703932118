using VfsStorage.Transfer.Sides;

namespace VfsStorage.Transfer.Planning;

/// <summary>A directory that the destination is to have.</summary>
/// <param name="Path">Its path below the destination.</param>
/// <param name="Source">The source's directory; <see langword="null"/> where a renamed file needs it.</param>
/// <param name="Target">What is there now.</param>
internal sealed record PlannedDirectory(string Path, TreeItem? Source, TreeItem? Target);
