using VfsStorage.Tree;

namespace VfsStorage.Facades.Enumeration;

/// <summary>An entry that an enumeration came to.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Spelling">Its path, starting with the directory as the caller spelled it.</param>
internal readonly record struct Found(Entry Entry, string Spelling);
