using VfsStorage.Objects;

namespace VfsStorage.Tree.Moves;

/// <summary>An object and its copy.</summary>
/// <param name="Source">The version that was copied.</param>
/// <param name="Copy">The copy: its key and ETag; its length is not known.</param>
internal sealed record MovedObject(ObjectInfo Source, ObjectInfo Copy);
