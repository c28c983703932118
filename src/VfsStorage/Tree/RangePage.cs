using VfsStorage.Objects;

namespace VfsStorage.Tree;

/// <summary>A page of one of the ranges that a long listing was split into.</summary>
/// <param name="Range">The range's number; pages of one range come in order.</param>
/// <param name="After">The range holds the keys after this; empty for the first.</param>
/// <param name="Page">The page.</param>
internal readonly record struct RangePage(int Range, string After, ListPage Page);
