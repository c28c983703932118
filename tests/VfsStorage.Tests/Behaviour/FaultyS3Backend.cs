using System.Globalization;
using Amazon.S3;
using VfsStorage.Testing;
using VfsStorage.Tests.Reliability;

namespace VfsStorage.Tests.Behaviour;

/// <summary>An <see cref="S3FileSystem"/> on a server that fails about every twentieth request; it must behave as if it did not.</summary>
public sealed class FaultyS3Backend : Backend
{
    private static readonly Lazy<(S3TestServer Server, IAmazonS3 Client)> Store = new(Start);

    private static int _buckets;

    public override string Name => "FaultyS3";

    public override Capabilities Capabilities => Backends.S3.Capabilities & ~Capabilities.DeletedFilesStayReadable;

    public override Scratch OpenScratch()
    {
        var (server, client) = Store.Value;
        var bucket = string.Create(CultureInfo.InvariantCulture, $"scratch-{Interlocked.Increment(ref _buckets)}");
        server.CreateBucket(bucket);
        var options = new S3FileSystemOptions { WatcherInterval = TimeSpan.FromMilliseconds(50), Requests = { Compatibility = S3Compatibility.Aws } };
        var fileSystem = new S3FileSystem(client, bucket, "prefix/", options);
        fileSystem.Directory.CreateDirectory("/scratch");
        return new Scratch(fileSystem, "/scratch", fileSystem.Dispose);
    }

    private static (S3TestServer Server, IAmazonS3 Client) Start()
    {
        var server = S3TestServer.StartAsync(new S3TestServerOptions { RecordRequests = false }).GetAwaiter().GetResult();
        var seed = TestContext.CurrentContext.Random.Next() & 0xFFFF;
        TestContext.Progress.WriteLine($"Faults of the behaviour suite: seed {seed}");
        _ = new FaultMix(server.Faults, seed);
        return (server, QuickRetryClient.To(server.Endpoint, retries: 10));
    }
}
