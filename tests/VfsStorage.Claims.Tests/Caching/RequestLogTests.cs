using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Caching;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Caching;

/// <summary>Claims of one employee that end at the same moment, in one process or in several.</summary>
[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.Real))]
public sealed class RequestLogTests(FileSystemKind kind) : ClaimsFixture(kind)
{
    [Test]
    public async Task FlushAsync_ByManyAtOnce_LosesNoLine([Values] bool inOneProcess)
    {
        var count = Kind.Name == "Disk" ? 2_000 : 24;
        var one = OfAnotherProcess();
        var path = new CacheLayout(one).RequestLog("EN-1");
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, _) =>
        {
            var workspace = inOneProcess ? one : OfAnotherProcess();
            var log = new RequestLog(workspace, new EmployeeFolder(new CacheLayout(workspace), "EN-1"), path);
            log.Cached(new AgentRequest("SEC_IAPD_Agent", $"service_{number}", new Dictionary<string, string>()));
            await log.FlushAsync();
        });

        var lines = FileSystem.File.ReadAllLines(path);
        Assert.That(lines.Select(line => line.Split('/')[^1]), Is.EquivalentTo(Enumerable.Range(0, count).Select(number => $"service_{number} - Cached")));
    }
}
