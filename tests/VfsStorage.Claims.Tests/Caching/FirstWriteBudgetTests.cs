using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Intake;
using VfsStorage.Claims.Processing;
using VfsStorage.Testing;

namespace VfsStorage.Claims.Tests.Caching;

/// <summary>What the first claim of an employee costs in S3 with strict semantics.</summary>
[TestFixture]
public sealed class FirstWriteBudgetTests
{
    private const int Services = 7;

    [Test]
    public async Task ProcessAsync_FirstClaimOfAnEmployee_CostsFewRequestsForEachService()
    {
        await using var server = await S3TestServer.StartAsync(new S3TestServerOptions { Buckets = { "claims" } });
        using var client = server.CreateClient();
        using var fileSystem = new S3FileSystem(
            client, [new S3Mount("/drop", "claims", "drop/"), new S3Mount("/cache", "claims", "cache/")],
            new S3FileSystemOptions { Requests = { Compatibility = S3Compatibility.Aws } });
        var workspace = new ClaimsWorkspace(fileSystem, new ClaimsAreas("/drop", "/output", "/archive", "/cache")) { Writes = WriteStrategy.Direct };
        using var processor = new ClaimProcessor(workspace, new RecordedAgentSource());
        await processor.ProcessAsync(ClaimOf("EN-1"), Reviews.All);
        var mark = server.Requests.Mark;

        await processor.ProcessAsync(ClaimOf("EN-2"), Reviews.All);

        var requests = server.Requests.Since(mark);
        TestContext.Out.WriteLine($"{requests} for {Services} services");
        Assert.That(requests, Has.Count.LessThanOrEqualTo(18 * Services), requests.ToString());
    }

    private static Claim ClaimOf(string employee) => Claim.FromFields(new Dictionary<string, string?>
    {
        [ClaimColumns.ReferenceId] = "R-" + employee,
        [ClaimColumns.EmployeeNumber] = employee,
        [ClaimColumns.FirstName] = "Ada",
        [ClaimColumns.LastName] = "Testwell",
        [ClaimColumns.CrdNumber] = "9000001",
    });
}
