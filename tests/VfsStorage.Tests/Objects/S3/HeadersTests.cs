using VfsStorage.Objects;

namespace VfsStorage.Tests.Objects.S3;

public sealed class HeadersTests(StoreEndpoint endpoint) : StoreContract(endpoint)
{
    private static readonly ObjectHeaders Rich = new()
    {
        ContentType = "text/csv;charset=utf-8",
        ContentEncoding = "gzip",
        ContentDisposition = "attachment; filename=\"a b.csv\"",
        ContentLanguage = "de-DE",
        // In the order in which HttpClient tells them.
        CacheControl = "no-transform, max-age=60",
        Expires = "Thu, 01 Dec 2044 16:00:00 GMT",
        Metadata = new Dictionary<string, string>
        {
            ["mtime"] = "1700000000.123456789", ["note"] = "Grüße aus 日本 😀", ["long"] = new string('ß', 200), ["spaces"] = "  two  inside  ",
            ["word"] = "=?UTF-8?B?YQ==?=", ["percent"] = "100%25", ["lines"] = "a\r\nb",
            ["mark"] = "\uFEFFß", ["empty"] = "",
        },
    };

    [Test]
    public async Task Put_Headers_ComeBackFromHeadAndGet()
    {
        var key = NewKey();
        await PutAsync(key, "text", Rich);
        var head = await Store.HeadAsync(key, default);
        await using var body = await Store.GetAsync(key, null, null, default);
        using (Assert.EnterMultipleScope())
        {
            AssertRich(head!.Headers!);
            AssertRich(body.Info.Headers!);
        }
    }

    [Test]
    public async Task Upload_Headers_ComeBack()
    {
        var key = NewKey();
        var upload = await Store.BeginUploadAsync(key, Rich, default);
        var part = await Store.UploadPartAsync(upload, 1, Bytes("text"), default);
        await Store.CompleteUploadAsync(upload, [part], Precondition.None, default);
        AssertRich((await Store.HeadAsync(key, default))!.Headers!);
    }

    [Test]
    public async Task Copy_WithoutHeaders_CarriesThemOver([Values] bool asMultipart)
    {
        var (source, destination) = (NewKey(), NewKey());
        await PutAsync(source, "text", Rich);
        await Store.CopyAsync(new CopyRequest(source, destination) { AsMultipart = asMultipart }, default);
        AssertRich((await Store.HeadAsync(destination, default))!.Headers!);
    }

    [Test]
    public async Task Copy_WithHeaders_ReplacesThem([Values] bool asMultipart)
    {
        var (source, destination) = (NewKey(), NewKey());
        await PutAsync(source, "text", new ObjectHeaders { ContentType = "text/plain", Metadata = new Dictionary<string, string> { ["old"] = "1" } });
        await Store.CopyAsync(new CopyRequest(source, destination) { Headers = Rich, AsMultipart = asMultipart }, default);
        var headers = (await Store.HeadAsync(destination, default))!.Headers!;
        using (Assert.EnterMultipleScope())
        {
            AssertRich(headers);
            Assert.That(headers.Metadata, Does.Not.ContainKey("old"));
        }
    }

    [Test]
    public async Task Copy_OntoItself_RewritesMetadata([Values] bool asMultipart)
    {
        var key = NewKey();
        var before = await PutAsync(key, "text");
        await Store.CopyAsync(new CopyRequest(key, key) { SourceETag = before.ETag, Headers = Rich, AsMultipart = asMultipart }, default);
        AssertRich((await Store.HeadAsync(key, default))!.Headers!);
        Assert.That(await ReadAsync(key), Is.EqualTo("text"));
    }

    [Test]
    public async Task Copy_Tags_AreCarriedOver([Values] bool asMultipart, [Values] bool withHeaders)
    {
        var (source, destination) = (NewKey(), NewKey());
        await PutAsync(source, "text");
        await Client.PutObjectTaggingAsync(new() { BucketName = Bucket, Key = source.Key, Tagging = new() { TagSet = [new() { Key = "project", Value = "x & y=ß" }] } });
        await Store.CopyAsync(new CopyRequest(source, destination) { AsMultipart = asMultipart, Headers = withHeaders ? Rich : null }, default);
        var tags = await Client.GetObjectTaggingAsync(new() { BucketName = Bucket, Key = destination.Key });
        Assert.That(tags.Tagging.Select(tag => (tag.Key, tag.Value)), Is.EqualTo(new[] { ("project", "x & y=ß") }));
    }

    [Test]
    public async Task Put_NoContentType_IsBytes()
    {
        var key = NewKey();
        await PutAsync(key, "text");
        Assert.That((await Store.HeadAsync(key, default))!.Headers!.ContentType, Is.EqualTo("application/octet-stream"));
    }

    [TestCase("not a type", "application/octet-stream")]
    [TestCase("text/plain;charset=utf-8", "text/plain; charset=utf-8")]
    public async Task Put_ContentTypeThatHttpWritesOtherwise_IsStoredAsHttpWritesIt(string given, string stored)
    {
        var key = NewKey();
        await PutAsync(key, "text", new ObjectHeaders { ContentType = given });
        Assert.That((await Store.HeadAsync(key, default))!.Headers!.ContentType, Is.EqualTo(stored));
    }

    [Test]
    public async Task Put_ExpiresThatIsNoDate_IsADateInThePast()
    {
        var key = NewKey();
        await PutAsync(key, "text", new ObjectHeaders { Expires = "0" });
        Assert.That((await Store.HeadAsync(key, default))!.Headers!.Expires, Is.EqualTo("Thu, 01 Jan 1970 00:00:00 GMT"));
    }

    private static void AssertRich(ObjectHeaders headers)
    {
        Assert.That(headers.ContentType, Is.EqualTo("text/csv; charset=utf-8"));
        Assert.That(headers.ContentEncoding, Is.EqualTo(Rich.ContentEncoding));
        Assert.That(headers.ContentDisposition, Is.EqualTo(Rich.ContentDisposition));
        Assert.That(headers.ContentLanguage, Is.EqualTo(Rich.ContentLanguage));
        Assert.That(headers.CacheControl, Is.EqualTo(Rich.CacheControl));
        Assert.That(headers.Expires, Is.EqualTo(Rich.Expires));
        Assert.That(headers.Metadata, Is.EquivalentTo(Rich.Metadata));
    }
}
