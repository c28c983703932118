using System.Globalization;
using System.Numerics;
using Amazon.S3;
using Amazon.S3.Model;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Reliability;

/// <summary>
/// "What cannot be relied on is replaced by the safest other way": on a store with any one way of its own, found out by the probe alone, no call loses data
/// because of it. A new quirk of the test server is among them by itself.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
[TestFixtureSource(nameof(Quirks))]
internal sealed class QuirkPromiseTests(S3StoreQuirks quirk) : IAsyncDisposable
{
    private const string Bucket = "bucket";
    private const int PartBytes = 64 << 10;

    private S3TestServer _server = null!;
    private IAmazonS3 _client = null!;
    private S3FileSystem _ours = null!;
    private S3FileSystem _theirs = null!;

    private static IEnumerable<S3StoreQuirks> Quirks => Enum.GetValues<S3StoreQuirks>().Where(quirk => BitOperations.PopCount((uint)quirk) <= 1);

    [SetUp]
    public async Task StartAsync()
    {
        _server = await S3TestServer.StartAsync(new S3TestServerOptions
        {
            Quirks = quirk, Buckets = { Bucket }, Limits = S3Limits.AmazonS3 with { MinPartBytes = PartBytes },
        });
        _client = _server.CreateClient();
        _ours = Open();
        _theirs = Open();
    }

    public async ValueTask DisposeAsync()
    {
        _ours.Dispose();
        _theirs.Dispose();
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public void CreateNew_FileExists_LeavesIt()
    {
        _theirs.File.WriteAllText("/file", "theirs");
        Assert.That(() => _ours.File.Open("/file", FileMode.CreateNew).Dispose(), Throws.InstanceOf<IOException>());
        Assert.That(_theirs.File.ReadAllText("/file"), Is.EqualTo("theirs"));
    }

    [Test]
    public void CreateNew_SomebodyElseIsFaster_LeavesTheirs([Values(3, 3 * PartBytes)] int length)
    {
        var stream = _ours.File.Open("/file", FileMode.CreateNew);
        stream.Write(new byte[length]);
        _theirs.File.WriteAllText("/file", "theirs");
        Assert.That(stream.Dispose, Throws.InstanceOf<IOException>());
        Assert.That(_theirs.File.ReadAllText("/file"), Is.EqualTo("theirs"));
        Assert.That(_server.CountOpenUploads(Bucket), Is.Zero);
    }

    [Test]
    public void CopyAndMove_DestinationExists_LeaveBoth()
    {
        _ours.File.WriteAllText("/source", "ours");
        _theirs.File.WriteAllText("/destination", "theirs");
        Assert.That(() => _ours.File.Copy("/source", "/destination"), Throws.InstanceOf<IOException>());
        Assert.That(() => _ours.File.Move("/source", "/destination"), Throws.InstanceOf<IOException>());
        Assert.That((_ours.File.ReadAllText("/source"), _ours.File.ReadAllText("/destination")), Is.EqualTo(("ours", "theirs")));
    }

    [Test]
    public void Edit_FileWasReplacedMeanwhile_LeavesTheNewOne([Values(3, 3 * PartBytes)] int length)
    {
        _ours.File.WriteAllBytes("/file", new byte[length]);
        var stream = _ours.File.Open("/file", FileMode.Open, FileAccess.ReadWrite);
        stream.WriteByte(1);
        _theirs.File.WriteAllText("/file", "theirs");
        Assert.That(stream.Dispose, Throws.InstanceOf<IOException>());
        Assert.That(_theirs.File.ReadAllText("/file"), Is.EqualTo("theirs"));
    }

    [Test]
    public void Append_FromBoth_KeepsAllLines([Values(0, 2 * PartBytes)] int before)
    {
        _ours.File.WriteAllText("/log", new string('x', before));
        for (var number = 0; number < 5; number++)
        {
            _ours.File.AppendAllText("/log", $"ours {number}\n");
            _theirs.File.AppendAllText("/log", $"theirs {number}\n");
        }

        var expected = string.Concat(Enumerable.Range(0, 5).Select(number => string.Create(CultureInfo.InvariantCulture, $"ours {number}\ntheirs {number}\n")));
        Assert.That(_ours.File.ReadAllText("/log"), Is.EqualTo(new string('x', before) + expected));
    }

    [Test]
    public void Move_FileAndTree_ArriveWhole()
    {
        _ours.Directory.CreateDirectory("/tree/inner");
        _ours.File.WriteAllText("/tree/inner/file", "content");
        _ours.File.WriteAllText("/tree/empty", "");
        _ours.Directory.Move("/tree", "/moved");
        _ours.File.Move("/moved/inner/file", "/file");
        Assert.That((_ours.File.ReadAllText("/file"), _ours.File.ReadAllText("/moved/empty")), Is.EqualTo(("content", "")));
        Assert.That(_server.GetKeys(Bucket), Has.None.StartsWith("tree/"));
    }

    [Test]
    public async Task SetTime_FileWithTagsAndMetadata_KeepsThem()
    {
        await _client.PutObjectAsync(new PutObjectRequest
        {
            BucketName = Bucket, Key = "file", ContentBody = "content", ContentType = "text/csv", UseChunkEncoding = false, Metadata = { ["owner"] = "claims" }, TagSet = [new Tag { Key = "kind", Value = "claim" }],
        });
        _ours.File.SetLastWriteTimeUtc("/file", DateTime.UnixEpoch);
        var head = await _client.GetObjectMetadataAsync(Bucket, "file");
        var tags = await _client.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = Bucket, Key = "file" });
        Assert.That((head.Headers.ContentType, head.Metadata["owner"], tags.Tagging.Single().Value), Is.EqualTo(("text/csv", "claims", "claim")));
        Assert.That((_ours.File.ReadAllText("/file"), _ours.File.GetLastWriteTimeUtc("/file")), Is.EqualTo(("content", DateTime.UnixEpoch)));
    }

    private S3FileSystem Open() => new(_client, Bucket, options: new S3FileSystemOptions { PartSizeBytes = PartBytes, KeepUnsentData = false });
}
