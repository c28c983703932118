using VfsStorage.Claims.Searching;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Searching;

[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.All))]
public sealed class OrganizationIndexTests(FileSystemKind kind) : ClaimsFixture(kind)
{
    private const string Lines = """
        {"name":"Example Capital LLC","normalizedName":"examplecapitalllc","organizationCRD":"9500001"}
        {"entityName":"SAMPLE ADVISORS","organizationCRD":9500002}
        {"name":"No Number Ltd","organizationCRD":"N/A"}
        not json

        {"name":"Twice Inc","organizationCRD":"1"}
        {"name":"Twice Inc","organizationCRD":"2"}
        {"name":"Same Inc","organizationCRD":"3"}
        {"name":"Same Inc","organizationCRD":"3"}
        """;

    [TestCase("Example Capital LLC", ExpectedResult = "9500001")]
    [TestCase(" example  CAPITAL llc ", ExpectedResult = "9500001")]
    [TestCase("Sample Advisors", ExpectedResult = "9500002")]
    [TestCase("Same Inc", ExpectedResult = "3")]
    [TestCase("No Number Ltd", ExpectedResult = null)]
    [TestCase("Twice Inc", ExpectedResult = null)]
    [TestCase("Unknown", ExpectedResult = null)]
    public async Task<string?> FindAsync_Name_GivesTheNumberItStandsFor(string name)
    {
        Drop("organizationsCrd.jsonl", Lines);
        using var index = new OrganizationIndex(Workspace);
        return await index.FindAsync(name, CancellationToken.None);
    }

    [Test]
    public async Task FindAsync_NoIndex_FindsNothing()
    {
        using var index = new OrganizationIndex(Workspace);
        Assert.That(await index.FindAsync("Example", CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task FindAsync_ConfiguredPath_IsRead()
    {
        var path = FileSystem.Path.Combine(Areas.Cache, "firms.jsonl");
        FileSystem.Directory.CreateDirectory(Areas.Cache);
        FileSystem.File.WriteAllText(path, Lines);
        using var index = new OrganizationIndex(Workspace with { OrganizationIndexPath = path });
        Assert.That(await index.FindAsync("Same Inc", CancellationToken.None), Is.EqualTo("3"));
    }
}
