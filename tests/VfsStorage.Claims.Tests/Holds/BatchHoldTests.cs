using VfsStorage.Claims.Batches;
using VfsStorage.Claims.Tests.Batches;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Holds;

/// <summary>"A second batch over areas that are being processed is refused, and says who holds them and since when."</summary>
[TestFixtureSource(nameof(Kinds))]
public sealed class BatchHoldTests(FileSystemKind kind) : BatchFixture(kind)
{
    // The simulated disk locks no files.
    private static IEnumerable<FileSystemKind> Kinds => FileSystemKinds.All.Where(kind => kind.Name != "Memory");

    [TestCase(null, null)]
    [TestCase(null, "0/2")]
    [TestCase("0/2", null)]
    [TestCase("0/2", "0/2")]
    [TestCase("0/2", "1/3")]
    public async Task RunAsync_AnotherRuns_IsRefusedInOneLineAndTouchesNothing(string? first, string? second)
    {
        Drop("a.csv", Header + Row("1"));
        Exception? refused = null;
        var other = new PlainProcessor();

        await RunAsync(first, new PlainProcessor { Before = _ => refused = Assert.CatchAsync(() => RunAsync(second, other)) });

        var shard = first is null ? "" : $", shard {first}";
        Assert.That(refused, Is.InstanceOf<AreasHeldException>().With.Message.StartsWith(
            $"The area 'output' is being processed by {Environment.MachineName} (process {Environment.ProcessId}{shard}) since 2025-03-09 10:00:00 UTC; "));
        Assert.That(other.Claims, Is.Empty);
        Assert.That((await RunAsync(second, other)).Outcome, Is.EqualTo(BatchOutcome.Completed), "After its end everything is free.");
    }

    [Test]
    public async Task RunAsync_ShardsOfOneDivision_RunBesideEachOther()
    {
        Drop("a.csv", Header + Row("1") + Row("2") + Row("3") + Row("4"));
        var second = new PlainProcessor();
        var ran = false;

        await RunAsync("0/2", new PlainProcessor
        {
            Before = _ =>
            {
                if (!ran)
                    RunAsync("1/2", second).GetAwaiter().GetResult();
                ran = true;
            },
        });

        Assert.That(ran, Is.True);
        Assert.That(second.Claims, Is.Not.Empty);
    }

    private Task<BatchSummary> RunAsync(string? shard, PlainProcessor processor)
    {
        BatchShard? part = shard is not null && BatchShard.TryParse(shard, out var parsed) ? parsed : null;
        return new ClaimsBatch(Workspace, processor).RunAsync(new BatchOptions { WaitBetweenRows = TimeSpan.Zero, Shard = part });
    }
}
