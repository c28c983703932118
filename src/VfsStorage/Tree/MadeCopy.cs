using VfsStorage.Objects;

namespace VfsStorage.Tree;

/// <summary>A copy that a move has made of its source, before that is deleted.</summary>
/// <param name="Info">The copy, as the store answered it.</param>
/// <param name="Mark">What tells it from somebody else's copy of the same bytes, on stores that check the condition of a copy.</param>
internal sealed record MadeCopy(ObjectInfo Info, WriteMark? Mark);
