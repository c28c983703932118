using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace VfsStorage.Tests.Testing;

[TestFixture]
internal sealed class ObjectTests : ServerFixture
{
    [Test]
    public async Task Put_ThenGet_ReturnsTheBytes()
    {
        await Client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "a", ContentBody = "hello" });

        using var answer = await Client.GetObjectAsync(Bucket, "a");
        using var reader = new StreamReader(answer.ResponseStream);
        Assert.That(await reader.ReadToEndAsync(), Is.EqualTo("hello"));
    }

    [Test]
    public async Task Put_ETag_IsQuotedMd5()
    {
        var answer = await Client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "a", ContentBody = "hello" });

        Assert.That(answer.ETag, Is.EqualTo("\"5d41402abc4b2a76b9719d911017c592\""));
    }

    [Test]
    public void Get_Missing_IsNoSuchKey()
    {
        var error = Assert.ThrowsAsync<NoSuchKeyException>(() => Client.GetObjectAsync(Bucket, "a"));

        Assert.That(error!.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Everything_Once()
    {
        Server.AddObject(Bucket, "dir/x", "x");
        await Client.CopyObjectAsync(Bucket, "dir/x", Bucket, "y");
        var list = await Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket, Delimiter = "/" });
        Assert.That(list.S3Objects.Select(o => o.Key), Is.EqualTo(new[] { "y" }));
        Assert.That(list.CommonPrefixes, Is.EqualTo(new[] { "dir/" }));
        var upload = await Client.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = Bucket, Key = "m", ChecksumAlgorithm = ChecksumAlgorithm.CRC32 });
        var part = await Client.UploadPartAsync(new UploadPartRequest { BucketName = Bucket, Key = "m", UploadId = upload.UploadId, PartNumber = 1, InputStream = new MemoryStream(new byte[100]) });
        var complete = new CompleteMultipartUploadRequest
        {
            BucketName = Bucket,
            Key = "m",
            UploadId = upload.UploadId,
            PartETags = [new PartETag(1, part.ETag) { ChecksumCRC32 = part.ChecksumCRC32 }],
        };
        var done = await Client.CompleteMultipartUploadAsync(complete);
        Assert.That(done.ETag, Does.EndWith("-1\""));
        var head = await Client.GetObjectMetadataAsync(Bucket, "m");
        Assert.That(head.ContentLength, Is.EqualTo(100));
        await Client.DeleteObjectAsync(Bucket, "m");
        var gone = await Client.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = Bucket, Objects = [new KeyVersion { Key = "y" }, new KeyVersion { Key = "dir/x" }] });
        Assert.That(gone.DeletedObjects, Has.Count.EqualTo(2));
        Assert.That(Server.GetKeys(Bucket), Is.Empty);
        Assert.That(Server.Requests.ToString(), Is.EqualTo("HEAD×1 COPY×1 DELETE×1 DeleteObjects×1 LIST×1 CreateMultipartUpload×1 UploadPart×1 CompleteMultipartUpload×1"));
    }
}
