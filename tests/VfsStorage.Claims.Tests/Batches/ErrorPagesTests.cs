using System.Globalization;
using VfsStorage.Claims.Batches;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Batches;

/// <summary>A file of which nearly every row fails, as when a source is away.</summary>
[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.Real))]
public sealed class ErrorPagesTests(FileSystemKind kind) : BatchFixture(kind)
{
    private const int Rows = 450;

    private static readonly string _csv = Header + string.Concat(Enumerable.Range(1, Rows).Select(number =>
        number % 10 == 0 ? Row(Id(number)) : Fail(Id(number))));

    [Test]
    public async Task RunAsync_ManyFailures_KeepsTheCheckpointSmallAndEveryFailureOnce([Values(1, 4)] int workers)
    {
        Drop("a.csv", _csv);
        var largest = 0L;
        var checkpoint = FileSystem.Path.Combine(Areas.Output, "checkpoint.json");
        var meter = new Meter(() => largest = Math.Max(largest, FileSystem.FileInfo.New(checkpoint).Length));

        var summary = await RunAsync(Workspace, workers, null, meter);

        Assert.That((summary.Processed, summary.Failed), Is.EqualTo((45, 405)));
        Assert.That(largest, Is.InRange(1000, 60_000), "a page of errors at the most");
        AssertErrors();
    }

    [Test]
    public async Task RunAsync_KilledAgainAndAgain_WritesEveryFailureOnce([Values] CrashEffect effect)
    {
        Drop("a.csv", _csv);
        // Below the 45 reports, which are all that is certain: the slower the store, the more rows share a checkpoint.
        const int change = 40;
        var kills = 0;
        while (true)
        {
            var crash = new CrashPoint(change, effect) { PublishesOnClose = Workspace.Writes == WriteStrategy.Direct };
            try
            {
                await RunAsync(Workspace with { FileSystem = CrashingFileSystem.Wrap(FileSystem, crash) }, 3);
                break;
            }
            catch (ProcessKilledException)
            {
                Assert.That(++kills, Is.LessThan(100));
            }
        }

        Assert.That(kills, Is.GreaterThan(0));
        AssertErrors();
    }

    [Test]
    public async Task RunAsync_Shards_BringTheirFailuresTogether()
    {
        Drop("a.csv", _csv);

        for (var index = 0; index < 2; index++)
            await RunAsync(Workspace, 2, new BatchShard(index, 2));

        AssertErrors();
    }

    private void AssertErrors()
    {
        var lines = Read(Areas.Archive, Today, "errors.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(
            lines.Skip(1).Select(line => line.Split(',')[0]),
            Is.EqualTo(Enumerable.Range(1, Rows).Where(number => number % 10 != 0).Select(Id)));
        Assert.That(
            FileSystem.Directory.EnumerateFiles(Areas.Output, "*", SearchOption.AllDirectories).Select(path => FileSystem.Path.GetFileName(path)),
            Is.EquivalentTo(Enumerable.Range(1, Rows / 10).Select(number => Id(number * 10) + ".json")), "nothing else is left");
    }

    private static string Id(int number) => number.ToString("0000", CultureInfo.InvariantCulture);

    private static Task<BatchSummary> RunAsync(ClaimsWorkspace workspace, int workers, BatchShard? shard = null, IProgress<BatchProgress>? progress = null) =>
        new ClaimsBatch(workspace, new PlainProcessor()).RunAsync(
            new BatchOptions { WaitBetweenRows = TimeSpan.Zero, Workers = workers, Shard = shard }, progress);

    private sealed class Meter(Action measure) : IProgress<BatchProgress>
    {
        public void Report(BatchProgress value)
        {
            if (value.LineNumber % 25 == 0)
                measure();
        }
    }
}
