using System.IO.Abstractions;
using System.Text;
using Amazon.S3;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Reliability;

/// <summary>
/// "Dispose of a stream throws if the data did not arrive": the old file stays whole, nothing is left in the store, and what was written is kept in a
/// local file that can be sent.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal sealed class UnsentDataTests : IAsyncDisposable
{
    private const string Bucket = "bucket";
    private const int PartBytes = 64 << 10;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"vfs-unsent-{Guid.NewGuid():N}");

    private S3TestServer _server = null!;
    private IAmazonS3 _client = null!;
    private S3FileSystem _files = null!;

    [SetUp]
    public async Task StartAsync()
    {
        var options = new S3TestServerOptions { Limits = S3Limits.AmazonS3 with { MinPartBytes = 16 << 10 } };
        options.Buckets.Add(Bucket);
        _server = await S3TestServer.StartAsync(options);
        _client = _server.CreateClient();
        _files = NewFileSystem();
    }

    public async ValueTask DisposeAsync()
    {
        _files.Dispose();
        _client.Dispose();
        await _server.DisposeAsync();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [TestCase(10)]
    [TestCase(PartBytes)]
    [TestCase((4 * PartBytes) + 17)]
    public async Task Close_StoreFails_KeepsTheDataForItsOwnerAndTheOldFileWhole(int length)
    {
        _files.File.WriteAllText("/file", "old");
        var content = Text(length);

        var failure = FailingWrite(FileMode.Create, stream => stream.Write(content));

        var work = (await _files.Recovery.FindAsync()).Single();
        Assert.That(failure.Message, Does.Contain(work.Source).And.Contain("vfs recover"));
        Assert.That((work.Kind, work.Destination, work.MayBeRunning), Is.EqualTo((S3UnfinishedKind.Write, "/file", false)));
        Assert.That(File.ReadAllBytes(work.Source), Is.EqualTo(content));
        Assert.That(_files.File.ReadAllText("/file"), Is.EqualTo("old"));
        Assert.That(_server.CountOpenUploads(Bucket), Is.Zero);
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(work.Source), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
            Assert.That(File.GetUnixFileMode(_folder), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        }

        await _files.Recovery.ResumeAsync(work);
        Assert.That(_files.File.ReadAllBytes("/file"), Is.EqualTo(content));
        Assert.That(Directory.GetFiles(_folder), Is.Empty);
    }

    [Test]
    public async Task Close_EditOfALargeFileFails_KeepsWhatWasChangedAndSendsItIntoTheSameVersion()
    {
        var content = Text((6 * PartBytes) + 5);
        _files.File.WriteAllBytes("/file", content);
        var change = Text(100);

        FailingWrite(FileMode.Open, stream =>
        {
            stream.Position = (3 * PartBytes) + 1;
            stream.Write(change);
        });
        await _files.Recovery.ResumeAsync((await _files.Recovery.FindAsync()).Single());

        change.CopyTo(content, (3 * PartBytes) + 1);
        Assert.That(_files.File.ReadAllBytes("/file"), Is.EqualTo(content));
    }

    [Test]
    public async Task Close_LostEditRace_KeepsTheirsInPlaceAndOursInTheFile()
    {
        _files.File.WriteAllText("/file", "old");
        using var other = NewFileSystem();
        var stream = _files.File.Open("/file", FileMode.Open, FileAccess.ReadWrite);
        stream.Write("our"u8);
        other.File.WriteAllText("/file", "theirs");

        var failure = Assert.Throws<IOException>(stream.Dispose)!;

        var work = (await _files.Recovery.FindAsync()).Single();
        Assert.That(failure.Message, Does.Contain("changed by someone else").And.Contain(work.Source));
        Assert.That(_files.File.ReadAllText("/file"), Is.EqualTo("theirs"));
        Assert.That(File.ReadAllText(work.Source), Is.EqualTo("our"));
        Assert.That(async () => await _files.Recovery.ResumeAsync(work), Throws.InstanceOf<IOException>().With.Message.Contain("changed by someone else"));
        Assert.That(_files.File.ReadAllText("/file"), Is.EqualTo("theirs"));
        await _files.Recovery.ResumeAsync(work, force: true);
        Assert.That(_files.File.ReadAllText("/file"), Is.EqualTo("our"));
    }

    [Test]
    public async Task RollBack_OfData_IsRefused()
    {
        FailingWrite(FileMode.Create, stream => stream.Write("new"u8));
        var work = (await _files.Recovery.FindAsync()).Single();

        Assert.That(async () => await _files.Recovery.RollBackAsync(work), Throws.InstanceOf<IOException>().With.Message.Contain(work.Source));
        Assert.That(File.Exists(work.Source), Is.True);
    }

    [Test]
    public async Task Close_AppendFails_IsSentOnce([Values] bool arrived)
    {
        _files.File.WriteAllText("/file", "1\n");
        var stream = _files.File.Open("/file", FileMode.Append);
        stream.Write("2\n"u8);
        using (arrived ? _server.Faults.On(S3Operation.PutObject).LoseAnswer() : _server.Faults.On(S3Operation.PutObject).Answer(500))
        {
            Assert.Throws<IOException>(stream.Dispose);
        }

        _files.File.AppendAllText("/file", "3\n");
        await _files.Recovery.ResumeAsync((await _files.Recovery.FindAsync()).Single());

        Assert.That(_files.File.ReadAllText("/file"), Is.EqualTo(arrived ? "1\n2\n3\n" : "1\n3\n2\n"));
    }

    [Test]
    public void Flush_AppendFailsAndMoreIsWritten_AddsEachByteOnce([Values] bool arrived)
    {
        _files.File.WriteAllText("/file", "1");
        using (var stream = _files.File.Open("/file", FileMode.Append))
        {
            stream.Write("2"u8);
            using (arrived ? _server.Faults.On(S3Operation.PutObject).LoseAnswer() : _server.Faults.On(S3Operation.PutObject).Answer(500))
            {
                Assert.Throws<IOException>(() => stream.Flush(flushToDisk: true));
            }

            stream.Write("3"u8);
        }

        Assert.That(_files.File.ReadAllText("/file"), Is.EqualTo("123"));
    }

    [TestCase(4)]
    [TestCase(3 * PartBytes)]
    public async Task Close_CreateNewLoses_SaysThatItExistsAndKeepsNothing(int length)
    {
        var stream = _files.File.Open("/file", FileMode.CreateNew);
        stream.Write(Text(length));
        _server.AddObject(Bucket, "file", "theirs");

        Assert.That(Assert.Throws<IOException>(stream.Dispose), Has.Property(nameof(IOException.HResult)).EqualTo(17).And.Message.Contain("already exists"));

        Assert.That(await _files.Recovery.FindAsync(), Is.Empty);
        Assert.That(_files.File.ReadAllText("/file"), Is.EqualTo("theirs"));
    }

    [Test]
    public async Task Close_CreatedByCreateNewAndReplacedAfterAFlush_KeepsTheData()
    {
        var stream = _files.File.Open("/file", FileMode.CreateNew);
        stream.Write("ours"u8);
        stream.Flush(flushToDisk: true);
        _server.AddObject(Bucket, "file", "theirs");
        stream.Write(", too"u8);

        Assert.Throws<IOException>(stream.Dispose);

        var work = (await _files.Recovery.FindAsync()).Single();
        Assert.That(File.ReadAllText(work.Source), Is.EqualTo("ours, too"));
        Assert.That(_files.File.ReadAllText("/file"), Is.EqualTo("theirs"));
    }

    [Test]
    public async Task Close_KeepingIsOff_KeepsNothing()
    {
        using var files = NewFileSystem(options => options.KeepUnsentData = false);

        var stream = files.File.Create("/file");
        stream.Write("new"u8);
        using (_server.Faults.On(S3Operation.PutObject).Answer(500))
        {
            Assert.That(Assert.Throws<IOException>(stream.Dispose)!.Message, Does.Not.Contain("vfs recover"));
        }

        Assert.That(await files.Recovery.FindAsync(), Is.Empty);
    }

    [TestCase(FileMode.CreateNew, 10)]
    [TestCase(FileMode.Open, 10)]
    [TestCase(FileMode.OpenOrCreate, 10)]
    [TestCase(FileMode.CreateNew, 3 * PartBytes)]
    [TestCase(FileMode.Open, 3 * PartBytes)]
    public void Close_AnswerLostAndSentAgain_KnowsItsOwnWrite(FileMode mode, int length)
    {
        using var client = _server.CreateClient(Config(retries: 2));
        using var files = new S3FileSystem(client, Bucket, options: Options());
        if (mode == FileMode.Open)
            files.File.WriteAllText("/file", "old");
        var content = Text(length);
        using var lost = _server.Faults.On(S3Operation.PutObject, S3Operation.CompleteMultipartUpload).Nth(1).LoseAnswer();

        using (var stream = files.File.Open("/file", mode, FileAccess.Write))
            stream.Write(content);

        Assert.That(lost.Hits, Is.EqualTo(1));
        Assert.That(files.File.ReadAllBytes("/file"), Is.EqualTo(content));
    }

    [Test]
    public async Task Find_ProcessDiedWhileKeeping_IsListedAndNotSent()
    {
        FailingWrite(FileMode.Create, stream => stream.Write("new"u8));
        var work = (await _files.Recovery.FindAsync()).Single();
        var record = Path.ChangeExtension(work.Source, ".json");
        File.WriteAllText(record, File.ReadAllText(record).Replace("\"is_complete\": true", "\"is_complete\": false", StringComparison.Ordinal));

        Assert.That((await _files.Recovery.FindAsync()).Single().Id, Is.EqualTo(work.Id));
        Assert.That(async () => await _files.Recovery.ResumeAsync(work), Throws.InstanceOf<IOException>().With.Message.Contain("not whole"));
        Assert.That(_files.File.Exists("/file"), Is.False);
    }

    /// <summary>A write whose close fails, because the store refuses whatever would make the file.</summary>
    private IOException FailingWrite(FileMode mode, Action<FileSystemStream> write)
    {
        using var refused = _server.Faults.On(S3Operation.PutObject, S3Operation.CompleteMultipartUpload, S3Operation.UploadPart).Skip(2).Answer(503);
        using var first = _server.Faults.On(S3Operation.PutObject, S3Operation.CompleteMultipartUpload).Answer(503);
        var stream = _files.File.Open("/file", mode, FileAccess.ReadWrite);
        return Assert.Throws<IOException>(() =>
        {
            try
            {
                write(stream);
            }
            finally
            {
                stream.Dispose();
            }
        })!;
    }

    private static byte[] Text(int length) => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, (length / 8) + 1).Select(i => $"{i:d8}"))[..length]);

    private AmazonS3Config Config(int retries)
    {
        var config = _server.CreateConfig();
        config.MaxErrorRetry = retries;
        return config;
    }

    private S3FileSystemOptions Options()
    {
        var options = new S3FileSystemOptions { SpillDirectory = _folder, PartSizeBytes = PartBytes };
        options.Requests.Compatibility = S3Compatibility.Aws;
        return options;
    }

    private S3FileSystem NewFileSystem(Action<S3FileSystemOptions>? change = null)
    {
        var options = Options();
        change?.Invoke(options);
        return new S3FileSystem(_client, Bucket, options: options);
    }
}
