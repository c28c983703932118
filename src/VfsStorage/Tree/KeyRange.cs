using VfsStorage.Objects;

namespace VfsStorage.Tree;

/// <summary>One range of a split listing: the keys after one bound and up to another, with the next page always under way.</summary>
/// <param name="store">The store.</param>
/// <param name="request">What is listed.</param>
/// <param name="number">The range's number.</param>
/// <param name="after">The bound below, exclusive.</param>
/// <param name="upTo">The bound above, inclusive; <see langword="null"/> for the last range.</param>
/// <param name="next">The first page.</param>
internal sealed class KeyRange(IObjectStore store, ListRequest request, int number, string after, string? upTo, Task<ListPage> next)
{
    private Task<ListPage> _next = next;

    public int Number => number;

    public string After => after;

    /// <summary>True when the last page was taken.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The next page, without the keys above the range; starts the one after it.</summary>
    public async Task<ListPage> TakeAsync(CancellationToken cancellationToken)
    {
        var page = await _next.ConfigureAwait(false);
        var isCut = upTo is not null && page.Objects.Count > 0 && KeyOrder.Compare(page.Objects[^1].Key, upTo) > 0;
        IsDone = isCut || page.ContinuationToken is null;
        if (!IsDone)
        {
            _next = store.ListAsync(request with { ContinuationToken = page.ContinuationToken }, cancellationToken);
        }

        return isCut ? page with { Objects = [.. page.Objects.TakeWhile(found => KeyOrder.Compare(found.Key, upTo!) <= 0)] } : page;
    }
}
