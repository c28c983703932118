using Amazon.S3;
using Amazon.S3.Model;

namespace VfsStorage.Tests.Testing.Operations;

[TestFixture]
internal sealed class ConditionTests : ServerFixture
{
    private const string ETag = "\"5d41402abc4b2a76b9719d911017c592\"";
    private const string Other = "\"00000000000000000000000000000000\"";
    private const string Past = "Mon, 01 Jan 2001 00:00:00 GMT";
    private const string Future = "Sat, 01 Jan 2101 00:00:00 GMT";

    [SetUp]
    public void AddObject() => Server.AddObject(Bucket, "a", "hello");

    [TestCase("If-Match", ETag, 200)]
    [TestCase("If-Match", "5d41402abc4b2a76b9719d911017c592", 200)]
    [TestCase("If-Match", "*", 200)]
    [TestCase("If-Match", Other + ", " + ETag, 200)]
    [TestCase("If-Match", Other, 412)]
    [TestCase("If-None-Match", ETag, 304)]
    [TestCase("If-None-Match", "*", 304)]
    [TestCase("If-None-Match", Other, 200)]
    [TestCase("If-Modified-Since", Past, 200)]
    [TestCase("If-Modified-Since", Future, 304)]
    [TestCase("If-Unmodified-Since", Past, 412)]
    [TestCase("If-Unmodified-Since", Future, 200)]
    [TestCase("If-Unmodified-Since", "no date", 200)]
    public async Task Read_Condition_IsJudged(string header, string value, int status)
    {
        var get = await Raw.SendAsync("GET", $"/{Bucket}/a", (header, value));
        var head = await Raw.SendAsync("HEAD", $"/{Bucket}/a", (header, value));

        Assert.That((get.Status, head.Status), Is.EqualTo((status, status)));
        Assert.That(get.Code, Is.EqualTo(status == 412 ? "PreconditionFailed" : null));
    }

    [Test]
    public async Task Read_IfMatchTrue_OutweighsIfUnmodifiedSinceFalse() =>
        Assert.That((await Raw.SendAsync("GET", $"/{Bucket}/a", ("If-Match", ETag), ("If-Unmodified-Since", Past))).Status, Is.EqualTo(200));

    [Test]
    public async Task Read_IfNoneMatchFalse_OutweighsIfModifiedSinceTrue() =>
        Assert.That((await Raw.SendAsync("GET", $"/{Bucket}/a", ("If-None-Match", ETag), ("If-Modified-Since", Past))).Status, Is.EqualTo(304));

    [Test]
    public async Task Read_NotModified_NamesTheETag() =>
        Assert.That((await Raw.SendAsync("GET", $"/{Bucket}/a", ("If-None-Match", ETag))).Header("ETag"), Is.EqualTo(ETag));

    [TestCase("a", "If-None-Match", "*", 412, "PreconditionFailed")]
    [TestCase("new", "If-None-Match", "*", 200, null)]
    [TestCase("new", "If-None-Match", ETag, 501, "NotImplemented")]
    [TestCase("a", "If-Match", ETag, 200, null)]
    [TestCase("a", "If-Match", "5d41402abc4b2a76b9719d911017c592", 200, null)]
    [TestCase("a", "If-Match", Other, 412, "PreconditionFailed")]
    [TestCase("a", "If-Match", "*", 412, "PreconditionFailed")]
    [TestCase("new", "If-Match", ETag, 404, "NoSuchKey")]
    public async Task Put_Condition_IsJudged(string key, string header, string value, int status, string? code)
    {
        var answer = await Raw.SendAsync("PUT", $"/{Bucket}/{key}", "changed", (header, value));

        Assert.That((answer.Status, answer.Code), Is.EqualTo((status, code)));
        var stored = (await Raw.SendAsync("GET", $"/{Bucket}/{key}")).Text;
        Assert.That(stored == "changed", Is.EqualTo(status == 200));
    }

