using VfsStorage.Testing;

namespace VfsStorage.Tests.Reliability;

/// <summary>What single faults must never do to files.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal sealed class FaultPromiseTests : IAsyncDisposable
{
    private const string Bucket = "bucket";
    private const int PartBytes = 5 << 20;

    private S3TestServer _server = null!;
    private QuickRetryClient _client = null!;
    private S3FileSystem _files = null!;

    [SetUp]
    public async Task StartAsync()
    {
        var options = new S3TestServerOptions();
        options.Buckets.Add(Bucket);
        _server = await S3TestServer.StartAsync(options);
        _client = QuickRetryClient.To(_server.Endpoint, retries: 4);
        _files = new S3FileSystem(_client, Bucket, options: new S3FileSystemOptions { PartSizeBytes = PartBytes, Requests = { Compatibility = S3Compatibility.Aws } });
    }

    public async ValueTask DisposeAsync()
    {
        _files.Dispose();
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [TestCase(100)]
    [TestCase(1_000_000)]
    public void Read_CorruptedOnce_IsReadAgain(int length)
    {
        var content = Content(length);
        _files.File.WriteAllBytes("/file", content);
        using var corrupt = _server.Faults.On(S3Operation.GetObject).Nth(1).CorruptBody(atByte: 17);

        Assert.That(_files.File.ReadAllBytes("/file"), Is.EqualTo(content));
        Assert.That(corrupt.Hits, Is.EqualTo(1));
    }

    [Test]
    public void OpenRead_CorruptedOnce_IsReadAgain()
    {
        var content = Content(1_000_000);
        _files.File.WriteAllBytes("/file", content);
        using var corrupt = _server.Faults.On(S3Operation.GetObject).Nth(1).CorruptBody(atByte: 999_999);
        using var stream = _files.File.OpenRead("/file");
        using var read = new MemoryStream();

        stream.CopyTo(read);

        Assert.That(read.ToArray(), Is.EqualTo(content));
        Assert.That(corrupt.Hits, Is.EqualTo(1));
    }

    [Test]
    public void ReadAll_OneRangeOfALargeFileCorruptedOnce_IsReadAgain()
    {
        var content = Content((3 * PartBytes) + 1);
        _files.File.WriteAllBytes("/file", content);
        using var corrupt = _server.Faults.On(S3Operation.GetObject).Where(request => request.Headers.ContainsKey("Range")).Nth(2).CorruptBody(atByte: 17);

        Assert.That(_files.File.ReadAllBytes("/file"), Is.EqualTo(content));
        Assert.That(corrupt.Hits, Is.EqualTo(1));
    }

    [Test]
    public void Read_AlwaysCorrupted_SaysSo()
    {
        _files.File.WriteAllBytes("/file", Content(1_000));
        using var corrupt = _server.Faults.On(S3Operation.GetObject).CorruptBody(atByte: 17);

        var failure = Assert.Throws<IOException>(() => _files.File.ReadAllBytes("/file"))!;

        Assert.That(failure.Message, Does.Contain("does not match its checksum"));
        Assert.That(corrupt.Hits, Is.GreaterThan(1));
    }

    [Test]
    public void Append_AnswerLost_AppendsOnce()
    {
        _files.File.WriteAllText("/file", "0");
        using var lost = _server.Faults.On(S3Operation.PutObject).Skip(0).Randomly(0.5, seed: 3).LoseAnswer();

        for (var i = 1; i <= 40; i++)
            _files.File.AppendAllText("/file", $" {i}");

        Assert.That(lost.Hits, Is.GreaterThan(10));
        Assert.That(_files.File.ReadAllText("/file"), Is.EqualTo(string.Join(' ', Enumerable.Range(0, 41))));
    }

    [Test]
    public void Append_LongFileAndAnswerLost_AppendsOnce()
    {
        var content = Content(6 << 20);
        _files.File.WriteAllBytes("/file", content);
        using var lost = _server.Faults.On(S3Operation.CompleteMultipartUpload).Nth(1).LoseAnswer();

        _files.File.AppendAllText("/file", "end");

        Assert.That(lost.Hits, Is.EqualTo(1));
        Assert.That(_files.FileInfo.New("/file").Length, Is.EqualTo(content.Length + 3));
    }

    [Test]
    public void WriteLarge_AnswerToCompletionLost_IsWritten()
    {
        var content = Content((2 * PartBytes) + 1);
        using var lost = _server.Faults.On(S3Operation.CompleteMultipartUpload).Nth(1).LoseAnswer();

        _files.File.WriteAllBytes("/file", content);

        Assert.That(lost.Hits, Is.EqualTo(1));
        Assert.That(_files.File.ReadAllBytes("/file"), Is.EqualTo(content));
        Assert.That(_server.CountOpenUploads(Bucket), Is.Zero);
    }

    private static byte[] Content(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }
}
