using Amazon.S3;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Reliability.Overlaps;

/// <summary>A server of each test's own, whose answers it can hold, and a file system with small parts that does not try again.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal abstract class OverlapFixture : IAsyncDisposable
{
    protected const string Bucket = "bucket";
    protected const int PartBytes = 64 << 10;

    protected string Folder { get; } = Path.Combine(Path.GetTempPath(), $"vfs-overlap-{Guid.NewGuid():N}");

    protected S3TestServer Server { get; private set; } = null!;

    protected S3FileSystem Files { get; private set; } = null!;

    /// <summary>The ways of the store. Default: those of S3.</summary>
    protected virtual S3StoreQuirks Quirks => S3StoreQuirks.None;

    protected IAmazonS3 Client { get; private set; } = null!;

    [SetUp]
    public async Task StartAsync()
    {
        var options = new S3TestServerOptions { Limits = S3Limits.AmazonS3 with { MinPartBytes = 16 << 10 }, Quirks = Quirks };
        options.Buckets.Add(Bucket);
        Server = await S3TestServer.StartAsync(options);
        Client = QuickRetryClient.To(Server.Endpoint, retries: 0);
        Files = NewFileSystem();
    }

    public async ValueTask DisposeAsync()
    {
        Files.Dispose();
        Client.Dispose();
        await Server.DisposeAsync();
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    protected S3FileSystem NewFileSystem(S3Semantics semantics = S3Semantics.Strict, IAmazonS3? client = null, S3Locking locking = S3Locking.Process) => new(
        client ?? Client,
        Bucket,
        options: new S3FileSystemOptions
        {
            PartSizeBytes = PartBytes,
            SpillDirectory = Folder,
            Semantics = semantics,
            Locking = locking,
            // Leases are renewed now and then, not all the time.
            TimeProvider = locking == S3Locking.Lease ? TimeProvider.System : new ImpatientTime(),
            Requests = { Compatibility = S3Compatibility.Aws },
        });

    protected static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
