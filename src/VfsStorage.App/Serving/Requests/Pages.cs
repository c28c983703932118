using VfsStorage.App.Serving.Errors;
using VfsStorage.Claims.Paging;

namespace VfsStorage.App.Serving.Requests;

/// <summary>Checks which page is asked for.</summary>
internal static class Pages
{
    private const int MaxSize = 1000;

    /// <summary>The page; the first of ten if nothing is said.</summary>
    /// <exception cref="InvalidRequestException">A number is out of range.</exception>
    public static PageRequest Require(int? page, int? pageSize)
    {
        var errors = new Dictionary<string, string[]>();
        if (page < 1)
            errors["page"] = ["It starts at 1."];
        if (pageSize is < 1 or > MaxSize)
            errors["page_size"] = [$"It is 1 to {MaxSize}."];
        return errors.Count > 0 ? throw new InvalidRequestException(errors) : new PageRequest(page ?? 1, pageSize ?? 10);
    }
}
