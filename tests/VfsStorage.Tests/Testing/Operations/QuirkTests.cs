using System.Text;
using VfsStorage.Testing;
using VfsStorage.Testing.Checksums;

namespace VfsStorage.Tests.Testing.Operations;

[TestFixture]
internal sealed class QuirkTests : ServerFixture
{
    private const string ETag = "5d41402abc4b2a76b9719d911017c592";
    private const string Other = "00000000000000000000000000000000";

    [SetUp]
    public void AddObject() => Server.AddObject(Bucket, "a", "hello");

    [TestCase(S3StoreQuirks.IgnoresIfMatchOnDelete, 204)]
    [TestCase(S3StoreQuirks.None, 412)]
    public async Task Delete_IfMatch(S3StoreQuirks quirks, int status)
    {
        Server.Options.Quirks = quirks;

        Assert.That((await Raw.SendAsync("DELETE", $"/{Bucket}/a", ("If-Match", Other))).Status, Is.EqualTo(status));
        Assert.That(Server.GetKeys(Bucket), Has.Count.EqualTo(status == 204 ? 0 : 1));
    }

    [TestCase(S3StoreQuirks.IgnoresIfMatchOnDelete, 0)]
    [TestCase(S3StoreQuirks.None, 1)]
    public async Task BulkDelete_ETag(S3StoreQuirks quirks, int left)
    {
        Server.Options.Quirks = quirks;
        const string Body = $"<Delete><Object><Key>a</Key><ETag>{Other}</ETag></Object></Delete>";

        await Raw.SendAsync("POST", $"/{Bucket}?delete", Body, ("Content-MD5", Md5.Base64Of(Encoding.UTF8.GetBytes(Body))));

        Assert.That(Server.GetKeys(Bucket), Has.Count.EqualTo(left));
    }

    [TestCase(S3StoreQuirks.IgnoresConditionsOnCopy, "x-amz-copy-source-if-match", Other, 200)]
    [TestCase(S3StoreQuirks.IgnoresConditionsOnCopy, "If-None-Match", "*", 200)]
    [TestCase(S3StoreQuirks.None, "x-amz-copy-source-if-match", Other, 412)]
    [TestCase(S3StoreQuirks.None, "If-None-Match", "*", 412)]
    public async Task Copy_Condition(S3StoreQuirks quirks, string header, string value, int status)
    {
        Server.Options.Quirks = quirks;
        Server.AddObject(Bucket, "b", "there");

        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/b", ("x-amz-copy-source", $"{Bucket}/a"), (header, value))).Status, Is.EqualTo(status));
    }

    [TestCase(S3StoreQuirks.IgnoresConditionsOnComplete, 200)]
    [TestCase(S3StoreQuirks.None, 412)]
    public async Task Complete_Condition(S3StoreQuirks quirks, int status)
    {
        Server.Options.Quirks = quirks;
        var id = (await Raw.SendAsync("POST", $"/{Bucket}/a?uploads")).Child("UploadId");
        var etag = (await Raw.SendAsync("PUT", $"/{Bucket}/a?uploadId={id}&partNumber=1", "x")).Header("ETag");

        var done = await Raw.SendAsync(
            "POST", $"/{Bucket}/a?uploadId={id}", $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{etag}</ETag></Part></CompleteMultipartUpload>", ("If-None-Match", "*"));

        Assert.That(done.Status, Is.EqualTo(status));
    }

    [TestCase(S3StoreQuirks.RequiresUnquotedIfMatch, $"\"{ETag}\"", 412)]
    [TestCase(S3StoreQuirks.RequiresUnquotedIfMatch, ETag, 200)]
    [TestCase(S3StoreQuirks.None, $"\"{ETag}\"", 200)]
    [TestCase(S3StoreQuirks.IgnoresIfMatchOnPut, Other, 200)]
    [TestCase(S3StoreQuirks.None, Other, 412)]
    public async Task Put_IfMatch(S3StoreQuirks quirks, string value, int status)
    {
        Server.Options.Quirks = quirks;

        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/a", "x", ("If-Match", value))).Status, Is.EqualTo(status));
    }

    [TestCase(S3StoreQuirks.IgnoresIfNoneMatchOnPut, 200)]
    [TestCase(S3StoreQuirks.None, 412)]
    public async Task Put_IfNoneMatch(S3StoreQuirks quirks, int status)
    {
        Server.Options.Quirks = quirks;

        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/a", "x", ("If-None-Match", "*"))).Status, Is.EqualTo(status));
    }

    [TestCase(S3StoreQuirks.RefusesChunkedTrailers, "NotImplemented")]
    [TestCase(S3StoreQuirks.None, "none")]
    public async Task Put_Trailer(S3StoreQuirks quirks, string code)
    {
        Server.Options.Quirks = quirks;

        Assert.That((await ErrorOf(() => PutAsync("b"))).Code, Is.EqualTo(code));
    }

    [Test]
    public async Task Rename_LeavesEmptyObject()
    {
        Server.Options.Quirks = S3StoreQuirks.RenameObjectLeavesEmptyObject;

        var answer = await Raw.SendAsync("PUT", $"/{Bucket}/b?renameObject", ("x-amz-rename-source", $"/{Bucket}/a"));

        Assert.That((answer.Status, await ReadAsync("a"), await ReadAsync("b")), Is.EqualTo((200, "hello", "")));
    }

    [TestCase(S3StoreQuirks.NoFullObjectChecksums, null)]
    [TestCase(S3StoreQuirks.None, "FULL_OBJECT")]
    public async Task Checksum_OfPutWithoutOne(S3StoreQuirks quirks, string? type)
    {
        Server.Options.Quirks = quirks;
        await Raw.SendAsync("PUT", $"/{Bucket}/b", "x");

        Assert.That((await Raw.SendAsync("HEAD", $"/{Bucket}/b", ("x-amz-checksum-mode", "ENABLED"))).Header("x-amz-checksum-type"), Is.EqualTo(type));
    }

    [Test]
    public async Task Checksum_FullObjectMultipart_IsRefused()
    {
        Server.Options.Quirks = S3StoreQuirks.NoFullObjectChecksums;

        var answer = await Raw.SendAsync("POST", $"/{Bucket}/m?uploads", ("x-amz-checksum-algorithm", "CRC32"), ("x-amz-checksum-type", "FULL_OBJECT"));

        Assert.That(answer.Code, Is.EqualTo("InvalidRequest"));
    }
}
