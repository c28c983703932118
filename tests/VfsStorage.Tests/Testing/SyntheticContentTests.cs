using Amazon.S3.Model;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Testing;

[TestFixture]
internal sealed class SyntheticContentTests : ServerFixture
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(7)]
    [TestCase(4_294_967_290)]
    public void Fill_AnyOffset_IsThePatternFromThere(long offset)
    {
        var whole = new byte[100];
        SyntheticContent.Fill(offset & ~7, whole);
        foreach (var length in new[] { 0, 1, 5, 8, 13, 64 })
        {
            var part = new byte[length];
            SyntheticContent.Fill(offset, part);
            Assert.That(part, Is.EqualTo(whole.AsSpan((int)(offset & 7), length).ToArray()));
        }
    }

    [Test]
    public void Fill_DiffersBetweenPlaces()
    {
        var (a, b) = (new byte[64], new byte[64]);
        SyntheticContent.Fill(0, a);
        SyntheticContent.Fill(1L << 32, b);

        Assert.That(a, Is.Not.EqualTo(b));
        Assert.That((SyntheticContent.Matches(0, a), SyntheticContent.Matches(0, b)), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task AddSyntheticObject_FourGiB_ReadsAnyRange()
    {
        Server.AddSyntheticObject(Bucket, "large", 4L << 30);

        var head = await Client.GetObjectMetadataAsync(Bucket, "large");
        var tail = await Raw.SendAsync("GET", $"/{Bucket}/large", ("Range", "bytes=-1000"));

        Assert.That(head.ContentLength, Is.EqualTo(4L << 30));
        Assert.That(SyntheticContent.Matches((4L << 30) - 1000, tail.Bytes), Is.True);
    }

    [Test]
    public async Task DiscardContent_MultipartObject_ReadsAsThePattern()
    {
        Server.Options.DiscardContentFromBytes = 1000;
        byte[][] parts = [Pattern(0, 100_000), Pattern(100_000, 50_000), Pattern(150_000, 10)];

        var done = await MultipartUploader.UploadAsync(Client, Bucket, "m", parts);

        var whole = await Raw.SendAsync("GET", $"/{Bucket}/m");
        Assert.That((whole.Bytes.Length, SyntheticContent.Matches(0, whole.Bytes)), Is.EqualTo((150_010, true)));
        Assert.That(done.ETag, Does.EndWith("-3\""));
    }

    [Test]
    public async Task DiscardContent_SmallerUploads_AreKept()
    {
        Server.Options.DiscardContentFromBytes = 8;

        await PutAsync("small", "1234567");
        await PutAsync("large", "12345678");

        Assert.That(await ReadAsync("small"), Is.EqualTo("1234567"));
        Assert.That(SyntheticContent.Matches(0, (await Raw.SendAsync("GET", $"/{Bucket}/large")).Bytes), Is.True);
    }

    [Test]
    public async Task DiscardContent_PartCopy_KeepsItsPlaceInTheSource()
    {
        Server.Options.DiscardContentFromBytes = 0;
        Server.AddSyntheticObject(Bucket, "source", 1_000_000);
        var id = await MultipartUploader.CreateAsync(Client, Bucket, "m");
        var copied = await Client.CopyPartAsync(new CopyPartRequest { SourceBucket = Bucket, SourceKey = "source", DestinationBucket = Bucket, DestinationKey = "m", UploadId = id, PartNumber = 1, FirstByte = 500, LastByte = 999 });

        await Client.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = Bucket, Key = "m", UploadId = id, PartETags = [new PartETag(1, copied.ETag) { ChecksumCRC32 = copied.ChecksumCRC32 }] });

        Assert.That(SyntheticContent.Matches(500, (await Raw.SendAsync("GET", $"/{Bucket}/m")).Bytes), Is.True);
    }

    [Test]
    public async Task SkipHash_GivesRandomETags_ButStillVerifiesClaims()
    {
        Server.Options.SkipHashFromBytes = 5;

        var first = await Raw.SendAsync("PUT", $"/{Bucket}/a", "hello");
        var second = await Raw.SendAsync("PUT", $"/{Bucket}/a", "hello");
        var small = await Raw.SendAsync("PUT", $"/{Bucket}/a", "hell");
        var wrong = await Raw.SendAsync("PUT", $"/{Bucket}/a", "hello", ("x-amz-checksum-crc32", "AAAAAA=="));

        Assert.That(first.Header("ETag"), Has.Length.EqualTo(34).And.Not.EqualTo(second.Header("ETag")));
        Assert.That(small.Header("ETag"), Is.EqualTo("\"4229d691b07b13341da53f17ab9f2416\""));
        Assert.That(wrong.Code, Is.EqualTo("BadDigest"));
    }

    protected override void Configure(S3TestServerOptions options) => options.Limits = new S3Limits { MinPartBytes = 1 };

    private static byte[] Pattern(long offset, int length)
    {
        var bytes = new byte[length];
        SyntheticContent.Fill(offset, bytes);
        return bytes;
    }
}
