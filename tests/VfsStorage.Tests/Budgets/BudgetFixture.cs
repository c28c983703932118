using System.IO.Abstractions;
using Amazon.S3;
using Amazon.S3.Model;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Budgets;

/// <summary>A file system whose requests are counted by the server that answers them.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal abstract class BudgetFixture : IAsyncDisposable
{
    protected const string Bucket = "bucket";

    private S3TestServer _server = null!;
    private IAmazonS3 _client = null!;
    private S3FileSystem _strict = null!;
    private S3FileSystem _fast = null!;

    protected IFileSystem Strict => _strict;

    protected IFileSystem Fast => _fast;

    [SetUp]
    public async Task StartAsync()
    {
        var options = new S3TestServerOptions();
        options.Buckets.Add(Bucket);
        _server = await S3TestServer.StartAsync(options);
        _client = _server.CreateClient();
        _strict = NewFileSystem();
        _fast = NewFileSystem(new S3FileSystemOptions { Semantics = S3Semantics.Fast });
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _strict.Dispose();
        _fast.Dispose();
        _client.Dispose();
        await _server.DisposeAsync();
    }

    /// <summary>A file system that has seen nothing yet.</summary>
    protected S3FileSystem NewFileSystem(S3FileSystemOptions? options = null)
    {
        options ??= new S3FileSystemOptions();
        options.Requests.Compatibility = S3Compatibility.Aws; // Told, so that no probe is among the requests.
        return new S3FileSystem(_client, Bucket, options: options);
    }

    protected Task PutAsync(string key, string content = "content") =>
        _client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = key, ContentBody = content });

    protected async Task PutManyAsync(int count, Func<int, string> keyOf) => await Parallel.ForEachAsync(
        Enumerable.Range(0, count), async (i, _) => await PutAsync(keyOf(i), "x"));

    /// <summary>The requests that a call made; prints as <c>HEAD×1 PUT×1</c>.</summary>
    protected S3RequestSet RequestsOf(Action call)
    {
        _server.Requests.Clear();
        call();
        return _server.Requests.All;
    }

    /// <summary>Slows every request, so that those made in parallel overlap in the log.</summary>
    protected void Slow() => _server.Faults.Latency = TimeSpan.FromMilliseconds(30);
}
