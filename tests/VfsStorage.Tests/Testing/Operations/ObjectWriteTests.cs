using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using VfsStorage.Testing.Checksums;

namespace VfsStorage.Tests.Testing.Operations;

[TestFixture]
internal sealed class ObjectWriteTests : ServerFixture
{
    [Test]
    public async Task Put_ETag_IsTheQuotedMd5()
    {
        var answer = await PutAsync("a", "hello");

        Assert.That(answer.ETag, Is.EqualTo("\"5d41402abc4b2a76b9719d911017c592\""));
    }

    [Test]
    public async Task Put_Again_Replaces()
    {
        await PutAsync("a", "one");
        await PutAsync("a", "two");

        Assert.That(await ReadAsync("a"), Is.EqualTo("two"));
        Assert.That(Server.GetKeys(Bucket), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public async Task Put_ContentHeaders_ComeBack()
    {
        var request = new PutObjectRequest { BucketName = Bucket, Key = "a", ContentBody = "x", ContentType = "text/markdown" };
        request.Headers.CacheControl = "max-age=3";
        request.Headers.ContentDisposition = "inline";
        request.Headers.ContentEncoding = "identity";
        request.Headers["Content-Language"] = "fr";
        request.Headers.Expires = new DateTime(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        await Client.PutObjectAsync(request);

        var answer = await Raw.SendAsync("HEAD", $"/{Bucket}/a");
        Assert.That(
            new[] { "Content-Type", "Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Expires" }.Select(answer.Header),
            Is.EqualTo(new[] { "text/markdown", "max-age=3", "inline", "identity", "fr", "Wed, 02 Jan 2030 03:04:05 GMT" }));
    }

    [Test]
    public async Task Put_ChunkedTransferOnly_LeavesNoContentEncoding()
    {
        await PutAsync("a");

        var sent = Server.Requests.All[0].Headers;
        Assert.That(sent["content-encoding"], Is.EqualTo("aws-chunked"));
        Assert.That((await Raw.SendAsync("HEAD", $"/{Bucket}/a")).Header("Content-Encoding"), Is.Null);
    }

    [Test]
    public async Task Put_Metadata_ComesBackInLowerCase()
    {
        await Raw.SendAsync("PUT", $"/{Bucket}/a", "x", ("x-amz-meta-Mixed-Case", "Value"));

        Assert.That((await Client.GetObjectMetadataAsync(Bucket, "a")).Metadata["mixed-case"], Is.EqualTo("Value"));
    }

    [Test]
    public async Task Put_MetadataAsEncodedWord_ComesBackEncoded()
    {
        var word = "=?UTF-8?B?" + Convert.ToBase64String(Encoding.UTF8.GetBytes("grün €")) + "?=";
        await Raw.SendAsync("PUT", $"/{Bucket}/a", "x", ("x-amz-meta-m", word));

        Assert.That((await Raw.SendAsync("HEAD", $"/{Bucket}/a")).Header("x-amz-meta-m"), Is.EqualTo(word));
    }

    [Test]
    public async Task Put_RawUnicodeMetadata_IsTakenForLatin1()
    {
        await Raw.SendAsync("PUT", $"/{Bucket}/a", "x", ("x-amz-meta-m", "Ä"));

        var doublyEncoded = "=?UTF-8?B?" + Convert.ToBase64String(Encoding.UTF8.GetBytes("Ã\u0084")) + "?=";
        Assert.That((await Raw.SendAsync("HEAD", $"/{Bucket}/a")).Header("x-amz-meta-m"), Is.EqualTo(doublyEncoded));
    }

    [TestCase(2048, 200)]
    [TestCase(2049, 400)]
    public async Task Put_Metadata_IsLimitedTo2KiB(int size, int status)
    {
        var answer = await Raw.SendAsync("PUT", $"/{Bucket}/a", "x", ("x-amz-meta-m", new string('v', size - 1)));

        Assert.That((answer.Status, answer.Code), Is.EqualTo((status, status == 200 ? null : "MetadataTooLarge")));
    }

    [Test]
    public async Task Put_StorageClass_ComesBackInHeadAndList()
    {
        await Client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "a", ContentBody = "x", StorageClass = S3StorageClass.StandardInfrequentAccess });

        Assert.That((await Raw.SendAsync("HEAD", $"/{Bucket}/a")).Header("x-amz-storage-class"), Is.EqualTo("STANDARD_IA"));
        Assert.That((await Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket })).S3Objects[0].StorageClass.Value, Is.EqualTo("STANDARD_IA"));
    }

    [Test]
    public async Task Put_UnknownStorageClass_IsRefused() =>
        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/a", "x", ("x-amz-storage-class", "CELLAR"))).Code, Is.EqualTo("InvalidStorageClass"));

    [Test]
    public async Task Put_WrongContentMd5_IsBadDigestAndStoresNothing()
    {
        var md5 = Md5.Base64Of("other"u8);

        var answer = await Raw.SendAsync("PUT", $"/{Bucket}/a", "x", ("Content-MD5", md5));

        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "BadDigest")));
        Assert.That(Server.GetKeys(Bucket), Is.Empty);
    }

    [Test]
    public async Task Put_MalformedContentMd5_IsInvalidDigest() =>
        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/a", "x", ("Content-MD5", "YWJj"))).Code, Is.EqualTo("InvalidDigest"));

    [Test]
    public async Task Put_WithoutLength_Is411()
    {
        var answer = await Raw.SendTextAsync($"PUT /{Bucket}/a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        Assert.That(answer, Does.StartWith("HTTP/1.1 411").And.Contains("<Code>MissingContentLength</Code>"));
    }

    [Test]
    public async Task Put_ChunkedTransferEncoding_IsNotImplemented()
    {
        var answer = await Raw.SendTextAsync($"PUT /{Bucket}/a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n");

        Assert.That(answer, Does.StartWith("HTTP/1.1 501").And.Contains("<Code>NotImplemented</Code>"));
    }

    [Test]
    public async Task Put_BodyThatEndsTooEarly_StoresNothing()
    {
        await Raw.SendTextAsync($"PUT /{Bucket}/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nonly this", endsHere: true);

        Assert.That(Server.GetKeys(Bucket), Is.Empty);
        Assert.That(Server.Requests.Count(VfsStorage.Testing.S3Operation.PutObject), Is.EqualTo(1));
    }

    [Test]
    public async Task Put_LastModified_HasWholeSeconds()
    {
        await PutAsync("a");

        var listed = (await Raw.SendAsync("GET", $"/{Bucket}?list-type=2")).Child("LastModified");
        var header = (await Client.GetObjectMetadataAsync(Bucket, "a")).LastModified!.Value.ToUniversalTime();
        Assert.That(listed, Is.EqualTo($"{header:yyyy-MM-dd'T'HH:mm:ss}.000Z"));
    }
}
