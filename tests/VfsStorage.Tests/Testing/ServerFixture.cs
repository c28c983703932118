using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Testing;

/// <summary>Gives each test a server of its own with one bucket, a client of the real SDK, and a raw one.</summary>
internal abstract class ServerFixture
{
    protected const string Bucket = "bucket-a";

    protected S3TestServer Server { get; private set; } = null!;

    protected IAmazonS3 Client { get; private set; } = null!;

    protected RawClient Raw { get; private set; } = null!;

    [SetUp]
    public async Task StartServer()
    {
        var options = new S3TestServerOptions();
        options.Buckets.Add(Bucket);
        Configure(options);
        Server = await S3TestServer.StartAsync(options);
        Client = Server.CreateClient();
        Raw = new RawClient(Server.Endpoint);
    }

    [TearDown]
    public async Task StopServer()
    {
        Raw.Dispose();
        Client.Dispose();
        await Server.DisposeAsync();
    }

    protected static async Task<(string Code, int Status)> ErrorOf(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (AmazonS3Exception e)
        {
            return (e.ErrorCode, (int)e.StatusCode);
        }

        return ("none", 0);
    }

    protected virtual void Configure(S3TestServerOptions options)
    {
    }

    protected Task<PutObjectResponse> PutAsync(string key, string content = "content") =>
        Client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = key, ContentBody = content });

    protected async Task<string> ReadAsync(string key)
    {
        using var answer = await Client.GetObjectAsync(Bucket, key);
        using var reader = new StreamReader(answer.ResponseStream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
