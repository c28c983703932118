using VfsStorage.Objects;

namespace VfsStorage.Tree;

/// <summary>
/// One range of a split listing: the keys after one bound and up to another. The next page is always under way, and the one after it as soon as
/// that has come.
/// </summary>
internal sealed class KeyRange
{
    private readonly Func<ListRequest, Task<ListPage>> _list;
    private readonly ListRequest _request;
    private readonly string? _upTo;
    private Task<ListPage?> _next;
    private Task<ListPage?> _following;

    /// <param name="list">Asks the store for a page.</param>
    /// <param name="request">What is listed.</param>
    /// <param name="number">The range's number.</param>
    /// <param name="bounds">The bound below, exclusive, and the one above, inclusive; <see langword="null"/> for the last range.</param>
    /// <param name="next">The first page.</param>
    public KeyRange(Func<ListRequest, Task<ListPage>> list, ListRequest request, int number, (string After, string? UpTo) bounds, Task<ListPage> next)
    {
        (_list, _request, _upTo, Number, After) = (list, request, bounds.UpTo, number, bounds.After);
        _next = AsOptional(next);
        _following = FollowAsync(_next);
    }

    public int Number { get; }

    public string After { get; }

    /// <summary>True when the last page was taken.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The next page, without the keys above the range.</summary>
    public async Task<ListPage> TakeAsync()
    {
        var page = (await _next.ConfigureAwait(false))!;
        IsDone = IsLast(page);
        if (!IsDone)
        {
            _next = _following;
            _following = FollowAsync(_next);
        }

        return IsCut(page) ? page with { Objects = [.. page.Objects.TakeWhile(found => KeyOrder.Compare(found.Key, _upTo!) <= 0)] } : page;
    }

    private static async Task<ListPage?> AsOptional(Task<ListPage> page) => await page.ConfigureAwait(false);

    private bool IsCut(ListPage page) => _upTo is not null && page.Objects.Count > 0 && KeyOrder.Compare(page.Objects[^1].Key, _upTo) > 0;

    private bool IsLast(ListPage page) => page.ContinuationToken is null || IsCut(page);

    /// <summary>The page after another, asked for as soon as that one is there; none after the last.</summary>
    private async Task<ListPage?> FollowAsync(Task<ListPage?> before)
    {
        var page = await before.ConfigureAwait(false);
        return page is null || IsLast(page)
            ? null
            : await _list(_request.Following(page)).ConfigureAwait(false);
    }
}
