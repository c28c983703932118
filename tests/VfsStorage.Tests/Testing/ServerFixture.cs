using Amazon.S3;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Testing;

/// <summary>Gives each test a server of its own with one bucket, and a client of the real SDK.</summary>
internal abstract class ServerFixture
{
    protected const string Bucket = "bucket-a";

    protected S3TestServer Server { get; private set; } = null!;

    protected IAmazonS3 Client { get; private set; } = null!;

    [SetUp]
    public async Task StartServer()
    {
        var options = new S3TestServerOptions();
        options.Buckets.Add(Bucket);
        Configure(options);
        Server = await S3TestServer.StartAsync(options);
        Client = Server.CreateClient();
    }

    [TearDown]
    public async Task StopServer()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }

    protected virtual void Configure(S3TestServerOptions options)
    {
    }
}
