using System.Text.Json;
using VfsStorage.App.Tests.Files;

namespace VfsStorage.App.Tests.Caching;

/// <summary><c>vfs cache</c>: the same on the disk and in S3, over the cache that a batch leaves and old files beside it.</summary>
[TestFixture("local")]
[TestFixture("s3")]
internal sealed class CacheCommandTests(string mode) : FileCommandFixture(mode)
{
    private const string Agent = "SEC_IAPD_Agent";

    [SetUp]
    public void FillCache()
    {
        foreach (var employee in new[] { "EN-1", "EN-2", "EN-3" })
            Add("cache", $"{employee}/{Agent}/search_individual/{Agent}_{employee}_search_individual_20990101.json", "{}");
        Add("cache", $"EN-1/NFA_Basic_Agent/search_nfa/NFA_Basic_Agent_EN-1_search_nfa_20200101_1.json", "{}");
        Add("cache", "EN-1/ComplianceReportAgent_REF-1_v1_20310506.json", Report("REF-1", "High"));
        Add("cache", "EN-1/ComplianceReportAgent_REF-1_v2_20310506.json", Report("REF-1", "Low"));
        Add("cache", "EN-2/ComplianceReportAgent_REF-2_v1_20310507.json", Report("REF-2", "Medium"));
    }

    [Test]
    public async Task List_Pages_ShowEmployeesInOrder()
    {
        var lines = await LinesAsync("cache", "list", "--page-size", "2");

        Assert.That(lines, Has.One.Contains("| EN-1     | NFA_Basic_Agent | search_nfa        | 2020-01-01 | 1     |"));
        Assert.That(lines, Has.One.Contains("| EN-1     | (reports)"));
        Assert.That(lines[^1], Is.EqualTo("Page 1 of 2, 3 employees."));
        Assert.That(await LinesAsync("cache", "list", "--page-size", "2", "--page", "2"), Has.One.Contains("EN-3").And.None.Contains("EN-1"));
    }

    [Test]
    public async Task List_Json_TellsThePagination()
    {
        using var page = JsonDocument.Parse((await LinesAsync("cache", "list", "EN-2", "--json"))[0]);

        Assert.That(page.RootElement.GetProperty("items")[0].GetProperty("employee_number").GetString(), Is.EqualTo("EN-2"));
        Assert.That(
            page.RootElement.GetProperty("pagination").ToString(),
            Is.EqualTo("""{"total_items":1,"total_pages":1,"current_page":1,"page_size":10}"""));
    }

    [Test]
    public async Task List_Nobody_SaysSo() =>
        Assert.That(await LinesAsync("cache", "list", "EN-404"), Is.EqualTo(new[] { "There is no employee in the cache." }));

    [TestCase("--page", "0", "vfs: Page 0 of size 10 does not exist: page and page size start at 1.")]
    [TestCase("--page-size", "0", "vfs: Page 1 of size 0 does not exist: page and page size start at 1.")]
    public async Task List_BadPage_IsOneLine(string option, string value, string expected) =>
        Assert.That(await ErrorAsync(2, "cache", "list", option, value), Is.EqualTo(expected));

