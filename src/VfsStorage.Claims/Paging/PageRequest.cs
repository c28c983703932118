namespace VfsStorage.Claims.Paging;

/// <summary>Which page of a list is wanted.</summary>
public sealed record PageRequest
{
    /// <summary>The first ten items.</summary>
    public static PageRequest First { get; } = new(1, 10);

    /// <summary>Asks for a page.</summary>
    /// <param name="number">From 1.</param>
    /// <param name="size">From 1.</param>
    /// <exception cref="ClaimsException">A number is less than 1.</exception>
    public PageRequest(int number, int size)
    {
        if (number < 1 || size < 1)
            throw new ClaimsException($"Page {number} of size {size} does not exist: page and page size start at 1.");
        Number = number;
        Size = size;
    }

    /// <summary>The page, from 1.</summary>
    public int Number { get; }

    /// <summary>How many items a page has.</summary>
    public int Size { get; }

    /// <summary>The page of <paramref name="items"/>; beyond the last page it is empty.</summary>
    public Page<T> Of<T>(IReadOnlyList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var pages = (int)(((long)items.Count + Size - 1) / Size);
        var first = (long)(Number - 1) * Size;
        IReadOnlyList<T> page = first >= items.Count ? [] : [.. items.Skip((int)first).Take(Size)];
        return new Page<T>(page, new Pagination(items.Count, pages, Number, Size));
    }
}
