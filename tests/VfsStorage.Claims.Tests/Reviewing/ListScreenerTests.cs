using System.Text.Json.Nodes;
using VfsStorage.Claims.Matching;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Reviewing;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Reviewing;

public sealed class ListScreenerTests
{
    private static readonly ListSource _source = new("key", "agent", "Source", record => (string?)record["Name"] ?? "");

    [TestCase("Ada Testwell", ExpectedResult = true)]
    [TestCase("TESTWELL, ADA", ExpectedResult = true)]
    [TestCase("Example Capital LLC, Ada Testwell", ExpectedResult = true)]
    [TestCase("In the Matter of Ada Testwell, et al.", ExpectedResult = true)]
    [TestCase("SEC v. Bruno Sampleton and Ada Testwell", ExpectedResult = true)]
    [TestCase("Ida Testwell", ExpectedResult = false)]
    [TestCase("Ada Otherwell", ExpectedResult = false)]
    [TestCase("Example Capital LLC", ExpectedResult = false)]
    public bool Screen_RecordThatNamesThePerson_Matches(string name) => Screen(name).Matches.Count == 1;

    [TestCase("", "No records found", false)]
    [TestCase("Ada Testwell|Bruno Sampleton", "Exact matches found", true)]
    [TestCase("Bruno Sampleton", "Records found but no matches", false)]
    public void Screen_DueDiligence_AccountsForTheSearch(string names, string status, bool exact)
    {
        var screening = Screen(names.Split('|', StringSplitOptions.RemoveEmptyEntries));
        Assert.That(screening.DueDiligence.Keys(), Is.EqualTo(
            ["source", "records_found", "records_filtered", "names_found", "name_scores", "exact_match_found", "status"]));
        Assert.That(((string?)screening.DueDiligence["status"], (bool)screening.DueDiligence["exact_match_found"]!), Is.EqualTo((status, exact)));
    }

    [TestCase(0, 0, ExpectedResult = "")]
    [TestCase(3, 0, ExpectedResult = "INFO Area Search Info (CATEGORY)")]
    [TestCase(12, 0, ExpectedResult = "INFO Area Search Info (CATEGORY)")]
    [TestCase(3, 1, ExpectedResult = "MEDIUM Area Search Info (CATEGORY)")]
    [TestCase(12, 1, ExpectedResult = "MEDIUM Area Search Info (CATEGORY)")]
    public string Reviewed_RecordsWithoutMatch_AreMentionedButCompliant(int others, int nameless)
    {
        string[] names = [.. Enumerable.Repeat("Bruno Sampleton", others), .. Enumerable.Repeat("", nameless)];
        var section = ReviewSections.Reviewed("Area", "CATEGORY", [Screen(names)], [], []);
        Assert.That(section.Compliance, Is.True);
        return string.Join(",", System.Text.Json.JsonSerializer.SerializeToNode(section, ReportJson.Options)!.Alerts());
    }

    [Test]
    public void NotReviewed_Section_CarriesOnlyItsStatus()
    {
        var section = System.Text.Json.JsonSerializer.SerializeToNode(
            ReviewSections.NotReviewed("S", "E", "Skipped per configuration"), ReportJson.Options)!;
        Assert.That(section.Keys(), Is.EqualTo(["source", "compliance", "compliance_explanation", "alerts", "actions", "due_diligence"]));
        Assert.That(section["due_diligence"]!.ToJsonString(), Is.EqualTo("{\"status\":\"Skipped per configuration\"}"));
        Assert.That(section["actions"]!.AsArray(), Is.Empty);
    }

    private static Screening Screen(params string[] names) => ListScreener.Screen(
        _source, PersonName.FromParts("Ada", "", "Testwell"), [.. names.Select(name => new JsonObject { ["Name"] = name })]);
}
