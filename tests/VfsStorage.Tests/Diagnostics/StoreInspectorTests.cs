using VfsStorage.Objects;
using VfsStorage.Objects.S3;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Diagnostics;

/// <summary>The unusual requests of a diagnosis.</summary>
internal sealed class StoreInspectorTests
{
    private const string Bucket = "bucket";

    [TestCase(S3StoreQuirks.None, true)]
    [TestCase(S3StoreQuirks.RefusesChunkedTrailers, false)]
    public async Task TakesTrailers_Store_IsToldByATrailer(S3StoreQuirks quirks, bool expected)
    {
        await using var server = await StartAsync(quirks);
        var options = new S3StorageOptions { ServiceUrl = server.Endpoint.AbsoluteUri };
        using var client = server.CreateClient(S3ClientFactory.Configure(options));
        var trailers = S3ClientFactory.CreateForTrailers(options).Config;
        using var sender = server.CreateClient((Amazon.S3.AmazonS3Config)trailers);

        var taken = await InspectorOf(client, sender).TakesTrailersAsync(new ObjectKey(Bucket, "key"), default);

        var request = server.Requests.All.Single();
        Assert.That(request.Headers["x-amz-content-sha256"], Does.EndWith("-TRAILER"), request.ToString());
        Assert.That(taken, Is.EqualTo(expected), request.ErrorCode);
    }

    [Test]
    public async Task TakesSignedChunks_AmazonsStore_TakesThem()
    {
        await using var server = await StartAsync(S3StoreQuirks.None);
        using var client = server.CreateClient();

        Assert.That(await InspectorOf(client).TakesSignedChunksAsync(new ObjectKey(Bucket, "key"), default), Is.True);
        Assert.That(server.Requests.All.Single().Headers["x-amz-content-sha256"], Is.EqualTo("STREAMING-AWS4-HMAC-SHA256-PAYLOAD"));
    }

    [Test]
    public async Task OpenUploads_MoreThanAPage_ComeWithTheirKeysAsTheyAre()
    {
        await using var server = await StartAsync(S3StoreQuirks.None);
        using var client = server.CreateClient();
        var store = new S3ObjectStore(client);
        for (var number = 0; number < 1005; number++)
            await store.BeginUploadAsync(new ObjectKey(Bucket, $"a+b c/é/{number}"), ObjectHeaders.None, default);

        var uploads = await InspectorOf(client).OpenUploadsAsync(Bucket, "a+b c/", default).ToListAsync();

        Assert.That(uploads.Select(upload => upload.Upload.Key.Key).Distinct().Count(), Is.EqualTo(1005));
        Assert.That(uploads[0].Upload.Key.Key, Is.EqualTo("a+b c/é/0"));
    }

    private static StoreInspector InspectorOf(Amazon.S3.IAmazonS3 client, Amazon.S3.IAmazonS3? trailers = null) =>
        new(client, trailers ?? client, new ObjectStoreSettings { Compatibility = S3Compatibility.Aws }, TimeProvider.System);

    private static async Task<S3TestServer> StartAsync(S3StoreQuirks quirks)
    {
        var server = await S3TestServer.StartAsync(new S3TestServerOptions { Quirks = quirks });
        server.CreateBucket(Bucket);
        return server;
    }
}
