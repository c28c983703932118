using Amazon.S3;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Objects.S3;

/// <summary>An S3 endpoint that answers, and a client for it.</summary>
public sealed class RunningEndpoint(IAmazonS3 client, S3TestServer? server) : IAsyncDisposable
{
    public IAmazonS3 Client => client;

    /// <summary>The server behind it, for its log and faults.</summary>
    public S3TestServer Server => server ?? throw new InvalidOperationException("This endpoint is not ours.");

    public static async Task<RunningEndpoint> StartAsync(S3StoreQuirks quirks)
    {
        var server = await S3TestServer.StartAsync(new S3TestServerOptions { Quirks = quirks });
        return new RunningEndpoint(server.CreateClient(), server);
    }

    public async Task CreateBucketAsync(string name)
    {
        if (server is null) await client.PutBucketAsync(name);
        else server.CreateBucket(name);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (server is not null) await server.DisposeAsync();
    }
}
