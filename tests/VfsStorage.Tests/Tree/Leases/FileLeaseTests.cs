using Amazon.S3;
using Microsoft.Extensions.Time.Testing;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Tree.Leases;

/// <summary>"With locking: lease, FileShare.None holds between machines": two file systems here stand for two machines.</summary>
[TestFixture(S3Compatibility.Aws)]
[TestFixture(S3Compatibility.Ceph)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal sealed class FileLeaseTests(S3Compatibility compatibility) : IAsyncDisposable
{
    private const string Bucket = "bucket";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    private S3TestServer _server = null!;
    private IAmazonS3 _client = null!;
    private S3FileSystem _one = null!;
    private S3FileSystem _other = null!;

    [SetUp]
    public async Task StartAsync()
    {
        var options = new S3TestServerOptions { TimeProvider = _time, Quirks = compatibility == S3Compatibility.Aws ? S3StoreQuirks.None : S3StoreQuirks.CephRgw16 };
        options.Buckets.Add(Bucket);
        _server = await S3TestServer.StartAsync(options);
        _client = _server.CreateClient();
        (_one, _other) = (NewFileSystem(), NewFileSystem());
        _one.File.WriteAllText("/file", "old");
    }

    public async ValueTask DisposeAsync()
    {
        _one.Dispose();
        _other.Dispose();
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [TestCase(FileMode.Open, FileAccess.Read, FileShare.Read)]
    [TestCase(FileMode.Open, FileAccess.ReadWrite, FileShare.None)]
    [TestCase(FileMode.Append, FileAccess.Write, FileShare.Read)]
    [TestCase(FileMode.Create, FileAccess.Write, FileShare.ReadWrite)]
    public void Open_ExclusiveElsewhere_SaysWhoHasItSinceWhen(FileMode mode, FileAccess access, FileShare share)
    {
        using var held = _one.File.Open("/file", FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var failure = Assert.Throws<IOException>(() => _other.File.Open("/file", mode, access, share).Dispose())!;

        Assert.That(failure.Message, Does.Contain("being used by another process").And.Contain($"process {Environment.ProcessId} on ").And.Contain("since"));
        Assert.That(_other.File.Exists("/file"), Is.True);
    }

    [Test]
    public void Close_GivesTheLeaseBack()
    {
        using (var held = _one.File.Open("/file", FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            held.Write("new"u8);

        using var after = _other.File.Open("/file", FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.That(new StreamReader(after).ReadToEnd(), Is.EqualTo("new"));
        Assert.That(_server.GetKeys(Bucket, ".vfs/leases/"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Lease_WhileTheFileIsOpen_IsRenewed()
    {
        using var held = _one.File.Open("/file", FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        for (var renewal = 1; renewal <= 6; renewal++)
        {
            var puts = _server.Requests.Mark;
            _time.Advance(TimeSpan.FromSeconds(10));
            while (_server.Requests.Since(puts).CountOf(S3Operation.PutObject) == 0)
                await Task.Yield();
        }

        Assert.Throws<IOException>(() => _other.File.Open("/file", FileMode.Open, FileAccess.ReadWrite, FileShare.None));
    }

    [Test]
    public async Task Lease_RanOut_IsTakenOverAndItsOldHolderCannotCommit([Values] bool successorHasWritten)
    {
        var held = _one.File.Open("/file", FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        held.Write("lost"u8);
        // Its machine was asleep: nothing it sent arrived.
        using (var asleep = _server.Faults.On(S3Operation.PutObject).ResetConnection())
        {
            _time.Advance(TimeSpan.FromSeconds(31));
            while (asleep.Hits < 3)
                await Task.Yield();
        }

        var successor = _other.File.Open("/file", FileMode.Create, FileAccess.Write, FileShare.None);
        successor.Write("next"u8);
        if (successorHasWritten)
            successor.Dispose();

        Assert.That(Assert.Throws<IOException>(held.Dispose)!.Message, Does.Contain("lease").Or.Contain("changed by someone else"));
        successor.Dispose();
        Assert.That(_other.File.ReadAllText("/file"), Is.EqualTo("next"));
    }

    [Test]
    public async Task Open_16AtOnceExclusively_HasOneWinner()
    {
        var files = Enumerable.Range(0, 16).Select(_ => NewFileSystem()).ToList();
        var opened = await Task.WhenAll(files.Select(each => Task.Run(() =>
        {
            try
            {
                return each.File.Open("/file", FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                return null;
            }
        })));

        Assert.That(opened.Count(stream => stream is not null), Is.EqualTo(1));
        opened.Single(stream => stream is not null)!.Dispose();
    }

    private S3FileSystem NewFileSystem()
    {
        var options = new S3FileSystemOptions { TimeProvider = _time, Locking = S3Locking.Lease, KeepUnsentData = false };
        options.Requests.Compatibility = compatibility;
        return new S3FileSystem(_client, Bucket, options: options);
    }
}
