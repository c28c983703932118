namespace VfsStorage.Testing.Storage;

/// <summary>One page of a listing.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The entries that are not rolled up.</param>
/// <param name="CommonPrefixes">The rolled-up prefixes.</param>
/// <param name="Last">The last entry of the page in key order, or null if the page is empty.</param>
/// <param name="IsTruncated">Whether entries follow.</param>
internal sealed record ListPage<T>(IReadOnlyList<T> Items, IReadOnlyList<string> CommonPrefixes, string? Last, bool IsTruncated);
