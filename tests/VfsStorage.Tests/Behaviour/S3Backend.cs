using System.Globalization;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Behaviour;

/// <summary>An <see cref="S3FileSystem"/> on the test server: one server a process, one bucket a test.</summary>
public sealed class S3Backend : Backend
{
    private const string ScratchRoot = "/scratch";

    private static readonly Lazy<Task<S3TestServer>> Server =
        new(() => S3TestServer.StartAsync(new S3TestServerOptions { RecordRequests = false }));

    private static int _buckets;

    public override string Name => "S3";

    public override Capabilities Capabilities => Capabilities.ReadOnlyEnforced | Capabilities.InfoModes;

    public override Scratch OpenScratch()
    {
        var server = Server.Value.GetAwaiter().GetResult();
        var bucket = string.Create(CultureInfo.InvariantCulture, $"scratch-{Interlocked.Increment(ref _buckets)}");
        server.CreateBucket(bucket);
        var client = server.CreateClient();
        var fileSystem = new S3FileSystem(client, bucket, "prefix/", new S3FileSystemOptions
        {
            WatcherInterval = TimeSpan.FromMilliseconds(50),
            Requests = { Compatibility = S3Compatibility.Aws }, // Told, to spare every test the probe.
        });
        fileSystem.Directory.CreateDirectory(ScratchRoot);
        return new Scratch(fileSystem, ScratchRoot, () =>
        {
            fileSystem.Dispose();
            client.Dispose();
        });
    }
}