    [Test]
    public async Task Clear_Employee_KeepsReportsAndOthers()
    {
        Assert.That(await LinesAsync("cache", "clear", "EN-1"), Is.EqualTo(new[] { $"EN-1: cleared NFA_Basic_Agent, {Agent}" }));

        Assert.That(FilesOf("cache").Count(name => name.StartsWith("EN-1/", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(FilesOf("cache"), Has.Count.EqualTo(5));
    }

    [Test]
    public async Task Clear_Agent_KeepsOtherAgents() =>
        Assert.That(await LinesAsync("cache", "clear", "EN-1", "--agent", Agent), Is.EqualTo(new[] { $"EN-1: cleared {Agent}" }));

    [Test]
    public async Task Clear_All_AsksFirst()
    {
        Answer = "n\n";
        Assert.That((await RunAsync("cache", "clear", "--all")).Errors, Does.Contain("Nothing was deleted."));
        Assert.That(FilesOf("cache"), Has.Count.EqualTo(7));

        Answer = "y\n";
        Assert.That((await RunAsync("cache", "clear", "--all")).ExitCode, Is.Zero);
        Assert.That(FilesOf("cache"), Has.Count.EqualTo(3).And.All.Contains("ComplianceReportAgent"));
    }

    [TestCase("EN-404", "Nothing is cached about the employee 'EN-404'.")]
    [TestCase("", "Name one employee number, or --all.")]
    [TestCase("EN-1 --all", "Name one employee number, or --all.")]
    [TestCase("--all --agent SEC_IAPD_Agent", "--agent goes with one employee number, not with --all.")]
    public async Task Clear_Mistake_IsOneLine(string arguments, string expected)
    {
        Assert.That(
            await ErrorAsync(2, ["cache", "clear", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]), Is.EqualTo("vfs: " + expected));
        Assert.That(FilesOf("cache"), Has.Count.EqualTo(7));
    }

    [Test]
    public async Task Clear_UnknownAgent_NamesIt() =>
        Assert.That((await RunAsync("cache", "clear", "EN-1", "--agent", "Nobody")).Errors, Does.Contain("'Nobody'").And.Contain(Agent));

    [Test]
    public async Task CleanupStale_OldAnswer_IsDeleted()
    {
        Assert.That(
            await LinesAsync("cache", "cleanup-stale"),
            Is.EqualTo(new[] { "EN-1/NFA_Basic_Agent/search_nfa/NFA_Basic_Agent_EN-1_search_nfa_20200101_1.json", "Deleted 1 file." }));
        Assert.That(await LinesAsync("cache", "cleanup-stale"), Is.EqualTo(new[] { "Nothing is stale." }));
        Assert.That(await LinesAsync("cache", "cleanup-stale", "--json"), Is.EqualTo(new[] { """{"deleted_files":[]}""" }));
    }

    [Test]
    public async Task Latest_Employee_PrintsTheNewestReport()
    {
        Assert.That(string.Join('\n', await LinesAsync("cache", "latest", "EN-1")), Does.Contain("\"overall_risk_level\": \"Low\""));
        Assert.That((await LinesAsync("cache", "latest", "EN-2", "--reference", "REF-2", "--json"))[0], Does.Contain("\"version\":1").And.Contain("Medium"));
    }

    [Test]
    public async Task Latest_None_IsOneLine()
    {
        Assert.That(await ErrorAsync(2, "cache", "latest", "EN-3"), Is.EqualTo("vfs: There is no report about the employee 'EN-3'."));
        Assert.That(
            await ErrorAsync(2, "cache", "latest", "EN-1", "--reference", "REF-9"),
            Is.EqualTo("vfs: There is no report of the reference id 'REF-9' about the employee 'EN-1'."));
    }

    [Test]
    public async Task Report_List_ShowsVersions()
    {
        var lines = await LinesAsync("cache", "report", "list", "EN-1");

        Assert.That(lines, Has.One.Contains("| EN-1     | REF-1        | 2       | 2031-05-06 |"));
        Assert.That(lines[^1], Is.EqualTo("Page 1 of 1, 2 report versions."));
    }

    [Test]
    public async Task Report_Summary_ShowsTheNewestAndItsSections()
    {
        Assert.That(await LinesAsync("cache", "report", "summary"), Has.One.Contains("| EN-1     | REF-1        | no        | Low    | 1      |"));
        Assert.That(await LinesAsync("cache", "report", "summary", "EN-2"), Has.One.Contains("| name_evaluation").And.One.Contains("Name does not match"));
    }

    [TestCase("taxonomy", "final_evaluation: object (2)")]
    [TestCase("risk-dashboard", "Medium: 1")]
    [TestCase("data-quality", "Claims: 2")]
    public async Task Report_Text_IsPrinted(string report, string expected) =>
        Assert.That(string.Join('\n', await LinesAsync("cache", "report", report)), Does.Contain(expected));

    [Test]
    public async Task Cache_StoreRefuses_IsOneLine()
    {
        Assume.That(IsS3);
        Server.Faults.On().Deny();

        Assert.That(await ErrorAsync(2, "cache", "list"), Does.Contain("denied"));
    }

    private static string Report(string reference, string risk) => JsonSerializer.Serialize(new
    {
        reference_id = reference,
        claim = new { city = "Sampletown" },
        name_evaluation = new { compliance = false, compliance_explanation = "Name does not match", alerts = Array.Empty<string>() },
        final_evaluation = new
        {
            overall_compliance = false,
            overall_risk_level = risk,
            alerts = new[] { new { alert_type = "Name Mismatch" } },
        },
    });
}
