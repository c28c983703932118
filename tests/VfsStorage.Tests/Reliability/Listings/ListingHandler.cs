using System.Globalization;
using System.Net;
using System.Web;
using System.Xml.Linq;
using Amazon.Runtime;
using VfsStorage.Objects;

namespace VfsStorage.Tests.Reliability.Listings;

/// <summary>Answers the SDK's listings from a store in memory, a few keys a page, and lets a test spoil the pages; every other request finds nothing.</summary>
/// <param name="store">What is listed.</param>
/// <param name="spoil">Changes a page before it is sent; its number counts from 1.</param>
internal sealed class ListingHandler(RecordingStore store, Action<ListingPage, int> spoil) : HttpClientFactory
{
    private const int KeysAPage = 3;

    // Far more than any of these listings needs.
    private const int MostPages = 300;

    private static readonly XNamespace S3 = "http://s3.amazonaws.com/doc/2006-03-01/";

    private int _pages;

    /// <summary>How many pages were sent.</summary>
    public int Pages => Volatile.Read(ref _pages);

    /// <summary>Whether it was asked for so many pages that the asking would not have ended.</summary>
    public bool IsLoop => Pages > MostPages;

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Wire(this));

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request)
    {
        var query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
        if (query["list-type"] != "2")
            return new HttpResponseMessage(HttpStatusCode.NotFound) { RequestMessage = request, Content = new ByteArrayContent([]) };
        var number = Interlocked.Increment(ref _pages);
        if (IsLoop)
            return new HttpResponseMessage(HttpStatusCode.NotFound) { RequestMessage = request, Content = new StringContent("<Error><Code>NoSuchBucket</Code></Error>") };
        var asked = new ListRequest(request.RequestUri.Segments[1].TrimEnd('/'), query["prefix"] ?? "")
        {
            Delimited = query["delimiter"] == "/",
            StartAfter = query["start-after"],
            ContinuationToken = query["continuation-token"],
            MaxKeys = Math.Min(KeysAPage, int.Parse(query["max-keys"] ?? "1000", CultureInfo.InvariantCulture)),
        };
        var page = ListingPage.Of(await store.ListAsync(asked, default));
        spoil(page, number);
        return new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new StringContent(page.Text ?? Xml(page).ToString(SaveOptions.DisableFormatting)) };
    }

    private static XElement Xml(ListingPage page) => new(
        S3 + "ListBucketResult",
        page.IsTruncated is { } more ? new XElement(S3 + "IsTruncated", more ? "true" : "false") : null,
        page.Token is null ? null : new XElement(S3 + "NextContinuationToken", page.Token),
        new XElement(S3 + "EncodingType", "url"),
        page.Keys.Select(key => new XElement(
            S3 + "Contents",
            key.Name is null ? null : new XElement(S3 + "Key", key.Name),
            key.Date is null ? null : new XElement(S3 + "LastModified", key.Date),
            new XElement(S3 + "ETag", "\"0123\""),
            key.Size is null ? null : new XElement(S3 + "Size", key.Size))),
        page.Prefixes.Select(prefix => new XElement(S3 + "CommonPrefixes", new XElement(S3 + "Prefix", prefix))));

    private sealed class Wire(ListingHandler owner) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => owner.AnswerAsync(request);
    }
}
