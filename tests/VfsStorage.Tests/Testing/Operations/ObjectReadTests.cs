using System.Text;
using Amazon.S3.Model;

namespace VfsStorage.Tests.Testing.Operations;

[TestFixture]
internal sealed class ObjectReadTests : ServerFixture
{
    [Test]
    public async Task Get_AfterPut_ReturnsTheBytes()
    {
        await PutAsync("a", "hello");

        Assert.That(await ReadAsync("a"), Is.EqualTo("hello"));
    }

    [Test]
    public async Task Get_LargeObject_ReturnsEveryByte()
    {
        var bytes = new byte[1_000_003];
        new Random(1).NextBytes(bytes);
        await Client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "a", InputStream = new MemoryStream(bytes) });

        using var answer = await Client.GetObjectAsync(Bucket, "a");
        using var received = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(received);
        Assert.That(received.ToArray().AsSpan().SequenceEqual(bytes), Is.True);
    }

    [Test]
    public async Task Get_Missing_IsNoSuchKey() =>
        Assert.That(await ErrorOf(() => Client.GetObjectAsync(Bucket, "a")), Is.EqualTo(("NoSuchKey", 404)));

    [Test]
    public async Task Get_MissingBucket_IsNoSuchBucket() =>
        Assert.That(await ErrorOf(() => Client.GetObjectAsync("nowhere", "a")), Is.EqualTo(("NoSuchBucket", 404)));

    [Test]
    public async Task Head_Missing_Is404WithoutBody()
    {
        var answer = await Raw.SendAsync("HEAD", $"/{Bucket}/a");

        Assert.That((answer.Status, answer.Bytes.Length), Is.EqualTo((404, 0)));
    }

    [Test]
    public async Task Head_ReturnsLengthAndHeadersWithoutBody()
    {
        Server.AddObject(Bucket, "a", "hello");

        var answer = await Raw.SendAsync("HEAD", $"/{Bucket}/a");

        Assert.That(answer.Header("Content-Length"), Is.EqualTo("5"));
        Assert.That(answer.Header("ETag"), Is.EqualTo("\"5d41402abc4b2a76b9719d911017c592\""));
        Assert.That(answer.Header("Accept-Ranges"), Is.EqualTo("bytes"));
        Assert.That(answer.Header("Content-Type"), Is.EqualTo("binary/octet-stream"));
        Assert.That(answer.Header("x-amz-server-side-encryption"), Is.EqualTo("AES256"));
    }

    [Test]
    public async Task EveryAnswer_HasRequestIds()
    {
        var answer = await Raw.SendAsync("GET", $"/{Bucket}/a");

        Assert.That(answer.Header("x-amz-request-id"), Is.Not.Empty.And.EqualTo(answer.Child("RequestId")));
        Assert.That(answer.Header("x-amz-id-2"), Is.Not.Empty.And.EqualTo(answer.Child("HostId")));
    }

    [TestCase("bytes=0-0", "0", "bytes 0-0/10")]
    [TestCase("bytes=2-4", "234", "bytes 2-4/10")]
    [TestCase("bytes=7-", "789", "bytes 7-9/10")]
    [TestCase("bytes=7-99", "789", "bytes 7-9/10")]
    [TestCase("bytes=-3", "789", "bytes 7-9/10")]
    [TestCase("bytes=-99", "0123456789", "bytes 0-9/10")]
    public async Task Get_Range_ReturnsThatPart(string range, string expected, string contentRange)
    {
        Server.AddObject(Bucket, "a", "0123456789");

        var answer = await Raw.SendAsync("GET", $"/{Bucket}/a", ("Range", range));

        Assert.That((answer.Status, answer.Text, answer.Header("Content-Range")), Is.EqualTo((206, expected, contentRange)));
    }

    [TestCase("bytes=5-2")]
    [TestCase("bytes=a-b")]
    [TestCase("lines=1-2")]
    [TestCase("bytes=0-1,3-4")]
    public async Task Get_MeaninglessRange_ReturnsEverything(string range)
    {
        Server.AddObject(Bucket, "a", "0123456789");

        var answer = await Raw.SendAsync("GET", $"/{Bucket}/a", ("Range", range));

        Assert.That((answer.Status, answer.Text), Is.EqualTo((200, "0123456789")));
    }

    [TestCase("bytes=10-")]
    [TestCase("bytes=10-20")]
    [TestCase("bytes=-0")]
    public async Task Get_RangeBeyondTheEnd_Is416(string range)
    {
        Server.AddObject(Bucket, "a", "0123456789");

        var answer = await Raw.SendAsync("GET", $"/{Bucket}/a", ("Range", range));

        Assert.That((answer.Status, answer.Code, answer.Child("ActualObjectSize")), Is.EqualTo((416, "InvalidRange", "10")));
    }

    [TestCase("bytes=0-")]
    [TestCase("bytes=-1")]
    public async Task Get_RangeOfEmptyObject_Is416(string range)
    {
        Server.AddObject(Bucket, "a", "");

        Assert.That((await Raw.SendAsync("GET", $"/{Bucket}/a", ("Range", range))).Status, Is.EqualTo(416));
    }

    [Test]
    public async Task Get_ResponseOverrides_ReplaceTheHeaders()
    {
        Server.AddObject(Bucket, "a", "x");

        var answer = await Client.GetObjectAsync(new GetObjectRequest
        {
            BucketName = Bucket,
            Key = "a",
            ResponseHeaderOverrides = new ResponseHeaderOverrides { ContentType = "text/x", CacheControl = "no-store", ContentDisposition = "attachment", ContentEncoding = "enc", ContentLanguage = "de" },
        });

        var headers = answer.Headers;
        Assert.That(
            (headers.ContentType, headers.CacheControl, headers.ContentDisposition, headers.ContentEncoding, answer.Headers["Content-Language"]),
            Is.EqualTo(("text/x", "no-store", "attachment", "enc", "de")));
    }

    [Test]
    public async Task Get_OverrideOutsideLatin1_IsInvalidArgument()
    {
        Server.AddObject(Bucket, "a", "x");

        var answer = await Raw.SendAsync("GET", $"/{Bucket}/a?response-content-type=%E2%82%AC");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "InvalidArgument")));
    }

    [Test]
    public async Task Get_PartNumber_ReturnsThatPart()
    {
        var upload = await MultipartUploader.UploadAsync(Client, Bucket, "m", new byte[5 << 20], Encoding.UTF8.GetBytes("tail"));

        var answer = await Raw.SendAsync("GET", $"/{Bucket}/m?partNumber=2");

        Assert.That((answer.Status, answer.Text, answer.Header("x-amz-mp-parts-count")), Is.EqualTo((206, "tail", "2")));
        Assert.That((await Raw.SendAsync("GET", $"/{Bucket}/m?partNumber=3")).Code, Is.EqualTo("InvalidPartNumber"));
        Assert.That(upload.ETag, Does.EndWith("-2\""));
    }

    [TestCase("null", 200)]
    [TestCase("3HL4kqtJvjVBH40Nrjfkd", 400)]
    public async Task Get_VersionId_KnowsOnlyNull(string version, int status)
    {
        Server.AddObject(Bucket, "a", "x");

        Assert.That((await Raw.SendAsync("GET", $"/{Bucket}/a?versionId={version}")).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task GetAttributes_ReturnsWhatIsAskedFor()
    {
        await PutAsync("a", "hello");

        var answer = await Client.GetObjectAttributesAsync(new GetObjectAttributesRequest
        {
            BucketName = Bucket,
            Key = "a",
            ObjectAttributes = [Amazon.S3.ObjectAttributes.ETag, Amazon.S3.ObjectAttributes.ObjectSize, Amazon.S3.ObjectAttributes.Checksum],
        });

        Assert.That((answer.ETag, answer.ObjectSize), Is.EqualTo(("5d41402abc4b2a76b9719d911017c592", 5L)));
        Assert.That(answer.StorageClass, Is.Null);
        Assert.That(answer.Checksum.ChecksumCRC32, Is.EqualTo("NhCmhg=="));
    }

    [Test]
    public async Task GetAttributes_OfMultipart_ListsThePartsByPages()
    {
        await MultipartUploader.UploadAsync(Client, Bucket, "m", new byte[5 << 20], new byte[5 << 20], new byte[3]);

        var answer = await Client.GetObjectAttributesAsync(new GetObjectAttributesRequest
        {
            BucketName = Bucket, Key = "m", MaxParts = 1, PartNumberMarker = 1, ObjectAttributes = [Amazon.S3.ObjectAttributes.ObjectParts],
        });

        var parts = answer.ObjectParts;
        Assert.That((parts.TotalPartsCount, parts.IsTruncated, parts.NextPartNumberMarker), Is.EqualTo((3, true, 2)));
        Assert.That(parts.Parts.Select(p => (p.PartNumber, p.Size)), Is.EqualTo(new[] { (2, 5L << 20) }));
    }
}
