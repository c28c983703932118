namespace VfsStorage.Objects;

/// <summary>A page of a listing.</summary>
/// <param name="Objects">The objects, in UTF-8 binary order of their keys; headers are not known.</param>
/// <param name="CommonPrefixes">What the delimiter folded, each with its trailing <c>/</c>, in the same order.</param>
/// <param name="ContinuationToken">Asks for the next page; <see langword="null"/> on the last.</param>
internal sealed record ListPage(IReadOnlyList<ObjectInfo> Objects, IReadOnlyList<string> CommonPrefixes, string? ContinuationToken);
