using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Batches;
using VfsStorage.Claims.Processing;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Batches;

/// <summary>What a row costs where every call is a request: no questions before reading, no listing but that of report versions.</summary>
[TestFixtureSource(nameof(Kinds))]
public sealed class RequestBudgetTests(FileSystemKind kind) : BatchFixture(kind)
{
    private static IEnumerable<FileSystemKind> Kinds => FileSystemKinds.All.Where(kind => kind.Name == "MemoryWithDirectWrites");

    [Test]
    public async Task RunAsync_OneMoreCachedRow_CostsReadsAndThreeWrites()
    {
        var one = await CallsAsync(1);
        var two = await CallsAsync(2);

        Assert.That(Difference(two, one), Is.EqualTo(new Dictionary<string, int>
        {
            // Seven questions, each a manifest and an answer; and the newest report version.
            ["IFile.ReadAllBytesAsync"] = 15,
            ["IDirectory.EnumerateFiles"] = 1,
            ["IFile.AppendAllTextAsync"] = 1,
            // Report and checkpoint; the version is unchanged.
            ["IFile.WriteAllBytesAsync"] = 2,
        }));
    }

    [Test]
    public async Task RunAsync_OneMoreSkippedRow_CostsItsReportAndTheCheckpoint()
    {
        Drop("a.csv", Header + Skip("1"));
        var one = await RecordAsync(new PlainProcessor());
        Drop("a.csv", Header + Skip("1") + Skip("2"));
        var two = await RecordAsync(new PlainProcessor());

        Assert.That(Difference(two, one)["IFile.WriteAllBytesAsync"], Is.EqualTo(2));
        Assert.That(Difference(two, one).Keys, Is.SubsetOf(
            ["IFile.WriteAllBytesAsync", "IFile.Exists", "IFile.OpenRead"]), "the rest belongs to the second run's archive and skipped.csv");
    }

    private async Task<List<string>> CallsAsync(int rows)
    {
        string Rows() => Header + string.Concat(Enumerable.Range(0, rows).Select(row => $"R{row},EN-{row},Ada,Testwell,9000001\n"));
        Drop("warm.csv", Rows());
        using var processor = new ClaimProcessor(Workspace, new RecordedAgentSource());
        await new ClaimsBatch(Workspace, processor).RunAsync(new BatchOptions { WaitBetweenRows = TimeSpan.Zero });
        Drop($"{rows}.csv", Rows());
        return await RecordAsync(null);
    }

    private async Task<List<string>> RecordAsync(IClaimProcessor? processor)
    {
        var recorder = new CrashPoint();
        var workspace = Workspace with { FileSystem = CrashingFileSystem.Wrap(FileSystem, recorder) };
        using var real = new ClaimProcessor(workspace, new RecordedAgentSource());
        await new ClaimsBatch(workspace, processor ?? real).RunAsync(new BatchOptions { WaitBetweenRows = TimeSpan.Zero });
        return recorder.Calls;
    }

    private static Dictionary<string, int> Difference(List<string> more, List<string> less) => more.CountBy(call => call)
        .Select(count => (count.Key, More: count.Value - less.Count(call => call == count.Key)))
        .Where(count => count.More != 0)
        .ToDictionary(count => count.Key, count => count.More);
}
