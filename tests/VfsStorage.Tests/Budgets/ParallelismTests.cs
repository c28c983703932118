using Microsoft.Extensions.Logging;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Budgets;

/// <summary>What happens side by side, proved by a server that holds requests back until others have come.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal sealed class ParallelismTests : IAsyncDisposable
{
    private const string Bucket = "bucket";

    private readonly LogRecorder _log = new();
    private S3TestServer _server = null!;
    private Amazon.S3.IAmazonS3 _client = null!;
    private S3FileSystem _fileSystem = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await S3TestServer.StartAsync(new S3TestServerOptions { Buckets = { Bucket }, SkipHashFromBytes = 1 << 20 });
        _client = _server.CreateClient();
        _fileSystem = new S3FileSystem(_client, Bucket, options: new S3FileSystemOptions { Requests = { Compatibility = S3Compatibility.Aws }, LoggerFactory = _log });
    }

    public async ValueTask DisposeAsync()
    {
        _fileSystem.Dispose();
        _client.Dispose();
        _log.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task Write_64Writers_AllAreUnderWayAtOnce()
    {
        using var hold = _server.Faults.On(S3Operation.PutObject).Hold();

        var writes = Enumerable.Range(0, 64).Select(i => _fileSystem.File.WriteAllBytesAsync($"/{i}", new byte[4 << 10])).ToList();
        await _server.Requests.WaitForAsync(S3Operation.PutObject, 64);
        hold.Release();

        await Task.WhenAll(writes);
    }

    [Test]
    public async Task Delete_Recursive_DeletesPagesWhileTheNextAreListed()
    {
        AddFiles(2_500);
        using var hold = _server.Faults.On(S3Operation.ListObjectsV2).Nth(2).Hold();

        var delete = Task.Run(() => _fileSystem.Directory.Delete("/dir", recursive: true));
        await _server.Requests.WaitForAsync(S3Operation.DeleteObjects, 1);
        hold.Release();
        await delete;

        Assert.That(_server.GetKeys(Bucket), Is.Empty);
    }

    [Test]
    public async Task Move_Directory_CopiesSideBySide()
    {
        AddFiles(100);
        using var hold = _server.Faults.On(S3Operation.CopyObject).Hold();

        var move = Task.Run(() => _fileSystem.Directory.Move("/dir", "/moved"));
        await _server.Requests.WaitForAsync(S3Operation.CopyObject, 16);
        hold.Release();
        await move;

        Assert.That(_server.GetKeys(Bucket, "moved/"), Has.Count.EqualTo(100));
    }

    [Test]
    [Category("Slow")] // The server computes the checksum of what is copied.
    public async Task Copy_SixGiB_CopiesPartsSideBySide()
    {
        _server.AddSyntheticObject(Bucket, "large", 6L << 30);
        using var hold = _server.Faults.On(S3Operation.UploadPartCopy).Hold();

        var copy = Task.Run(() => _fileSystem.File.Copy("/large", "/copy"));
        await _server.Requests.WaitForAsync(S3Operation.UploadPartCopy, 16);
        hold.Release();
        await copy;

        Assert.That(_fileSystem.FileInfo.New("/copy").Length, Is.EqualTo(6L << 30));
    }

    [Test]
    public void Move_StoreAsksToSlowDown_ArrivesWithFewerAtATime()
    {
        const int seed = 5;
        TestContext.Out.WriteLine($"seed {seed}");
        AddFiles(150);
        _server.Faults.On(S3Operation.CopyObject).Randomly(0.1, seed).Answer(503);

        _fileSystem.Directory.Move("/dir", "/moved");

        Assert.Multiple(() =>
        {
            Assert.That(_server.GetKeys(Bucket, "moved/"), Has.Count.EqualTo(150));
            Assert.That(_server.GetKeys(Bucket, "dir/"), Is.Empty);
            Assert.That(_log.Messages(LogLevel.Warning), Has.Some.Contains("slow down"));
            Assert.That(_log.Messages(LogLevel.Information), Has.Some.Contains("is sent again, try 2: Throttled"));
        });
    }

    [Test]
    public void Write_AnyRequest_IsLoggedForDebugging()
    {
        _fileSystem.File.WriteAllText("/a", "secret text");

        var messages = _log.Messages(LogLevel.Debug);
        Assert.That(messages, Has.Some.StartsWith($"Put s3://{Bucket}/a: ok after"));
        Assert.That(messages, Has.None.Contains("secret text"));
    }

    private void AddFiles(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _server.AddObject(Bucket, $"dir/{i % 10}/{i}", "x");
        }
    }
}
