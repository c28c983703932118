using Amazon.S3.Model;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Testing;

[TestFixture]
internal sealed class ServerLifetimeTests
{
    [Test]
    public async Task ManyServers_AtOnce_AreIndependent()
    {
        await Task.WhenAll(Enumerable.Range(0, 24).Select(async i =>
        {
            await using var server = await S3TestServer.StartAsync(new S3TestServerOptions { Buckets = { "bucket-a" } });
            using var client = server.CreateClient();
            await client.PutObjectAsync(new PutObjectRequest { BucketName = "bucket-a", Key = $"{i}", ContentBody = "x" });
            Assert.That(server.GetKeys("bucket-a"), Is.EqualTo(new[] { $"{i}" }));
            Assert.That(server.Requests.ToString(), Is.EqualTo("PUT×1"));
        }));
    }

    [Test]
    public async Task Dispose_FreesThePort()
    {
        int port;
        await using (var first = await S3TestServer.StartAsync())
            port = first.Endpoint.Port;

        await using var second = await S3TestServer.StartAsync(new S3TestServerOptions { Port = port });

        Assert.That(second.Endpoint.Port, Is.EqualTo(port));
    }

    [Test]
    public async Task Start_PortTaken_IsIOException()
    {
        await using var first = await S3TestServer.StartAsync();

        Assert.CatchAsync<IOException>(() => S3TestServer.StartAsync(new S3TestServerOptions { Port = first.Endpoint.Port }));
    }

    [Test]
    public async Task Dispose_Twice_IsHarmless()
    {
        var server = await S3TestServer.StartAsync();

        await server.DisposeAsync();
        await server.DisposeAsync();

        using var raw = new RawClient(server.Endpoint);
        Assert.CatchAsync<HttpRequestException>(() => raw.SendAsync("GET", "/"));
    }

    [Test]
    public async Task CreateClient_UsesRegionAndKeysOfTheOptions()
    {
        await using var server = await S3TestServer.StartAsync(new S3TestServerOptions
        {
            Region = "eu-north-1", EnforceRegion = true, Buckets = { "bucket-a" }, Credentials = { new S3Credentials("AKID", "secret", "token") },
        });
        using var client = server.CreateClient();

        var page = await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "bucket-a" });

        Assert.That((page.KeyCount, server.Requests.All[0].AccessKey), Is.EqualTo((0, "AKID")));
    }

    [Test]
    public async Task Seeding_WrongArguments_AreArgumentExceptions()
    {
        await using var server = await S3TestServer.StartAsync(new S3TestServerOptions { Buckets = { "bucket-a" } });

        Assert.Throws<ArgumentException>(() => server.CreateBucket("Not Legal"));
        Assert.Throws<ArgumentException>(() => server.AddObject("nowhere", "a", "x"));
        Assert.Throws<ArgumentException>(() => server.AddObject("bucket-a", "", "x"));
        Assert.Throws<ArgumentException>(() => server.AddObject("bucket-a", new string('k', 1025), "x"));
        Assert.Throws<ArgumentException>(() => server.GetKeys("nowhere"));
        Assert.Throws<ArgumentException>(() => server.CountOpenUploads("nowhere"));
        Assert.Throws<ArgumentOutOfRangeException>(() => server.AddSyntheticObject("bucket-a", "a", -1));
        Assert.ThrowsAsync<ArgumentException>(() => S3TestServer.StartAsync(new S3TestServerOptions { Buckets = { "Not Legal" } }));
    }

    [Test]
    public void Credentials_ToString_HidesTheSecret() =>
        Assert.That(new S3Credentials("AKID", "hush", "token").ToString(), Does.Contain("AKID").And.Not.Contain("hush").And.Not.Contain("token"));
}
