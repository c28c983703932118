using VfsStorage.Testing;

namespace VfsStorage.Tests.Testing.Operations;

[TestFixture]
internal sealed class LimitTests : ServerFixture
{
    [Test]
    public void Defaults_AreThoseOfAmazonS3()
    {
        var limits = new S3TestServerOptions().Limits;

        Assert.That((limits.MinPartBytes, limits.MaxPartBytes, limits.MaxParts), Is.EqualTo((5L << 20, 5L << 30, 10_000)));
        Assert.That((limits.MaxPutBytes, limits.MaxCopyBytes, limits.MaxKeyBytes), Is.EqualTo((5L << 30, 5L << 30, 1024)));
        Assert.That((limits.MaxPageEntries, limits.MaxBulkDeleteKeys, limits.MaxMetadataBytes), Is.EqualTo((1000, 1000, 2048)));
    }

    [Test]
    public async Task Put_Over5GiB_IsEntityTooLargeAtOnce()
    {
        var answer = await Raw.SendTextAsync($"PUT /{Bucket}/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: {(5L << 30) + 1}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n", until: "</Error>");

        Assert.That(answer, Does.StartWith("HTTP/1.1 400").And.Contains("<Code>EntityTooLarge</Code>"));
    }

    [Test]
    public async Task Put_OverTheLoweredLimit_IsEntityTooLarge()
    {
        Server.Options.Limits = new S3Limits { MaxPutBytes = 3 };

        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/a", "abcd")).Code, Is.EqualTo("EntityTooLarge"));
        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/a", "abc")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Copy_Over5GiB_IsInvalidRequest()
    {
        Server.AddSyntheticObject(Bucket, "large", (5L << 30) + 1);

        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/b", ("x-amz-copy-source", $"{Bucket}/large"))).Code, Is.EqualTo("InvalidRequest"));
    }

    [Test]
    public async Task Part_OverTheLimit_IsEntityTooLarge()
    {
        Server.Options.Limits = new S3Limits { MaxPartBytes = 3 };
        var id = (await Raw.SendAsync("POST", $"/{Bucket}/m?uploads")).Child("UploadId");

        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/m?uploadId={id}&partNumber=1", "abcd")).Code, Is.EqualTo("EntityTooLarge"));
    }

    [Test]
    public async Task PartCopy_OverTheLimit_IsInvalidRequest()
    {
        Server.AddSyntheticObject(Bucket, "large", 6L << 30);
        var id = (await Raw.SendAsync("POST", $"/{Bucket}/m?uploads")).Child("UploadId");

        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/m?uploadId={id}&partNumber=1", ("x-amz-copy-source", $"{Bucket}/large"))).Code, Is.EqualTo("InvalidRequest"));
    }

    [Test]
    public async Task Complete_ObjectOverTheLimit_IsEntityTooLarge()
    {
        Server.Options.Limits = new S3Limits { MinPartBytes = 1, MaxObjectBytes = 3 };

        Assert.That((await ErrorOf(() => MultipartUploader.UploadAsync(Client, Bucket, "m", [1, 2], [3, 4]))).Code, Is.EqualTo("EntityTooLarge"));
    }
}
