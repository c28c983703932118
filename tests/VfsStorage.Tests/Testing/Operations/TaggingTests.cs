using Amazon.S3.Model;
using VfsStorage.Testing.Checksums;

namespace VfsStorage.Tests.Testing.Operations;

[TestFixture]
internal sealed class TaggingTests : ServerFixture
{
    [Test]
    public async Task Put_ThenGetThenDelete()
    {
        Server.AddObject(Bucket, "a", "x");
        await Client.PutObjectTaggingAsync(new PutObjectTaggingRequest { BucketName = Bucket, Key = "a", Tagging = new Tagging { TagSet = [new Tag { Key = "k", Value = "v" }] } });
        var tags = await TagsAsync();
        await Client.DeleteObjectTaggingAsync(new DeleteObjectTaggingRequest { BucketName = Bucket, Key = "a" });

        Assert.That(tags, Is.EqualTo(new[] { ("k", "v") }));
        Assert.That(await TagsAsync(), Is.Empty);
    }

    [Test]
    public async Task Put_ByHeader_IsDecodedAndCounted()
    {
        await Raw.SendAsync("PUT", $"/{Bucket}/a", "x", ("x-amz-tagging", "k%201=v%261&k2="));

        Assert.That(await TagsAsync(), Is.EqualTo(new[] { ("k 1", "v&1"), ("k2", "") }));
        Assert.That((await Raw.SendAsync("HEAD", $"/{Bucket}/a")).Header("x-amz-tagging-count"), Is.EqualTo("2"));
    }

    [Test]
    public async Task Put_KeepsContentAndTime()
    {
        Server.AddObject(Bucket, "a", "x");
        var before = await Raw.SendAsync("HEAD", $"/{Bucket}/a");

        await Client.PutObjectTaggingAsync(new PutObjectTaggingRequest { BucketName = Bucket, Key = "a", Tagging = new Tagging { TagSet = [new Tag { Key = "k", Value = "v" }] } });

        var after = await Raw.SendAsync("HEAD", $"/{Bucket}/a");
        Assert.That((after.Header("ETag"), after.Header("Last-Modified")), Is.EqualTo((before.Header("ETag"), before.Header("Last-Modified"))));
    }

    [Test]
    public async Task Get_MissingObject_IsNoSuchKey() =>
        Assert.That((await Raw.SendAsync("GET", $"/{Bucket}/a?tagging")).Code, Is.EqualTo("NoSuchKey"));

    [Test]
    public async Task Put_ElevenTags_IsBadRequest() =>
        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/a", "x", ("x-amz-tagging", string.Join('&', Enumerable.Range(0, 11).Select(i => $"k{i}=v"))))).Code, Is.EqualTo("BadRequest"));

    [TestCase("k=1&k=2")]
    [TestCase("=1")]
    public async Task Put_InvalidTags_AreRefused(string tags) =>
        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/a", "x", ("x-amz-tagging", tags))).Code, Is.EqualTo("InvalidTag"));

    [Test]
    public async Task Put_Malformed_IsMalformedXml()
    {
        Server.AddObject(Bucket, "a", "x");

        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/a?tagging", "<Tagging/>", ("Content-MD5", Md5.Base64Of("<Tagging/>"u8)))).Code, Is.EqualTo("MalformedXML"));
    }

    private async Task<IEnumerable<(string, string)>> TagsAsync() =>
        ((await Client.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = Bucket, Key = "a" })).Tagging ?? []).Select(t => (t.Key, t.Value));
}
