using VfsStorage.Testing;

namespace VfsStorage.Tests.Reliability;

/// <summary>
/// "A lost answer is no false 'already exists'": the SDK asks again, meets what its first try has made, and the call knows it for its own. Somebody
/// else's file at the same place still is somebody else's.
/// </summary>
[TestFixture(S3Compatibility.Aws, S3StoreQuirks.None)]
[TestFixture(S3Compatibility.Ceph, S3StoreQuirks.CephRgw16)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal sealed class LostAnswerTests(S3Compatibility compatibility, S3StoreQuirks quirks) : IAsyncDisposable
{
    private const string Bucket = "bucket";
    private static readonly S3Operation[] _creations = [S3Operation.CopyObject, S3Operation.PutObject, S3Operation.CompleteMultipartUpload];

    private S3TestServer _server = null!;
    private QuickRetryClient _client = null!;
    private S3FileSystem _files = null!;

    [SetUp]
    public async Task StartAsync()
    {
        var options = new S3TestServerOptions { Quirks = quirks };
        options.Buckets.Add(Bucket);
        _server = await S3TestServer.StartAsync(options);
        _client = QuickRetryClient.To(_server.Endpoint, retries: 4);
        _files = NewFileSystem();
        _files.File.WriteAllText("/file", "content");
    }

    public async ValueTask DisposeAsync()
    {
        _files.Dispose();
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public void Copy_AnswerLost_IsMade([Values(1, 3)] int times)
    {
        using (var lost = _server.Faults.On(_creations).Key("copy").Times(times).LoseAnswer())
        {
            _files.File.Copy("/file", "/copy");
            Assert.That(lost.Hits, Is.EqualTo(times));
        }

        Assert.That(_files.File.ReadAllText("/copy"), Is.EqualTo("content"));
        Assert.That(_files.File.GetLastWriteTimeUtc("/copy"), Is.EqualTo(_files.File.GetLastWriteTimeUtc("/file")));
    }

    [Test]
    public void Move_AnswerLost_IsMadeOnce()
    {
        using (var lost = _server.Faults.On(_creations).Key("moved").Nth(1).LoseAnswer())
        {
            _files.File.Move("/file", "/moved");
            Assert.That(lost.Hits, Is.EqualTo(1));
        }

        Assert.That(_files.Directory.GetFiles("/"), Is.EqualTo(["/moved"]));
        Assert.That(_files.File.ReadAllText("/moved"), Is.EqualTo("content"));
    }

    [TestCase("copy")]
    [TestCase("move")]
    public void CopyAndMove_AnswerLostAndSomebodyElseWasFirst_Throw(string call)
    {
        using var other = NewFileSystem();
        // The same copy of the same file by somebody else, a moment before; and the answer that says so is lost, too.
        using var first = _server.Faults.On(_creations).Key("target").Nth(1).CallBefore(_ => other.File.Copy("/file", "/target"));
        using var lost = _server.Faults.On(_creations).Key("target").Where(_ => first.Hits > 0).Skip(1).Times(1).LoseAnswer();

        var failure = Assert.Throws<IOException>(() =>
        {
            if (call == "copy")
                _files.File.Copy("/file", "/target");
            else
                _files.File.Move("/file", "/target");
        })!;

        Assert.That(failure.Message, Does.Contain("already exists"));
        Assert.That(_files.File.ReadAllText("/file"), Is.EqualTo("content"));
    }

    [Test]
    public void Copy_16AtOnceWithLostAnswers_HasOneWinner()
    {
        using var lost = _server.Faults.On(_creations).Key("copy").Randomly(0.5, seed: 7).Times(6).LoseAnswer();
        var wins = 0;

        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 16 }, _ =>
        {
            try
            {
                using var files = NewFileSystem();
                files.File.Copy("/file", "/copy");
                Interlocked.Increment(ref wins);
            }
            catch (IOException)
            {
                // Somebody else was first.
            }
        });

        Assert.That(wins, Is.EqualTo(1));
    }

    [Test]
    public void CreateNew_AnswerLost_IsMade()
    {
        using var lost = _server.Faults.On(_creations).Key("new").Nth(1).LoseAnswer();

        using (var stream = _files.File.Open("/new", FileMode.CreateNew))
            stream.Write("new"u8);

        Assert.That(lost.Hits, Is.EqualTo(1));
        Assert.That(_files.File.ReadAllText("/new"), Is.EqualTo("new"));
    }

    [TestCase(FileMode.CreateNew, 3)]
    [TestCase(FileMode.OpenOrCreate, 3)]
    [TestCase(FileMode.CreateNew, 6 << 20)]
    public void Flush_FailsAfterItHasArrived_IsNoOtherWriter(FileMode mode, int length)
    {
        using (var stream = _files.File.Open("/new", mode, FileAccess.Write))
        {
            stream.Write(new byte[length]);
            using (var failing = _server.Faults.On(_creations).Key("new").AnswerAfterProcessing(500))
            using (_server.Faults.On(S3Operation.HeadObject).Key("new").Answer(500))
            {
                Assert.That(() => stream.Flush(flushToDisk: true), Throws.InstanceOf<IOException>());
                Assert.That(failing.Hits, Is.GreaterThan(0));
            }

            stream.Write("more"u8);
        }

        var content = _files.File.ReadAllBytes("/new");
        Assert.That(content, Has.Length.EqualTo(length + 4));
        Assert.That(content.AsSpan(length).SequenceEqual("more"u8));
    }

    [Test]
    public void CreateDirectory_AnswerLost_IsMade()
    {
        using var lost = _server.Faults.On(_creations).Where(request => request.Key.EndsWith('/')).Times(2).LoseAnswer();

        _files.Directory.CreateDirectory("/a/b/c");

        Assert.That(lost.Hits, Is.EqualTo(2));
        Assert.That(_files.Directory.Exists("/a/b/c"), Is.True);
    }

    [Test]
    public void CreateSymbolicLink_AnswerLost_IsMade()
    {
        using var lost = _server.Faults.On(_creations).Key("link").Nth(1).LoseAnswer();

        _files.File.CreateSymbolicLink("/link", "/file");

        Assert.That(lost.Hits, Is.EqualTo(1));
        Assert.That(_files.File.ReadAllText("/link"), Is.EqualTo("content"));
    }

    private S3FileSystem NewFileSystem() => new(_client, Bucket, options: new S3FileSystemOptions { Requests = { Compatibility = compatibility } });
}
