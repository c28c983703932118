using System.IO.Abstractions;
using Amazon.S3;
using Amazon.S3.Model;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Facades;

/// <summary>A file system over a test server of the test's own, which can be watched and made to fail.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal abstract class FacadeFixture : IAsyncDisposable
{
    private const string Bucket = "bucket";

    private IAmazonS3 _client = null!;
    private S3FileSystem _fileSystem = null!;

    protected S3TestServer Server { get; private set; } = null!;

    protected IFileSystem FileSystem => _fileSystem;

    [SetUp]
    public async Task StartAsync()
    {
        var options = new S3TestServerOptions();
        options.Buckets.Add(Bucket);
        Server = await S3TestServer.StartAsync(options);
        _client = Server.CreateClient();
        _fileSystem = new S3FileSystem(_client, Bucket, options: Configure(new S3FileSystemOptions()));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _fileSystem.Dispose();
        _client.Dispose();
        await Server.DisposeAsync();
    }

    protected virtual S3FileSystemOptions Configure(S3FileSystemOptions options)
    {
        options.Requests.Compatibility = S3Compatibility.Aws;
        return options;
    }

    /// <summary>Writes an object as another tool would.</summary>
    protected Task PutAsync(string key, string content = "content") =>
        _client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = key, ContentBody = content });

    protected async Task PutManyAsync(int count, Func<int, string> keyOf) => await Parallel.ForEachAsync(
        Enumerable.Range(0, count), async (number, _) => await PutAsync(keyOf(number), "x"));

    protected Task RemoveAsync(string key) => _client.DeleteObjectAsync(Bucket, key);

    /// <summary>What the server was asked meanwhile; prints as <c>HEAD×1 PUT×1</c>.</summary>
    protected string RequestsOf(Action call)
    {
        var mark = Server.Requests.Mark;
        call();
        return Server.Requests.Since(mark).ToString();
    }
}
