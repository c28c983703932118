using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.S3;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Reliability.Processes;

/// <summary>What holds between processes on different machines, proved with real processes.</summary>
[Category("Slow")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ProcessRaceTests : IAsyncDisposable
{
    private const string Bucket = "bucket";

    private S3TestServer _server = null!;
    private IAmazonS3 _client = null!;
    private S3FileSystem _files = null!;

    [SetUp]
    public async Task StartAsync()
    {
        var options = new S3TestServerOptions { RecordRequests = false };
        options.Buckets.Add(Bucket);
        _server = await S3TestServer.StartAsync(options);
        _client = _server.CreateClient();
        _files = new S3FileSystem(_client, Bucket);
    }

    public async ValueTask DisposeAsync()
    {
        _files.Dispose();
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task Append_16Processes200LinesEach_LosesAndDoublesNone()
    {
        await RunAsync(Enumerable.Repeat(("Append", 200), 16));

        var lines = _files.File.ReadAllLines(Job.Log);
        Assert.That(lines, Has.Length.EqualTo(16 * 200));
        for (var process = 0; process < 16; process++)
        {
            var own = lines.Where(line => line.StartsWith($"{process}:", StringComparison.Ordinal));
            Assert.That(own, Is.EqualTo(Enumerable.Range(0, 200).Select(i => $"{process}:{i}")), "in its order");
        }
    }

    [Test]
    public async Task CreateNew_16ProcessesRace200Times_HasOneWinnerEachTime()
    {
        _files.Directory.CreateDirectory("/race");

        var wins = await RunAsync(Enumerable.Repeat(("CreateNew", 200), 16));

        for (var round = 0; round < 200; round++)
        {
            var winners = wins.Select((won, process) => (won, process))
                .Where(winner => winner.won.Contains(round.ToString(CultureInfo.InvariantCulture))).Select(winner => winner.process).ToList();
            Assert.That(winners, Has.Count.EqualTo(1), $"round {round}");
            Assert.That(_files.File.ReadAllText($"/race/{round}"), Is.EqualTo(winners[0].ToString(CultureInfo.InvariantCulture)));
        }
    }

    [Test]
    public async Task Edit_8ProcessesCount50EachInOneFile_ReachTheExactSum()
    {
        _files.File.WriteAllText(Job.Counter, """{"value":0,"note":"kept"}""");

        await RunAsync(Enumerable.Repeat(("Count", 50), 8));

        var counter = JsonNode.Parse(_files.File.ReadAllText(Job.Counter))!;
        Assert.That((int)counter["value"]!, Is.EqualTo(8 * 50));
        Assert.That((string?)counter["note"], Is.EqualTo("kept"));
    }

    [Test]
    public async Task Lease_4ProcessesOpenOneFileForThemselves_AreNeverInsideTogether()
    {
        _files.File.WriteAllText(Job.Counter, """{"value":0}""");

        var meetings = await RunAsync(Enumerable.Repeat((nameof(Job.Alone), 25), 4));

        Assert.That(meetings.SelectMany(lines => lines), Is.Empty);
        Assert.That((int)JsonNode.Parse(_files.File.ReadAllText(Job.Counter))!["value"]!, Is.EqualTo(4 * 25));
        Assert.That(_server.GetKeys(Bucket, ".vfs/leases/"), Is.Empty);
    }

    [Test]
    public async Task Lease_OfAKilledProcess_IsFreeAtOnceOnItsMachine()
    {
        _files.File.WriteAllText(Job.Counter, "old");
        using var alone = new S3FileSystem(_client, Bucket, options: new S3FileSystemOptions { Locking = S3Locking.Lease });
        using (var process = await WorkerProcess.StartAsync(_server.Endpoint, Bucket, nameof(Job.Hold), 0, 0))
        {
            process.Go();
            Assert.That(await process.ReadLineAsync(), Is.EqualTo("open"));
            Assert.Throws<IOException>(() => alone.File.Open(Job.Counter, FileMode.Open));
            await process.KillAsync();
        }

        using var stream = alone.File.Open(Job.Counter, FileMode.Open);
        Assert.That(new StreamReader(stream).ReadToEnd(), Is.EqualTo("old"));
    }

    [Test]
    public async Task Read_WhileOthersReplace_SeesTheOldOrTheNewFileWhole()
    {
        _files.File.WriteAllText(Job.Replaced, Job.Whole(0));

        var torn = await RunAsync([("Replace", 300), ("Replace", 300), ("Read", 400), ("Read", 400), ("Read", 400), ("Read", 400)]);

        Assert.That(torn.SelectMany(lines => lines), Is.Empty);
    }

    [Test]
    public async Task Move_KilledBySignalAtRandomMoments_LosesNothingAndIsFinished()
    {
        var seed = TestContext.CurrentContext.Random.Next();
        TestContext.Out.WriteLine($"Seed: {seed}");
        var random = new Random(seed);
        var contents = Enumerable.Range(0, 30).ToDictionary(i => $"/{i % 4}/{i}", i => $"content {i}");
        foreach (var (path, content) in contents)
        {
            _files.Directory.CreateDirectory("/here" + path[..2]);
            _files.File.WriteAllText("/here" + path, content);
        }

        var unfinished = 0;
        for (var kill = 0; kill < 12; kill++)
        {
            using (var process = await WorkerProcess.StartAsync(_server.Endpoint, Bucket, "Move", 0, 0))
            {
                // Killed when the server has seen so many of its requests.
                var seen = new TaskCompletionSource();
                using var rule = _server.Faults.On().Nth(random.Next(1, 90)).CallAfter(_ => seen.SetResult());
                process.Go();
                await seen.Task.WaitAsync(TimeSpan.FromMinutes(1));
                await process.KillAsync();
            }

            foreach (var (path, content) in contents)
            {
                var there = new[] { "/here", "/there" }.Select(root => root + path).Where(_files.File.Exists).ToList();
                Assert.That(there.Select(_files.File.ReadAllText), Is.Not.Empty.And.All.EqualTo(content), path);
            }

            foreach (var work in await _files.Recovery.FindAsync())
            {
                unfinished++;
                Assert.That(work.MayBeRunning, Is.False, "Its process has ended on this machine.");
                Assert.That(await (random.Next(2) == 0 ? _files.Recovery.ResumeAsync(work) : _files.Recovery.RollBackAsync(work)), Is.Empty);
            }

            var root = _files.Directory.Exists("/here") ? "/here" : "/there";
            Assert.That(_files.Directory.Exists("/here") && _files.Directory.Exists("/there"), Is.False, $"kill {kill}");
            Assert.That(_files.Directory.GetFiles(root, "*", SearchOption.AllDirectories), Is.EquivalentTo(contents.Keys.Select(path => root + path)));
            if (root == "/there")
                _files.Directory.Move("/there", "/here");
        }

        TestContext.Out.WriteLine($"12 kills, {unfinished} unfinished moves");
        Assert.That(unfinished, Is.Positive);
    }

    private Task<IReadOnlyList<string[]>> RunAsync(IEnumerable<(string Job, int Count)> jobs) => WorkerProcess.RunAsync(_server.Endpoint, Bucket, [.. jobs]);
}
