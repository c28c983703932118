using System.Globalization;
using Amazon.S3;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Behaviour;

/// <summary>An <see cref="S3FileSystem"/> on the test server: one server and client a process, one bucket a test.</summary>
public sealed class S3Backend : Backend
{
    private const string ScratchRoot = "/scratch";

    private static readonly Lazy<(S3TestServer Server, IAmazonS3 Client)> Store = new(Start);

    private static int _buckets;

    public override string Name => "S3";

    public override Capabilities Capabilities => Capabilities.ReadOnlyEnforced | Capabilities.InfoModes;

    public override Scratch OpenScratch()
    {
        var (server, client) = Store.Value;
        var bucket = string.Create(CultureInfo.InvariantCulture, $"scratch-{Interlocked.Increment(ref _buckets)}");
        server.CreateBucket(bucket);
        var fileSystem = new S3FileSystem(client, bucket, "prefix/", new S3FileSystemOptions { WatcherInterval = TimeSpan.FromMilliseconds(50) });
        fileSystem.Directory.CreateDirectory(ScratchRoot);
        return new Scratch(fileSystem, ScratchRoot, fileSystem.Dispose);
    }

    private static (S3TestServer Server, IAmazonS3 Client) Start()
    {
        var server = S3TestServer.StartAsync(new S3TestServerOptions { RecordRequests = false }).GetAwaiter().GetResult();
        return (server, server.CreateClient());
    }
}
