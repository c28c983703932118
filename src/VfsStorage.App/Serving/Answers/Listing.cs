using System.Globalization;
using VfsStorage.Claims.Paging;

namespace VfsStorage.App.Serving.Answers;

/// <summary>A page of a list.</summary>
internal sealed record Listing<T>(string Status, string Message, IReadOnlyList<T> Items, Pagination Pagination)
{
    /// <summary>The answer for a page.</summary>
    public static Listing<T> Of(Page<T> page) => new(
        page.Items.Count > 0 ? "success" : "warning",
        string.Create(CultureInfo.InvariantCulture, $"{page.Items.Count} of {page.Pagination.TotalItems} item(s)."),
        page.Items,
        page.Pagination);
}
