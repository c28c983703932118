namespace VfsStorage.Objects;

/// <summary>One page of keys, in UTF-8 binary order.</summary>
/// <param name="Bucket">The bucket to list.</param>
/// <param name="Prefix">Only keys that start with this.</param>
internal readonly record struct ListRequest(string Bucket, string Prefix)
{
    /// <summary>Fold keys that hold a <c>/</c> after the prefix into common prefixes.</summary>
    public bool Delimited { get; init; }

    /// <summary>
    /// Only keys after this one; the key itself is left out. With a <see cref="ContinuationToken"/>, which says the same to the store, what its answer
    /// is checked against.
    /// </summary>
    public string? StartAfter { get; init; }

    /// <summary>From <see cref="ListPage.ContinuationToken"/> of the page before.</summary>
    public string? ContinuationToken { get; init; }

    /// <summary>At most so many keys and common prefixes, 1 to 1,000; 0 means 1,000.</summary>
    public int MaxKeys { get; init; }

    /// <summary>Asks for what follows a page; only for one that has a <see cref="ListPage.ContinuationToken"/>.</summary>
    public ListRequest Following(ListPage page) => this with { ContinuationToken = page.ContinuationToken, StartAfter = page.LastKey ?? StartAfter };
}
