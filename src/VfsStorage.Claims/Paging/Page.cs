namespace VfsStorage.Claims.Paging;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The page's items.</param>
/// <param name="Pagination">Where the page stands.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, Pagination Pagination);
