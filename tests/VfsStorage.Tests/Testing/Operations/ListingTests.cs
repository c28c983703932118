using Amazon.S3.Model;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Testing.Operations;

[TestFixture]
internal sealed class ListingTests : ServerFixture
{
    [Test]
    public async Task List_Empty_IsEmpty()
    {
        var page = await ListAsync(_ => { });

        Assert.That((page.KeyCount, page.IsTruncated, page.S3Objects ?? []), Is.EqualTo((0, false, new List<S3Object>())));
    }

    [Test]
    public async Task List_OrdersByUtf8Bytes()
    {
        string[] keys = ["Z", "a", "a/", "a/b", "a0", "\uFFFD", "\U0001F600", "é"];
        Add([.. keys.Reverse()]);

        var page = await ListAsync(_ => { });

        Assert.That(page.S3Objects.Select(o => o.Key), Is.EqualTo(new[] { "Z", "a", "a/", "a/b", "a0", "é", "\uFFFD", "\U0001F600" }));
    }

    [Test]
    public async Task List_PrefixAndDelimiter_RollUp()
    {
        Add("a", "dir", "dir/x", "dir/y/1", "dir/y/2", "dir/z", "dir.bar/x", "dirt");

        var page = await ListAsync(r => (r.Prefix, r.Delimiter) = ("dir/", "/"));

        Assert.That(page.S3Objects.Select(o => o.Key), Is.EqualTo(new[] { "dir/x", "dir/z" }));
        Assert.That(page.CommonPrefixes, Is.EqualTo(new[] { "dir/y/" }));
        Assert.That(page.KeyCount, Is.EqualTo(3));
    }

    [Test]
    public async Task List_LongDelimiter_RollsUp()
    {
        Add("a--b--c", "a--d", "a-e");

        var page = await ListAsync(r => r.Delimiter = "--");

        Assert.That((page.CommonPrefixes.Single(), page.S3Objects.Single().Key), Is.EqualTo(("a--", "a-e")));
    }

    [Test]
    public async Task List_Pages_CoverEverythingOnce([Values(null, "/")] string? delimiter, [Values(1, 2, 3, 7)] int pageSize)
    {
        string[] keys = ["a", "b/1", "b/2", "b/3", "c", "d/1", "e/1", "e/2", "f"];
        Add(keys);
        var found = new List<string>();
        var request = new ListObjectsV2Request { BucketName = Bucket, Delimiter = delimiter, MaxKeys = pageSize };
        ListObjectsV2Response page;
        do
        {
            page = await Client.ListObjectsV2Async(request);
            var entries = (page.S3Objects ?? []).Select(o => o.Key).Concat(page.CommonPrefixes ?? []).ToList();
            Assert.That(entries, Has.Count.LessThanOrEqualTo(pageSize).And.Count.EqualTo(page.KeyCount));
            found.AddRange(entries);
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);

        Assert.That(found.Order(StringComparer.Ordinal), Is.EqualTo(delimiter is null ? keys : new[] { "a", "b/", "c", "d/", "e/", "f" }));
    }

    [TestCase("b", "c,d")]
    [TestCase("bb", "c,d")]
    [TestCase("d", "")]
    public async Task List_StartAfter_IsExclusive(string after, string expected)
    {
        Add("a", "b", "c", "d");

        var page = await ListAsync(r => r.StartAfter = after);

        Assert.That(string.Join(',', (page.S3Objects ?? []).Select(o => o.Key)), Is.EqualTo(expected));
    }

    [Test]
    public async Task List_ContinuationToken_OutweighsStartAfter()
    {
        Add("a", "b", "c");
        var first = await ListAsync(r => r.MaxKeys = 1);

        var second = await ListAsync(r => (r.ContinuationToken, r.StartAfter) = (first.NextContinuationToken, "b"));

        Assert.That(second.S3Objects.Select(o => o.Key), Is.EqualTo(new[] { "b", "c" }));
    }

    [Test]
    public async Task List_UnknownToken_IsInvalidArgument() =>
        Assert.That((await ErrorOf(() => ListAsync(r => r.ContinuationToken = "nonsense"))).Code, Is.EqualTo("InvalidArgument"));

    [TestCase("0", 200, 0)]
    [TestCase("2000", 200, 1000)]
    public async Task List_MaxKeys_IsCappedAt1000(string max, int status, int count)
    {
        Add([.. Enumerable.Range(0, 1001).Select(i => $"{i:D4}")]);

        var answer = await Raw.SendAsync("GET", $"/{Bucket}?list-type=2&max-keys={max}");

        Assert.That((answer.Status, answer.Child("KeyCount"), answer.Child("IsTruncated")), Is.EqualTo((status, $"{count}", count > 0 ? "true" : "false")));
    }

