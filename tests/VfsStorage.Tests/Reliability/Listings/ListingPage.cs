using VfsStorage.Objects;

namespace VfsStorage.Tests.Reliability.Listings;

/// <summary>A page of a listing as text, so that it can say what no store should.</summary>
internal sealed class ListingPage
{
    /// <summary>The keys, URL-encoded.</summary>
    public List<ListingKey> Keys { get; private set; } = [];

    /// <summary>The common prefixes, URL-encoded.</summary>
    public List<string> Prefixes { get; private set; } = [];

    public bool? IsTruncated { get; set; }

    public string? Token { get; set; }

    /// <summary>The whole answer, where it is to be no page at all.</summary>
    public string? Text { get; set; }

    public static ListingPage Of(ListPage page) => new()
    {
        Keys = [.. page.Objects.Select(found => new ListingKey(Encode(found.Key)))],
        Prefixes = [.. page.CommonPrefixes.Select(Encode)],
        IsTruncated = page.ContinuationToken is not null,
        Token = page.ContinuationToken,
    };

    /// <summary>Shows what another page shows.</summary>
    public void Show(ListingPage other) => (Keys, Prefixes) = (other.Keys, other.Prefixes);

    // As S3 does: slashes stay.
    private static string Encode(string key) => Uri.EscapeDataString(key).Replace("%2F", "/", StringComparison.Ordinal);
}
