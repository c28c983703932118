namespace VfsStorage.Claims.Paging;

/// <summary>Where a page stands in its list.</summary>
/// <param name="TotalItems">How many items the list has.</param>
/// <param name="TotalPages">How many pages that makes; 0 for an empty list.</param>
/// <param name="CurrentPage">This page, from 1.</param>
/// <param name="PageSize">How many items a page has at most.</param>
public sealed record Pagination(int TotalItems, int TotalPages, int CurrentPage, int PageSize);
