using VfsStorage.Claims.Batches;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Batches;

/// <summary>A run that was stopped, and whose files were done since by a run of another kind.</summary>
[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.All))]
public sealed class OtherRunTests(FileSystemKind kind) : BatchFixture(kind)
{
    private static readonly string _rows = Header + Row("1") + Row("2") + Row("3") + Row("4");

    [Test]
    public async Task RunAsync_ShardsFinishedWhatABatchHadBegun_NextFileOfTheseRowsIsDoneWhole()
    {
        Drop("a.csv", _rows);
        await RunUntilAsync("3");
        await RunShardsAsync(2);
        Assert.That(Names(Areas.Input), Is.Empty);

        Drop("a.csv", _rows);
        var processor = new PlainProcessor();
        await RunAsync(processor);

        Assert.That(processor.Claims, Has.Count.EqualTo(4));
    }

    [TestCase(0)]
    [TestCase(3)]
    public async Task RunAsync_OthersFinishedWhatAShardHadBegun_NextFileOfTheseRowsIsDoneWhole(int others)
    {
        Drop("a.csv", _rows);
        await RunShardAsync(0, 2);
        if (others == 0)
            await RunAsync();
        else
            await RunShardsAsync(others);
        Assert.That(Names(Areas.Input), Is.Empty);

        Drop("a.csv", _rows);

        Assert.That(await RunShardsAsync(2), Is.EqualTo(4));
    }

    private async Task<int> RunShardsAsync(int count)
    {
        var claims = 0;
        for (var index = 0; index < count; index++)
            claims += await RunShardAsync(index, count);
        return claims;
    }

    private async Task<int> RunShardAsync(int index, int count)
    {
        var processor = new PlainProcessor();
        await new ClaimsBatch(Workspace, processor).RunAsync(new BatchOptions { WaitBetweenRows = TimeSpan.Zero, Shard = new BatchShard(index, count) });
        return processor.Claims.Count;
    }
}
