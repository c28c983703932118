using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Intake;
using VfsStorage.Claims.Processing;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Processing;

/// <summary>Kills the processor at every change it makes to the cache; what is left must never lead to another report.</summary>
[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.Real))]
public sealed class ProcessorCrashTests(FileSystemKind kind) : ClaimsFixture(kind)
{
    private static readonly Claim _claim = Claim.FromFields(new Dictionary<string, string?>
    {
        [ClaimColumns.ReferenceId] = "R-1",
        [ClaimColumns.EmployeeNumber] = "EN-1010",
        [ClaimColumns.FirstName] = "Jonas",
        [ClaimColumns.LastName] = "Nonesuch",
        [ClaimColumns.CrdNumber] = "9000010",
        [ClaimColumns.LicenseType] = "B IA",
    });

    private static readonly RecordedAgentSource _source = new();

    [Test]
    public async Task ProcessAsync_KilledAtAnyChange_GivesTheSameReport([Values] CrashEffect effect)
    {
        using var untouched = Kind.Create();
        var expected = await ProcessAsync(untouched, null);
        var kills = 0;
        // Every change on the disk; a sample on S3, where each run takes dozens of requests.
        var step = Kind.Name == "S3" ? 3 : 1;
        for (var change = 1; ; change += step)
        {
            using var storage = Kind.Create();
            if (!await IsKilledAsync(storage, storage.CrashAt(change, effect)))
                break;
            kills++;
            Assert.That(await ProcessAsync(storage, null), Is.EqualTo(expected), $"after a kill at change {change}, {effect}");
            Assert.That(Versions(storage), Is.EqualTo(["ComplianceReportAgent_R-1_v1_20250309.json"]), $"after a kill at change {change}, {effect}");
        }

        Assert.That(kills * step, Is.GreaterThan(20));
    }

    /// <summary>As several servers and batches that meet at one employee.</summary>
    [Test]
    public async Task ProcessAsync_ByManyAtOnceKilledAgainAndAgain_GivesTheSameReport([Values(CrashEffect.Before, CrashEffect.After)] CrashEffect effect)
    {
        using var untouched = Kind.Create();
        var expected = await ProcessAsync(untouched, null);
        var kills = 0;
        for (var round = 0; round < (Kind.Name == "S3" ? 2 : 8); round++)
        {
            using var storage = Kind.Create();
            var random = new Random(TestContext.CurrentContext.Random.Next());
            var changes = Enumerable.Range(0, 4).Select(_ => random.Next(1, 25)).ToList();
            await Task.WhenAll(changes.Select(first => Task.Run(async () =>
            {
                for (var change = first; await IsKilledAsync(storage, storage.CrashAt(change, effect, dawdles: true)); change += 5)
                    Interlocked.Increment(ref kills);
            })));

            var label = $"round {round}, {effect}, killed at {string.Join(", ", changes)}";
            Assert.That(await ProcessAsync(storage, null), Is.EqualTo(expected), label);
            Assert.That(Versions(storage), Is.EqualTo(["ComplianceReportAgent_R-1_v1_20250309.json"]), label);
        }

        Assert.That(kills, Is.Positive);
    }

    private async Task<bool> IsKilledAsync(TestFileSystem storage, CrashPoint crash)
    {
        try
        {
            await ProcessAsync(storage, crash);
            return false;
        }
        catch (ProcessKilledException)
        {
            return true;
        }
    }

    private async Task<byte[]> ProcessAsync(TestFileSystem storage, CrashPoint? crash)
    {
        var fileSystem = crash is null ? storage.FileSystem : CrashingFileSystem.Wrap(storage.OpenAgain(), crash);
        var workspace = new ClaimsWorkspace(fileSystem, storage.Areas) { Time = Time, Writes = storage.Writes };
        using var processor = new ClaimProcessor(workspace, _source);
        return ReportJson.Serialize(await processor.ProcessAsync(_claim, Reviews.All));
    }

    private static string[] Versions(TestFileSystem storage) =>
    [
        .. storage.FileSystem.Directory.EnumerateFiles(storage.FileSystem.Path.Combine(storage.Areas.Cache, "EN-1010"), "Compliance*.json")
            .Select(path => storage.FileSystem.Path.GetFileName(path)),
    ];
}