    [Test]
    public async Task Put_BothConditions_IsNotImplemented() =>
        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/a", "x", ("If-Match", ETag), ("If-None-Match", "*"))).Code, Is.EqualTo("NotImplemented"));

    [Test]
    public async Task Put_FailedCondition_NamesIt() =>
        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/a", "x", ("If-None-Match", "*"))).Child("Condition"), Is.EqualTo("If-None-Match"));

    [TestCase("a", ETag, 204)]
    [TestCase("a", "*", 204)]
    [TestCase("a", Other, 412)]
    [TestCase("missing", ETag, 412)]
    [TestCase("missing", "*", 412)]
    public async Task Delete_IfMatch_IsJudged(string key, string value, int status)
    {
        var answer = await Raw.SendAsync("DELETE", $"/{Bucket}/{key}", ("If-Match", value));

        Assert.That(answer.Status, Is.EqualTo(status));
        Assert.That(Server.GetKeys(Bucket), Has.Count.EqualTo(status == 204 ? 0 : 1));
    }

    [TestCase("5", 204)]
    [TestCase("6", 412)]
    public async Task Delete_IfMatchSize_IsJudged(string size, int status) =>
        Assert.That((await Raw.SendAsync("DELETE", $"/{Bucket}/a", ("x-amz-if-match-size", size))).Status, Is.EqualTo(status));

    [TestCase(false, 204)]
    [TestCase(true, 412)]
    public async Task Delete_IfMatchLastModified_IsJudged(bool wrong, int status)
    {
        var modified = wrong ? Past : (await Raw.SendAsync("HEAD", $"/{Bucket}/a")).Header("Last-Modified")!;

        Assert.That((await Raw.SendAsync("DELETE", $"/{Bucket}/a", ("x-amz-if-match-last-modified-time", modified))).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task BulkDelete_ETag_IsJudgedPerKey()
    {
        Server.AddObject(Bucket, "b", "hello");

        var error = Assert.ThrowsAsync<DeleteObjectsException>(() => Client.DeleteObjectsAsync(new DeleteObjectsRequest
        {
            BucketName = Bucket,
            Objects = [new KeyVersion { Key = "a", ETag = Other }, new KeyVersion { Key = "b", ETag = ETag }],
        }));

        Assert.That(error!.Response.DeleteErrors.Select(e => (e.Key, e.Code)), Is.EqualTo(new[] { ("a", "PreconditionFailed") }));
        Assert.That(Server.GetKeys(Bucket), Is.EqualTo(new[] { "a" }));
        await Task.CompletedTask;
    }

    [Test]
    public async Task Put_FiftyRacingIfNoneMatch_HasOneWinner()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Raw.SendAsync("PUT", $"/{Bucket}/race", $"writer {i}", ("If-None-Match", "*"))));

        Assert.That(answers.Count(a => a.Status == 200), Is.EqualTo(1));
        Assert.That(answers.Count(a => a.Status == 412), Is.EqualTo(49));
        var winner = Array.FindIndex(answers, a => a.Status == 200);
        Assert.That((await Raw.SendAsync("GET", $"/{Bucket}/race")).Text, Is.EqualTo($"writer {winner}"));
    }

    [Test]
    public async Task Put_RacingCompareAndSwap_LosesNoUpdate()
    {
        const int Writers = 8, Increments = 10;
        Server.AddObject(Bucket, "counter", "0");

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async _ =>
        {
            for (var done = 0; done < Increments;)
            {
                var read = await Raw.SendAsync("GET", $"/{Bucket}/counter");
                var write = await Raw.SendAsync("PUT", $"/{Bucket}/counter", $"{int.Parse(read.Text) + 1}", ("If-Match", read.Header("ETag")!));
                done += write.Status == 200 ? 1 : 0;
            }
        }));

        Assert.That((await Raw.SendAsync("GET", $"/{Bucket}/counter")).Text, Is.EqualTo($"{Writers * Increments}"));
    }
}
