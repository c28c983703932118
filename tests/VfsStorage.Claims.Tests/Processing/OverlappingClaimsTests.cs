using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Intake;
using VfsStorage.Claims.Processing;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Processing;

/// <summary>Claims of one employee under way at the same time, of which there always is one.</summary>
[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.All))]
public sealed class OverlappingClaimsTests(FileSystemKind kind) : ClaimsFixture(kind)
{
    [Test]
    public async Task ProcessAsync_BegunAfterAVersionWasKept_ComparesWithThatVersion()
    {
        using var isAtIndex = new SemaphoreSlim(0);
        using var mayGoOn = new SemaphoreSlim(0);
        var workspace = Workspace with
        {
            FileSystem = HookedFileSystem.Wrap(FileSystem, (call, arguments) =>
            {
                if (call != "IFileInfo.New" && call != "IFileInfoFactory.New")
                    return;
                if (((string)arguments[0]!).EndsWith(".jsonl", StringComparison.Ordinal))
                {
                    isAtIndex.Release();
                    mayGoOn.Wait();
                }
            }),
        };
        using var processor = new ClaimProcessor(workspace, new RecordedAgentSource());
        await processor.ProcessAsync(ByNumber("Ada"), Reviews.None);
        // Holds the employee's folder from here on.
        var waiting = Task.Run(() => processor.ProcessAsync(ByName(), Reviews.None));
        await isAtIndex.WaitAsync();

        await processor.ProcessAsync(ByNumber("Zacharias"), Reviews.None);
        await processor.ProcessAsync(ByNumber("Ada"), Reviews.None);

        mayGoOn.Release();
        await waiting;
        Assert.That(Names(FileSystem.Path.Combine(Areas.Cache, "EN-1")).Where(name => name.Contains("R-1_v", StringComparison.Ordinal)), Has.Exactly(3).Items);
    }

    private static Claim ByNumber(string firstName) => Claim.FromFields(new Dictionary<string, string?>
    {
        [ClaimColumns.ReferenceId] = "R-1",
        [ClaimColumns.EmployeeNumber] = "EN-1",
        [ClaimColumns.FirstName] = firstName,
        [ClaimColumns.LastName] = "Testwell",
        [ClaimColumns.CrdNumber] = "9000001",
    });

    private static Claim ByName() => Claim.FromFields(new Dictionary<string, string?>
    {
        [ClaimColumns.ReferenceId] = "R-2",
        [ClaimColumns.EmployeeNumber] = "EN-1",
        [ClaimColumns.FirstName] = "Ada",
        [ClaimColumns.LastName] = "Testwell",
        [ClaimColumns.OrganizationName] = "Nobody's Firm",
    });
}
