using Amazon.S3;
using VfsStorage.Objects.S3;
using VfsStorage.Paths;
using VfsStorage.Streams;
using VfsStorage.Testing;
using VfsStorage.Tree;

namespace VfsStorage.Tests.Tree;

/// <summary>A file tree over a test server with small limits, so that kilobytes behave as gigabytes do.</summary>
internal sealed class TreeFixture : IAsyncDisposable
{
    public const string Bucket = "bucket";
    public const int PartSize = 64 << 10;

    private readonly IAmazonS3 _client;

    private TreeFixture(S3TestServer server, S3FileSystemOptions options)
    {
        Server = server;
        _client = server.CreateClient();
        Store = new S3ObjectStore(_client, new ObjectStoreSettings { Compatibility = S3Compatibility.Aws });
        Tree = new FileTree(Store, new MountTable([new S3Mount("/", Bucket)]), options, Ledger);
    }

    public S3TestServer Server { get; }

    public S3ObjectStore Store { get; }

    public FileTree Tree { get; }

    /// <summary>The memory of this tree alone, whatever other tests do.</summary>
    public MemoryLedger Ledger { get; } = new();

    public static S3FileSystemOptions Options() => new() { PartSizeBytes = PartSize };

    public static async Task<TreeFixture> StartAsync(int pageSize = 1_000, S3FileSystemOptions? treeOptions = null)
    {
        var options = new S3TestServerOptions { Limits = S3Limits.AmazonS3 with { MinPartBytes = 16 << 10, MaxPageEntries = pageSize } };
        options.Buckets.Add(Bucket);
        return new(await S3TestServer.StartAsync(options), treeOptions ?? Options());
    }

    public static VirtualPath PathOf(string path) => VirtualPath.Parse(path, VirtualPath.Root, nameof(path));

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Server.DisposeAsync();
    }
}
