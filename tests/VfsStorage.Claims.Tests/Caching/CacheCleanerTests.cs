using VfsStorage.Claims.Caching;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Caching;

[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.All))]
public sealed class CacheCleanerTests(FileSystemKind kind) : CacheFixture(kind)
{
    [Test]
    public async Task ClearEmployee_Answers_GoReportsAndLogStay()
    {
        await ProcessAsync("EN-1", "R", "9000001");
        await ProcessAsync("EN-2", "R", "9000001");
        var others = CacheFiles().Where(file => file.StartsWith("EN-2", StringComparison.Ordinal)).ToList();

        var cleared = new CacheCleaner(Workspace).ClearEmployee("EN-1");

        Assert.That((cleared.Exists, cleared.ClearedAgents.Count), Is.EqualTo((true, 6)));
        Assert.That(CacheFiles(), Is.EqualTo(["EN-1/ComplianceReportAgent_R_v1_20250309.json", "EN-1/request_log.txt", .. others]));
    }

    [Test]
    public async Task ClearAll_Employees_AreAllCleared()
    {
        await ProcessAsync("EN-1", "R", "9000001");
        await ProcessAsync("EN/2", "R", "9000001");

        var cleared = new CacheCleaner(Workspace).ClearAll();

        Assert.That(cleared.Select(employee => (employee.EmployeeNumber, employee.ClearedAgents.Count)), Is.EqualTo([("EN-1", 6), ("EN/2", 6)]));
        Assert.That(CacheFiles(), Has.Length.EqualTo(4));
        Assert.That(new CacheCleaner(Workspace).ClearAll(), Is.Empty);
    }

    [Test]
    public async Task ClearAgent_OneAgent_OthersStay()
    {
        await ProcessAsync("EN-1", "R", "9000001");
        var cleared = new CacheCleaner(Workspace).ClearAgent("EN-1", "NFA_Basic_Agent");
        Assert.That(cleared.ClearedAgents, Is.EqualTo(["NFA_Basic_Agent"]));
        Assert.That(CacheFiles().Where(file => file.Contains("NFA", StringComparison.Ordinal)), Is.Empty);
        Assert.That(CacheFiles().Where(file => file.Contains("SEC_IAPD", StringComparison.Ordinal)), Is.Not.Empty);
    }

    [Test]
    public void ClearEmployee_Unknown_SaysSo() => Assert.That(new CacheCleaner(Workspace).ClearEmployee("nobody").Exists, Is.False);

    [TestCase("..")]
    [TestCase("../output")]
    [TestCase("/")]
    public async Task ClearEmployee_ThatClimbs_TouchesNothing(string employee)
    {
        await ProcessAsync("EN-1", "R", "9000001");
        FileSystem.Directory.CreateDirectory(FileSystem.Path.Combine(Areas.Output, "SEC_IAPD_Agent"));

        Assert.That(new CacheCleaner(Workspace).ClearEmployee(employee).Exists, Is.False);

        Assert.That(FileSystem.Directory.Exists(FileSystem.Path.Combine(Areas.Output, "SEC_IAPD_Agent")), Is.True);
        Assert.That(CacheFiles(), Has.Length.GreaterThan(10));
    }

    [TestCase("")]
    [TestCase(" ")]
    public void ClearEmployee_Blank_IsRefused(string employee) =>
        Assert.That(() => new CacheCleaner(Workspace).ClearEmployee(employee), Throws.TypeOf<ClaimsException>());

    [TestCase("../..")]
    [TestCase("ComplianceReportAgent")]
    public void ClearAgent_NotAnAgent_NamesThem(string agent) =>
        Assert.That(() => new CacheCleaner(Workspace).ClearAgent("EN-1", agent), Throws.TypeOf<ClaimsException>().With.Message.Contains("SEC_IAPD_Agent"));

    [Test]
    public async Task CleanUpStale_OldAnswers_GoWithTheirManifests()
    {
        await ProcessAsync("EN-1", "R", "9000001");
        Time.Advance(TimeSpan.FromDays(91));
        await ProcessAsync("EN-2", "R", "9000001");
        var before = CacheFiles();

        var deleted = new CacheCleaner(Workspace).CleanUpStale();

        Assert.That(deleted, Is.EquivalentTo(before.Where(file => file.StartsWith("EN-1/", StringComparison.Ordinal) && file.Count(letter => letter == '/') == 3)));
        Assert.That(deleted, Has.Count.EqualTo(14), "seven answers and their manifests");
        Assert.That(CacheFiles(), Is.EqualTo(before.Except(deleted)));
    }

    [Test]
    public async Task CleanUpStale_NewerAnswerBesideTheOld_KeepsItAndItsManifest()
    {
        await ProcessAsync("EN-1", "R", "9000001");
        Time.Advance(TimeSpan.FromDays(91));
        await ProcessAsync("EN-1", "R", "9000001");

        var deleted = new CacheCleaner(Workspace).CleanUpStale();

        Assert.That(deleted, Has.Count.EqualTo(7).And.All.Contains("20250309"));
        Assert.That(CacheFiles().Count(file => file.EndsWith("manifest.txt", StringComparison.Ordinal)), Is.EqualTo(7));
    }

    [Test]
    public async Task CleanUpStale_NinetyDaysOld_Stays()
    {
        await ProcessAsync("EN-1", "R", "9000001");
        Time.Advance(TimeSpan.FromDays(90));
        Assert.That(new CacheCleaner(Workspace).CleanUpStale(), Is.Empty);
    }

    [Test]
    public async Task CleanUpStale_FilesLeftByAKilledWriter_GoAfterADay()
    {
        await ProcessAsync("EN-1", "R", "9000001");
        var left = FileSystem.Path.Combine(Areas.Cache, "EN-1", "SEC_IAPD_Agent", "search_individual", "manifest.txt.1234abcd.tmp");
        FileSystem.File.WriteAllText(left, "x");
        Time.SetUtcNow(TimeProvider.System.GetUtcNow().AddHours(1));
        Assert.That(new CacheCleaner(Workspace).CleanUpStale(), Has.None.EndsWith(".tmp"));
        Time.Advance(TimeSpan.FromDays(2));
        Assert.That(new CacheCleaner(Workspace).CleanUpStale(), Has.Some.EndsWith("manifest.txt.1234abcd.tmp"));
    }
}
