using System.Text;
using Amazon.S3;
using Amazon.S3.Model;

namespace VfsStorage.Tests.Testing.Operations;

[TestFixture]
internal sealed class CopyTests : ServerFixture
{
    private const string ETag = "\"5d41402abc4b2a76b9719d911017c592\"";
    private const string Other = "\"00000000000000000000000000000000\"";
    private const string Past = "Mon, 01 Jan 2001 00:00:00 GMT";
    private const string Future = "Sat, 01 Jan 2101 00:00:00 GMT";

    [Test]
    public async Task Copy_KeepsBytesMetadataHeadersAndTags()
    {
        await PutDescribedAsync("a");

        var answer = await Client.CopyObjectAsync(Bucket, "a", Bucket, "b");

        var copy = await Client.GetObjectMetadataAsync(Bucket, "b");
        Assert.That((answer.ETag, await ReadAsync("b"), copy.Metadata["m"], copy.Headers.ContentType), Is.EqualTo((ETag, "hello", "1", "text/x")));
        Assert.That((await Client.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = Bucket, Key = "b" })).Tagging.Select(t => (t.Key, t.Value)), Is.EqualTo(new[] { ("t", "1") }));
    }

    [Test]
    public async Task Copy_ReplaceDirectives_TakeTheNewOnes()
    {
        await PutDescribedAsync("a");
        var request = new CopyObjectRequest
        {
            SourceBucket = Bucket, SourceKey = "a", DestinationBucket = Bucket, DestinationKey = "b", MetadataDirective = S3MetadataDirective.REPLACE, TaggingDirective = TaggingDirective.REPLACE, TagSet = [new Tag { Key = "u", Value = "2" }],
        };
        request.Metadata["n"] = "2";

        await Client.CopyObjectAsync(request);

        var copy = await Client.GetObjectMetadataAsync(Bucket, "b");
        Assert.That(copy.Metadata.Keys, Is.EqualTo(new[] { "x-amz-meta-n" }));
        Assert.That((await Client.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = Bucket, Key = "b" })).Tagging.Select(t => (t.Key, t.Value)), Is.EqualTo(new[] { ("u", "2") }));
    }

    [Test]
    public async Task Copy_AcrossBuckets_Works()
    {
        Server.CreateBucket("bucket-b");
        Server.AddObject(Bucket, "a", "hello");

        await Client.CopyObjectAsync(Bucket, "a", "bucket-b", "c");

        Assert.That(Server.GetKeys("bucket-b"), Is.EqualTo(new[] { "c" }));
    }

    [Test]
    public async Task Copy_MissingSource_IsNoSuchKey() =>
        Assert.That(await ErrorOf(() => Client.CopyObjectAsync(Bucket, "a", Bucket, "b")), Is.EqualTo(("NoSuchKey", 404)));

    [Test]
    public async Task Copy_OntoItselfUnchanged_IsInvalidRequest()
    {
        Server.AddObject(Bucket, "a", "hello");

        Assert.That((await ErrorOf(() => Client.CopyObjectAsync(Bucket, "a", Bucket, "a"))).Code, Is.EqualTo("InvalidRequest"));
    }

    [Test]
    public async Task Copy_OntoItselfWithNewMetadata_Works()
    {
        Server.AddObject(Bucket, "a", "hello");

        var answer = await Raw.SendAsync("PUT", $"/{Bucket}/a", ("x-amz-copy-source", $"{Bucket}/a"), ("x-amz-metadata-directive", "REPLACE"), ("x-amz-meta-m", "1"));

        Assert.That((answer.Status, answer.Child("ETag")), Is.EqualTo((200, ETag)));
        Assert.That((await Raw.SendAsync("GET", $"/{Bucket}/a")).Header("x-amz-meta-m"), Is.EqualTo("1"));
    }

    [TestCase("x-amz-copy-source-if-match", ETag, 200)]
    [TestCase("x-amz-copy-source-if-match", Other, 412)]
    [TestCase("x-amz-copy-source-if-none-match", ETag, 412)]
    [TestCase("x-amz-copy-source-if-none-match", Other, 200)]
    [TestCase("x-amz-copy-source-if-modified-since", Past, 200)]
    [TestCase("x-amz-copy-source-if-modified-since", Future, 412)]
    [TestCase("x-amz-copy-source-if-unmodified-since", Past, 412)]
    [TestCase("x-amz-copy-source-if-unmodified-since", Future, 200)]
    public async Task Copy_SourceCondition_IsJudged(string header, string value, int status)
    {
        Server.AddObject(Bucket, "a", "hello");

        var answer = await Raw.SendAsync("PUT", $"/{Bucket}/b", ("x-amz-copy-source", $"{Bucket}/a"), (header, value));

        Assert.That((answer.Status, answer.Code), Is.EqualTo((status, status == 200 ? null : "PreconditionFailed")));
    }

    [TestCase("b", "If-None-Match", "*", 412)]
    [TestCase("new", "If-None-Match", "*", 200)]
    [TestCase("b", "If-Match", Other, 412)]
    [TestCase("b", "If-Match", ETag, 200)]
    [TestCase("new", "If-Match", ETag, 404)]
    public async Task Copy_DestinationCondition_IsJudged(string key, string header, string value, int status)
    {
        Server.AddObject(Bucket, "a", "source");
        Server.AddObject(Bucket, "b", "hello");

        var answer = await Raw.SendAsync("PUT", $"/{Bucket}/{key}", ("x-amz-copy-source", $"{Bucket}/a"), (header, value));

        Assert.That(answer.Status, Is.EqualTo(status));
        Assert.That(await ReadAsync("b"), Is.EqualTo(status == 200 && key == "b" ? "source" : "hello"));
    }

    [Test]
    public async Task Copy_FiftyRacingIfNoneMatch_HasOneWinner()
    {
        Server.AddObject(Bucket, "a", "hello");

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Raw.SendAsync("PUT", $"/{Bucket}/race", ("x-amz-copy-source", $"{Bucket}/a"), ("If-None-Match", "*"))));

        Assert.That(answers.Count(a => a.Status == 200), Is.EqualTo(1));
    }

    [Test]
    public async Task Copy_OfMultipartObject_HasThePlainMd5()
    {
        await MultipartUploader.UploadAsync(Client, Bucket, "m", Encoding.UTF8.GetBytes("hello"));

        var answer = await Client.CopyObjectAsync(Bucket, "m", Bucket, "b");

        Assert.That(answer.ETag, Is.EqualTo(ETag));
    }

    [TestCase("a")]
    [TestCase("/")]
    [TestCase("bucket-a/")]
    public async Task Copy_SourceThatNamesNoObject_IsInvalidArgument(string source) =>
        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/b", ("x-amz-copy-source", source))).Code, Is.EqualTo("InvalidArgument"));

    [Test]
    public async Task Copy_Redirect_IsNotCopied_NorIsTheStorageClass()
    {
        await Raw.SendAsync("PUT", $"/{Bucket}/a", "hello", ("x-amz-website-redirect-location", "/x"), ("x-amz-storage-class", "GLACIER_IR"));

        await Client.CopyObjectAsync(Bucket, "a", Bucket, "b");

        var (source, copy) = (await Raw.SendAsync("HEAD", $"/{Bucket}/a"), await Raw.SendAsync("HEAD", $"/{Bucket}/b"));
        Assert.That((source.Header("x-amz-website-redirect-location"), source.Header("x-amz-storage-class")), Is.EqualTo(("/x", "GLACIER_IR")));
        Assert.That((copy.Header("x-amz-website-redirect-location"), copy.Header("x-amz-storage-class")), Is.EqualTo(((string?)null, (string?)null)));
    }

    [Test]
    public async Task Copy_UnknownDirective_IsInvalidArgument()
    {
        Server.AddObject(Bucket, "a", "hello");

        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/b", ("x-amz-copy-source", $"{Bucket}/a"), ("x-amz-metadata-directive", "KEEP"))).Code, Is.EqualTo("InvalidArgument"));
    }

    private Task<PutObjectResponse> PutDescribedAsync(string key)
    {
        var request = new PutObjectRequest { BucketName = Bucket, Key = key, ContentBody = "hello", ContentType = "text/x", TagSet = [new Tag { Key = "t", Value = "1" }] };
        request.Metadata["m"] = "1";
        return Client.PutObjectAsync(request);
    }
}
