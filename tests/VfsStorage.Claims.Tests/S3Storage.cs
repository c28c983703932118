using VfsStorage.Claims.Tests.FileSystems;
using VfsStorage.Testing;

namespace VfsStorage.Claims.Tests;

/// <summary>One S3 endpoint for all tests; each test has buckets of its own, one an area.</summary>
[SetUpFixture]
public sealed class S3Storage
{
    private static readonly string[] _areas = ["drop", "output", "archive", "cache"];

    private static S3TestServer? _server;
    private static int _next;

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    public static TestFileSystem Create()
    {
        var server = LazyInitializer.EnsureInitialized(ref _server, () => S3TestServer.StartAsync().GetAwaiter().GetResult());
        var number = Interlocked.Increment(ref _next);
        var mounts = _areas.Select(area => new S3Mount("/" + area, $"{area}-{number}", $"{area}/")).ToList();
        foreach (var mount in mounts)
            server.CreateBucket(mount.Bucket);
        var client = server.CreateClient();
        var fileSystem = new S3FileSystem(client, mounts);
        return new TestFileSystem(fileSystem, "/", () =>
        {
            fileSystem.Dispose();
            client.Dispose();
        })
        {
            Writes = WriteStrategy.Direct,
        };
    }
}
