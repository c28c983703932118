using VfsStorage.Objects;

namespace VfsStorage.Tree;

/// <summary>What stands at both ends of a copy or move.</summary>
/// <param name="Source">The file to copy, if there is one.</param>
/// <param name="Target">The file at the destination, if there is one.</param>
/// <param name="TargetIsDirectory">A directory is at the destination.</param>
/// <param name="TargetParentExists">The directory to copy into exists.</param>
internal readonly record struct PairProbe(ObjectInfo? Source, ObjectInfo? Target, bool TargetIsDirectory, bool TargetParentExists);