    [TestCase("-1")]
    [TestCase("many")]
    public async Task List_MaxKeysThatIsNoCount_IsInvalidArgument(string max) =>
        Assert.That((await Raw.SendAsync("GET", $"/{Bucket}?list-type=2&max-keys={max}")).Code, Is.EqualTo("InvalidArgument"));

    [Test]
    public async Task List_EncodingTypeUrl_EncodesKeysAndPrefixes()
    {
        Add("a b+c~*/\u0001", "ü");

        var answer = await Raw.SendAsync("GET", $"/{Bucket}?list-type=2&encoding-type=url&delimiter=/");

        Assert.That((answer.Child("Key"), answer.Xml.Elements().Last().Value), Is.EqualTo(("%C3%BC", "a+b%2Bc%7E*/")));
    }

    [Test]
    public async Task List_ControlCharacterWithoutEncoding_IsACharacterReference()
    {
        Add("a\u0001b\r\n");

        Assert.That((await Raw.SendAsync("GET", $"/{Bucket}?list-type=2")).Text, Does.Contain("<Key>a&#x1;b&#xD;\n</Key>"));
    }

    [Test]
    public async Task List_UnknownEncodingType_IsInvalidArgument() =>
        Assert.That((await Raw.SendAsync("GET", $"/{Bucket}?list-type=2&encoding-type=morse")).Code, Is.EqualTo("InvalidArgument"));

    [Test]
    public async Task List_FetchOwner_NamesTheOwner([Values] bool fetch)
    {
        Add("a");

        var page = await ListAsync(r => r.FetchOwner = fetch);

        Assert.That(page.S3Objects[0].Owner?.Id, Is.EqualTo(fetch ? "123456789012" : null));
    }

    [Test]
    public async Task List_Entries_HaveETagSizeTimeAndClass()
    {
        await PutAsync("a", "hello");

        var entry = (await ListAsync(_ => { })).S3Objects[0];

        Assert.That((entry.ETag, entry.Size, entry.StorageClass.Value), Is.EqualTo(("\"5d41402abc4b2a76b9719d911017c592\"", 5, "STANDARD")));
        Assert.That(entry.LastModified!.Value.ToUniversalTime(), Is.EqualTo(DateTime.UtcNow).Within(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public async Task ListV1_Pages_ByMarkerAndNextMarker()
    {
        Add("a", "b/1", "b/2", "c");

        var first = await Client.ListObjectsAsync(new ListObjectsRequest { BucketName = Bucket, Delimiter = "/", MaxKeys = 2 });
        var second = await Client.ListObjectsAsync(new ListObjectsRequest { BucketName = Bucket, Delimiter = "/", Marker = first.NextMarker });

        Assert.That((first.NextMarker, first.IsTruncated), Is.EqualTo(("b/", true)));
        Assert.That((second.S3Objects.Single().Key, second.IsTruncated), Is.EqualTo(("c", false)));
    }

    [Test]
    public async Task ListV1_WithoutDelimiter_HasNoNextMarker()
    {
        Add("a", "b");

        var answer = await Raw.SendAsync("GET", $"/{Bucket}?max-keys=1");

        Assert.That((answer.Child("IsTruncated"), answer.Child("NextMarker")), Is.EqualTo(("true", (string?)null)));
    }

    [Test]
    public async Task List_IsStronglyConsistent()
    {
        for (var i = 0; i < 20; i++)
        {
            await PutAsync($"{i:D2}");
            Assert.That((await ListAsync(_ => { })).KeyCount, Is.EqualTo(i + 1));
        }
    }

    [Test]
    public async Task List_UnknownListType_IsInvalidArgument() =>
        Assert.That((await Raw.SendAsync("GET", $"/{Bucket}?list-type=3")).Code, Is.EqualTo("InvalidArgument"));

    [Test]
    public async Task List_LowerPageLimit_IsKept()
    {
        await using var server = await S3TestServer.StartAsync(new S3TestServerOptions { Buckets = { Bucket }, Limits = new S3Limits { MaxPageEntries = 2 } });
        using var client = server.CreateClient();
        foreach (var key in new[] { "a", "b", "c" })
            server.AddObject(Bucket, key, "x");

        var page = await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket });

        Assert.That((page.KeyCount, page.IsTruncated), Is.EqualTo((2, true)));
    }

    private Task<ListObjectsV2Response> ListAsync(Action<ListObjectsV2Request> change)
    {
        var request = new ListObjectsV2Request { BucketName = Bucket };
        change(request);
        return Client.ListObjectsV2Async(request);
    }

    private void Add(params string[] keys) => Array.ForEach(keys, k => Server.AddObject(Bucket, k, "x"));
}
