using System.Collections.Concurrent;
using Amazon.S3;
using VfsStorage.Claims.Tests.FileSystems;
using VfsStorage.Testing;
using VfsStorage.Tests;

namespace VfsStorage.Claims.Tests;

/// <summary>One S3 endpoint for all tests; each test has buckets of its own, one an area.</summary>
[SetUpFixture]
public sealed class S3Storage
{
    private static readonly string[] _areas = ["drop", "output", "archive", "cache"];

    private static S3TestServer? _server;
    private static IAmazonS3? _outside;
    private static int _next;

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _outside?.Dispose();
    }

    public static TestFileSystem Create()
    {
        var number = Interlocked.Increment(ref _next);
        var (client, mounts) = ExternalStore.Current is { } external ? Outside(external, number) : Inside(number);
        var opened = new ConcurrentBag<S3FileSystem>();
        S3FileSystem Open()
        {
            var fileSystem = new S3FileSystem(client, mounts);
            opened.Add(fileSystem);
            return fileSystem;
        }

        return new TestFileSystem(Open(), "/", () =>
        {
            foreach (var fileSystem in opened)
                fileSystem.Dispose();
            if (client != _outside)
                client.Dispose();
        })
        {
            Writes = WriteStrategy.Direct,
            OpenAgain = Open,
        };
    }

    private static (IAmazonS3 Client, List<S3Mount> Mounts) Inside(int number)
    {
        var server = LazyInitializer.EnsureInitialized(ref _server, () => S3TestServer.StartAsync().GetAwaiter().GetResult());
        var mounts = _areas.Select(area => new S3Mount("/" + area, $"{area}-{number}", $"{area}/")).ToList();
        foreach (var mount in mounts)
            server.CreateBucket(mount.Bucket);
        return (server.CreateClient(), mounts);
    }

    /// <summary>On a real server a bucket costs more than a test: all tests share one an area, each below a prefix of its own.</summary>
    private static (IAmazonS3 Client, List<S3Mount> Mounts) Outside(ExternalStore external, int number)
    {
        var client = LazyInitializer.EnsureInitialized(ref _outside, () => ConnectAsync(external).GetAwaiter().GetResult());
        return (client, [.. _areas.Select(area => new S3Mount("/" + area, $"{ExternalStore.RunName}-{area}", $"{number}/{area}/"))]);
    }

    private static async Task<IAmazonS3> ConnectAsync(ExternalStore external)
    {
        var client = external.CreateClient();
        foreach (var area in _areas)
            await client.PutBucketAsync($"{ExternalStore.RunName}-{area}");
        return client;
    }
}
