using System.IO.Abstractions;
using VfsStorage.Testing;
using VfsStorage.Tests.Reliability;
using VfsStorage.Tests.Reliability.Failures;
using VfsStorage.Transfer;

namespace VfsStorage.Tests.Transfer;

/// <summary>
/// A transfer that takes its source away, with each of its requests failing in every way: each file is whole at one side at least, what was not copied is
/// reported, and the next run completes it.
/// </summary>
internal sealed class FailedRequestTransferTests : TransferFixture
{
    private const int PartBytes = 64 << 10;

    private QuickRetryClient _client = null!;

    public enum Way
    {
        Upload,
        Download,
        OnServer,
        OnServerToArchive,
    }

    protected override S3TestServerOptions ServerOptions => new() { Buckets = { "first", "second", "third" }, Limits = new S3Limits { MinPartBytes = 1 } };

    private static SortedDictionary<string, string> Files { get; } = new(StringComparer.Ordinal)
    {
        ["a"] = "content a",
        ["empty"] = "",
        ["d/b"] = "content b",
        ["d/large"] = new string('l', (3 * PartBytes) + 5),
    };

    [SetUp]
    public void Connect() => _client = QuickRetryClient.To(Server.Endpoint, retries: 0);

    [TearDown]
    public void Disconnect() => _client.Dispose();

    [Test]
    public async Task Transfer_RequestFails_LosesNothingAndIsCompletedByTheNext([Values] Way way, [Values("500", "500AfterTheEffect")] string mishap) =>
        await CheckAsync(way, [.. Mishap.All.Where(one => one.ToString() == mishap)]);

    [Test]
    [Category("Slow")]
    public async Task Transfer_RequestFailsInAnyWay_LosesNothingAndIsCompletedByTheNext([Values] Way way, [Values] bool forGood) => await CheckAsync(way, Mishap.All, forGood);

    private async Task CheckAsync(Way way, Mishap[] mishaps, bool forGood = false)
    {
        var failures = 0;
        foreach (var mishap in mishaps)
        {
            for (var request = 1; await FailsAtAsync(way, mishap, request, forGood); request++)
                failures++;
        }

        TestContext.Out.WriteLine($"{failures} failures");
        Assert.That(failures, Is.GreaterThanOrEqualTo(mishaps.Length));
    }

    private async Task<bool> FailsAtAsync(Way way, Mishap mishap, int request, bool forGood)
    {
        await FillAsync(way);
        var what = $"request {request}: {mishap}";
        TransferReport? report = null;
        int hits;
        var at = Server.Faults.On().Skip(request - 1);
        using (var rule = mishap.Inject(forGood ? at : at.Times(1)))
        {
            try
            {
                report = await RunAsync(way);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or TransferException)
            {
                what += $": {failure.Message}";
            }

            hits = rule.Hits;
        }

        if (hits == 0)
            return false;
        var (source, target) = (ContentsOf(SourceOf(way)), ContentsOf(TargetOf(way)));
        foreach (var (path, content) in Files)
            Assert.That(source.GetValueOrDefault(path) == content || target.GetValueOrDefault(path) == content, Is.True, $"{what}: {path} is lost");
        if (report is { Failed.Count: 0 })
            Assert.That(target, Is.EqualTo(Files), $"{what}: told as done");

        var next = await RunAsync(way);
        Assert.That(next.Failed, Is.Empty, what);
        Assert.That(ContentsOf(TargetOf(way)), Is.EqualTo(Files), $"{what}: the next run");
        Assert.That(ContentsOf(SourceOf(way)), Is.Empty, $"{what}: the next run");
        if (way == Way.OnServerToArchive)
            Assert.That(ContentsOf(Bucket("third")).Values.Distinct(), Is.EquivalentTo(Files.Values), $"{what}: the archive");
        return true;
    }

    private Task<TransferReport> RunAsync(Way way) => TransferAsync(
        SourceOf(way),
        TargetOf(way),
        new TransferOptions
        {
            Parallelism = 1,
            PartSizeBytes = PartBytes,
            ManifestPath = ManifestPath,
            DeleteSource = way != Way.OnServerToArchive,
            ArchiveSource = way == Way.OnServerToArchive ? Bucket("third") : null,
        });

    private async Task FillAsync(Way way)
    {
        File.Delete(ManifestPath);
        using var client = Server.CreateClient();
        foreach (var bucket in new[] { "first", "second", "third" })
        {
            foreach (var key in Server.GetKeys(bucket))
                await client.DeleteObjectAsync(bucket, key);
        }

        if (Directory.Exists(TargetFolder))
            Directory.Delete(TargetFolder, recursive: true);
        if (way == Way.Upload)
        {
            foreach (var (path, content) in Files)
                Write(path, content);
        }
        else
        {
            foreach (var (path, content) in Files)
                Server.AddObject("first", path, content);
        }
    }

    private TransferPlace SourceOf(Way way) => way == Way.Upload ? OnDisk(SourceFolder) : Bucket("first");

    private TransferPlace TargetOf(Way way) => way switch
    {
        Way.Upload => Bucket("first"),
        Way.Download => OnDisk(TargetFolder),
        _ => Bucket("second"),
    };

    private TransferPlace Bucket(string name) => new(
        new S3FileSystem(_client, name, "", new S3FileSystemOptions { TimeProvider = new Reliability.Overlaps.ImpatientTime(), Requests = { Compatibility = S3Compatibility.Aws } }), "/");

    private static SortedDictionary<string, string> ContentsOf(TransferPlace place)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        IDirectory directory = place.FileSystem.Directory;
        if (directory.Exists(place.Path))
        {
            foreach (var path in directory.EnumerateFiles(place.Path, "*", SearchOption.AllDirectories))
                found[place.FileSystem.Path.GetRelativePath(place.Path, path)] = place.FileSystem.File.ReadAllText(path);
        }

        return found;
    }
}
