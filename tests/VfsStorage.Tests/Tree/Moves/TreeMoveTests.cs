using Amazon.S3;
using Microsoft.Extensions.Time.Testing;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Tree.Moves;

/// <summary>What a move of a directory does when others change what it moves, or requests fail.</summary>
[TestFixture(S3Compatibility.Aws)]
[TestFixture(S3Compatibility.Ceph)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal sealed class TreeMoveTests(S3Compatibility compatibility) : IAsyncDisposable
{
    private const string Bucket = "bucket";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    private S3TestServer _server = null!;
    private IAmazonS3 _client = null!;
    private S3FileSystem _files = null!;

    [SetUp]
    public async Task StartAsync()
    {
        var options = new S3TestServerOptions { Quirks = compatibility == S3Compatibility.Aws ? S3StoreQuirks.None : S3StoreQuirks.CephRgw16 };
        options.Buckets.Add(Bucket);
        _server = await S3TestServer.StartAsync(options);
        _client = _server.CreateClient();
        _files = NewFileSystem();
        _files.Directory.CreateDirectory("/old");
        foreach (var name in new[] { "a", "b", "c" })
            _files.File.WriteAllText($"/old/{name}", name);
    }

    public async ValueTask DisposeAsync()
    {
        _files.Dispose();
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public void Move_SourceRewrittenAfterItsCopy_TakesTheNewestVersion()
    {
        using var rewrite = _server.Faults.On(S3Operation.PutObject).Where(IsJournal).Nth(2).CallAfter(_ => _server.AddObject(Bucket, "old/b", "newer"));

        _files.Directory.Move("/old", "/new");

        Assert.That(rewrite.Hits, Is.EqualTo(1));
        Assert.That(_files.File.ReadAllText("/new/b"), Is.EqualTo("newer"));
        Assert.That(_server.GetKeys(Bucket), Is.EqualTo(new[] { "new/", "new/a", "new/b", "new/c" }));
    }

    [Test]
    public void Move_FileAppearsAtItsDestination_FailsAndLeavesBoth()
    {
        using var appears = _server.Faults.On(S3Operation.PutObject).Where(IsJournal).Nth(1).CallAfter(_ => _server.AddObject(Bucket, "new/b", "theirs"));

        Assert.That(() => _files.Directory.Move("/old", "/new"), Throws.InstanceOf<IOException>());

        Assert.That(_server.GetKeys(Bucket), Is.EqualTo(new[] { "new/b", "old/", "old/a", "old/b", "old/c" }));
        Assert.That(_files.File.ReadAllText("/new/b"), Is.EqualTo("theirs"));
        Assert.That(_files.File.ReadAllText("/old/b"), Is.EqualTo("b"));
    }

    [Test]
    public void Move_CopyRefused_TakesBackWhatWasCopied()
    {
        using var refused = _server.Faults.On(S3Operation.CopyObject, S3Operation.PutObject).Key("new/c").Deny();

        Assert.That(() => _files.Directory.Move("/old", "/new"), Throws.InstanceOf<UnauthorizedAccessException>());

        Assert.That(_server.GetKeys(Bucket), Is.EqualTo(new[] { "old/", "old/a", "old/b", "old/c" }));
    }

    [Test]
    public async Task Move_DeleteRefused_SaysSoAndCanBeFinished()
    {
        using (_server.Faults.On(S3Operation.DeleteObjects).FailKeys(key => key == "old/b"))
        {
            Assert.That(() => _files.Directory.Move("/old", "/new"), Throws.InstanceOf<IOException>().With.Message.Contain("vfs recover"));
        }

        Assert.That(_server.GetKeys(Bucket).Where(key => !key.StartsWith(".vfs/", StringComparison.Ordinal)), Is.EqualTo(new[] { "new/", "new/a", "new/b", "new/c", "old/b" }));
        await _files.Recovery.ResumeAsync((await _files.Recovery.FindAsync()).Single(), force: true);
        Assert.That(_server.GetKeys(Bucket), Is.EqualTo(new[] { "new/", "new/a", "new/b", "new/c" }));
    }

    [Test]
    public async Task Move_TakenOverByAnother_DeletesNothingMore()
    {
        using var other = NewFileSystem();
        using var copied = _server.Faults.On(S3Operation.PutObject).Where(IsJournal).Skip(1).Times(1).Hold();
        var move = Task.Run(() => _files.Directory.Move("/old", "/new"));
        await copied.Arrived;

        await other.Recovery.RollBackAsync((await other.Recovery.FindAsync()).Single(), force: true);
        copied.Release();

        Assert.That(async () => await move, Throws.InstanceOf<IOException>());
        Assert.That(_server.GetKeys(Bucket), Is.EqualTo(new[] { "old/", "old/a", "old/b", "old/c" }));
    }

    [Test]
    public async Task Find_ProcessOfAnotherMachine_IsTakenForAliveForFiveMinutes()
    {
        var journal = """
            {"version":1,"source":{"path":"/old","bucket":"bucket","prefix":"old/"},"destination":{"path":"/new","bucket":"bucket","prefix":"new/"},
             "phase":"copying","started":"2031-01-01T00:00:00+00:00","worker":{"machine":"elsewhere","process_id":1,"process_started":"2031-01-01T00:00:00+00:00"}}
            """;
        _server.AddObject(Bucket, ".vfs/moves/1.json", journal);

        var lately = (await _files.Recovery.FindAsync()).Single();
        Assert.That(lately.MayBeRunning, Is.True);
        Assert.That(async () => await _files.Recovery.RollBackAsync(lately), Throws.InstanceOf<IOException>().With.Message.Contain("elsewhere"));
        _time.Advance(TimeSpan.FromMinutes(6));
        Assert.That((await _files.Recovery.FindAsync()).Single().MayBeRunning, Is.False);
        await _files.Recovery.ResumeAsync(lately);
        Assert.That(_server.GetKeys(Bucket), Is.EqualTo(new[] { "new/", "new/a", "new/b", "new/c" }));
    }

    [Test]
    public async Task Resume_JournalNamesKeysOutsideTheMounts_IsRefused()
    {
        using var files = new S3FileSystem(_client, Bucket, "old/", Options());
        _server.AddObject(Bucket, "old/.vfs/moves/1.json", """
            {"version":1,"source":{"path":"/x","bucket":"bucket","prefix":"secret/"},"destination":{"path":"/y","bucket":"bucket","prefix":"old/y/"},
             "phase":"copying","started":"2031-01-01T00:00:00+00:00","worker":{"machine":"elsewhere","process_id":1,"process_started":"2031-01-01T00:00:00+00:00"}}
            """);
        _server.AddObject(Bucket, "secret/file", "secret");

        Assert.That(
            async () => await files.Recovery.ResumeAsync((await files.Recovery.FindAsync()).Single(), force: true),
            Throws.InstanceOf<IOException>().With.Message.Contain("lies in none of the areas"));
        Assert.That(_server.GetKeys(Bucket, "secret/"), Is.EqualTo(new[] { "secret/file" }));
    }

    [Test]
    public async Task Resume_PlacesDiffer_KeepsBothAndSaysWhich()
    {
        using (_server.Faults.On(S3Operation.DeleteObjects).FailKeys(_ => true))
        {
            Assert.That(() => _files.Directory.Move("/old", "/new"), Throws.InstanceOf<IOException>());
        }

        _server.AddObject(Bucket, "new/b", "changed since");

        var kept = await _files.Recovery.ResumeAsync((await _files.Recovery.FindAsync()).Single(), force: true);

        Assert.That(kept, Is.EqualTo(new[] { "old/b" }));
        Assert.That(_server.GetKeys(Bucket), Is.EqualTo(new[] { "new/", "new/a", "new/b", "new/c", "old/b" }));
    }

    [Test]
    public void ReservedName_IsNeitherListedNorReached()
    {
        _server.AddObject(Bucket, ".vfs/moves/x", "not for you");
        _server.AddObject(Bucket, ".vfsx", "yours");

        Assert.That(_files.Directory.GetFileSystemEntries("/", "*", SearchOption.AllDirectories), Has.None.Contain(".vfs/").And.Not.Contain("/.vfs").And.Contain("/.vfsx"));
        Assert.That(_files.File.Exists("/.vfs/moves/x"), Is.False);
        Assert.That(_files.Directory.Exists("/.vfs"), Is.False);
        Assert.That(() => _files.File.ReadAllText("/.vfs/moves/x"), Throws.InstanceOf<UnauthorizedAccessException>());
        Assert.That(() => _files.File.WriteAllText("/old/../.vfs/moves/x", ""), Throws.InstanceOf<UnauthorizedAccessException>());
        Assert.That(() => _files.Directory.Delete("/.vfs", recursive: true), Throws.InstanceOf<UnauthorizedAccessException>());
    }

    private static bool IsJournal(S3LoggedRequest request) => request.Key.StartsWith(".vfs/", StringComparison.Ordinal);

    private S3FileSystem NewFileSystem() => new(_client, Bucket, options: Options());

    private S3FileSystemOptions Options()
    {
        var options = new S3FileSystemOptions { TimeProvider = _time };
        options.Requests.Compatibility = compatibility;
        return options;
    }
}
