using VfsStorage.Objects;

namespace VfsStorage.Tree;

/// <summary>A key of a page, or a common prefix, which has no object.</summary>
internal readonly record struct ListedKey(string Key, ObjectInfo? Object)
{
    /// <summary>Keys and common prefixes of a page in one order, that of their keys.</summary>
    public static IEnumerable<ListedKey> InOrder(ListPage page)
    {
        var prefix = 0;
        foreach (var found in page.Objects)
        {
            while (prefix < page.CommonPrefixes.Count && string.CompareOrdinal(page.CommonPrefixes[prefix], found.Key) < 0)
            {
                yield return new(page.CommonPrefixes[prefix++], null);
            }

            yield return new(found.Key, found);
        }

        while (prefix < page.CommonPrefixes.Count)
        {
            yield return new(page.CommonPrefixes[prefix++], null);
        }
    }
}
