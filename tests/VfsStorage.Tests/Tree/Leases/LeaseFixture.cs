using Amazon.S3;
using Microsoft.Extensions.Time.Testing;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Tree.Leases;

/// <summary>Two file systems with clocks of their own stand for two machines; the store has a third one.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal abstract class LeaseFixture(S3Compatibility compatibility, S3StoreQuirks quirks) : IAsyncDisposable
{
    protected const string Bucket = "bucket";
    protected static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"vfs-leases-{Guid.NewGuid():N}");
    private readonly List<S3FileSystem> _machines = [];
    private IAmazonS3 _client = null!;

    protected S3TestServer Server { get; private set; } = null!;

    protected FakeTimeProvider StoreTime { get; private set; } = null!;

    protected FakeTimeProvider OneTime { get; private set; } = null!;

    protected FakeTimeProvider OtherTime { get; private set; } = null!;

    protected S3FileSystem One { get; private set; } = null!;

    protected S3FileSystem Other { get; private set; } = null!;

    [SetUp]
    public async Task StartAsync()
    {
        (StoreTime, OneTime, OtherTime) = (new(_start), new(_start), new(_start));
        var options = new S3TestServerOptions { TimeProvider = StoreTime, Quirks = quirks };
        options.Buckets.Add(Bucket);
        Server = await S3TestServer.StartAsync(options);
        _client = Server.CreateClient();
        One = NewMachine(OneTime);
        Other = NewMachine(OtherTime);
        One.File.WriteAllText("/file", "old");
    }

    public async ValueTask DisposeAsync()
    {
        _machines.ForEach(files => files.Dispose());
        _client.Dispose();
        await Server.DisposeAsync();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    protected S3FileSystem NewMachine(TimeProvider time, S3Locking locking = S3Locking.Lease)
    {
        var options = new S3FileSystemOptions { TimeProvider = time, Locking = locking, LeaseDuration = Duration, SpillDirectory = _folder, PartSizeBytes = 5 << 20 };
        options.Requests.Compatibility = compatibility;
        var files = new S3FileSystem(_client, Bucket, options: options);
        _machines.Add(files);
        return files;
    }

    /// <summary>Time goes by for the store and the other machine; the first one is asleep, and so is what it would have renewed.</summary>
    protected void SleepThroughTheLease()
    {
        StoreTime.Advance(Duration + TimeSpan.FromSeconds(2));
        OtherTime.Advance(Duration + TimeSpan.FromSeconds(2));
    }

    protected static Stream OpenAlone(S3FileSystem files, FileMode mode = FileMode.Open, string path = "/file") =>
        files.File.Open(path, mode, mode == FileMode.Append ? FileAccess.Write : FileAccess.ReadWrite, FileShare.None);

    protected int LeaseObjects => Server.GetKeys(Bucket, ".vfs/leases/").Count;
}
