namespace VfsStorage.Objects.S3;

/// <summary>
/// Refuses a page that breaks what every listing above relies on: keys below the prefix, in order, each once, after those of the page before, and a way on
/// where there is more. A store that breaks it would have files left out, shown twice, or listed for ever.
/// </summary>
internal static class ListCheck
{
    /// <exception cref="StoreException">The page cannot be trusted.</exception>
    public static void Check(ListPage page, ListRequest request)
    {
        if (page.ContinuationToken is { Length: 0 }) throw Mistake(request, "there is more, but no token to ask for it");
        if (page.ContinuationToken is { } token && token == request.ContinuationToken) throw Mistake(request, "it goes on where it began");
        CheckKeys(page, request);
        CheckPrefixes(page, request);
        if (request is { ContinuationToken: not null, StartAfter: { } before } && page.LastKey is { } last && KeyOrder.Compare(last, before) <= 0)
        {
            throw Mistake(request, $"after '{before}' it comes back to '{last}'");
        }
    }

    public static StoreException Mistake(ListRequest request, string what) =>
        new(StoreErrorKind.Other, $"List s3://{request.Bucket}/{request.Prefix}: the store's answer cannot be trusted: {what}.");

    private static void CheckKeys(ListPage page, ListRequest request)
    {
        var before = request.StartAfter;
        foreach (var found in page.Objects)
        {
            CheckName(found.Key, request);
            if (before is not null && KeyOrder.Compare(found.Key, before) <= 0) throw Disorder(request, before, found.Key);
            before = found.Key;
        }
    }

    // Keys below a prefix may lie on both sides of a page's end, or of the key to start after.
    private static void CheckPrefixes(ListPage page, ListRequest request)
    {
        string? before = null;
        foreach (var prefix in page.CommonPrefixes)
        {
            CheckName(prefix, request);
            if (before is null && request.StartAfter is { } start && !start.StartsWith(prefix, StringComparison.Ordinal)) before = start;
            if (before is not null && KeyOrder.Compare(prefix, before) <= 0) throw Disorder(request, before, prefix);
            before = prefix;
        }
    }

    private static void CheckName(string key, ListRequest request)
    {
        if (key.Length == 0) throw Mistake(request, "a key is empty");
        if (!key.StartsWith(request.Prefix, StringComparison.Ordinal)) throw Mistake(request, $"'{key}' does not start with the prefix");
    }

    private static StoreException Disorder(ListRequest request, string before, string key) => Mistake(request, $"'{key}' comes after '{before}'");
}
