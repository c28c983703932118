using VfsStorage.Claims.Intake;
using VfsStorage.Claims.Processing;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Reports;

[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.All))]
public sealed class ReportVersionsTests(FileSystemKind kind) : ClaimsFixture(kind)
{
    [Test]
    public async Task SaveAsync_First_IsVersionOne()
    {
        await SaveAsync(Report("R"));
        Assert.That(Versions(), Is.EqualTo(["ComplianceReportAgent_R_v1_20250309.json"]));
    }

    [Test]
    public async Task SaveAsync_NothingSignificantChanged_WritesNothing()
    {
        await SaveAsync(Report("R"));
        var report = Report("R");
        var saved = await SaveAsync(report with { StatusEvaluation = report.StatusEvaluation with { ComplianceExplanation = "other words" } });
        Assert.That((saved, Versions().Length), Is.EqualTo((true, 1)));
    }

    private static IEnumerable<TestCaseData> Changes()
    {
        static SectionEvaluation Flip(SectionEvaluation section) => section with { Compliance = !section.Compliance };
        static ReviewEvaluation FlipReview(ReviewEvaluation section) => section with { Compliance = !section.Compliance };
        yield return Case("search", report => report with { SearchEvaluation = report.SearchEvaluation with { Compliance = true } });
        yield return Case("status", report => report with { StatusEvaluation = Flip(report.StatusEvaluation) });
        yield return Case("name", report => report with { NameEvaluation = report.NameEvaluation with { Compliance = false } });
        yield return Case("license", report => report with { LicenseEvaluation = Flip(report.LicenseEvaluation) });
        yield return Case("exam", report => report with { ExamEvaluation = Flip(report.ExamEvaluation) });
        yield return Case("employment", report => report with { EmploymentEvaluation = Flip(report.EmploymentEvaluation) });
        yield return Case("disclosure", report => report with { DisclosureReview = Flip(report.DisclosureReview) });
        yield return Case("disciplinary", report => report with { DisciplinaryEvaluation = FlipReview(report.DisciplinaryEvaluation) });
        yield return Case("arbitration", report => report with { ArbitrationReview = FlipReview(report.ArbitrationReview) });
        yield return Case("regulatory", report => report with { RegulatoryEvaluation = FlipReview(report.RegulatoryEvaluation) });
        yield return Case("overall", report => report with { FinalEvaluation = report.FinalEvaluation with { OverallCompliance = true } });
        yield return Case("alerts", report => report with { FinalEvaluation = report.FinalEvaluation with { Alerts = [] } });

        static TestCaseData Case(string name, Func<ComplianceReport, ComplianceReport> change) => new TestCaseData(change).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Changes))]
    public async Task SaveAsync_SignificantChange_IsTheNextVersion(Func<ComplianceReport, ComplianceReport> change)
    {
        await SaveAsync(Report("R"));
        await SaveAsync(change(Report("R")));
        Assert.That(Versions(), Is.EqualTo(["ComplianceReportAgent_R_v1_20250309.json", "ComplianceReportAgent_R_v2_20250309.json"]));
    }

    [Test]
    public async Task SaveAsync_ManyVersions_ComparesWithTheNewestNotWithTheTextuallyLast()
    {
        for (var version = 0; version < 11; version++)
            await SaveAsync(version % 2 == 0 ? Report("R") : Changed("R"));
        await SaveAsync(Report("R"));
        Assert.That(Versions(), Has.Length.EqualTo(11).And.Contain("ComplianceReportAgent_R_v11_20250309.json"));
    }

    [Test]
    public async Task SaveAsync_AnotherDay_IsTheNextVersionAndNeverOneAgain()
    {
        await SaveAsync(Report("R"));
        await SaveAsync(Changed("R"));
        Time.Advance(TimeSpan.FromDays(1));
        await SaveAsync(Changed("R"));
        await SaveAsync(Changed("R"));
        Assert.That(Versions().Last(), Is.EqualTo("ComplianceReportAgent_R_v3_20250310.json"));
        Assert.That(Versions(), Has.Length.EqualTo(3));
    }

    [Test]
    public async Task SaveAsync_ReferenceIdsThatLookLikeVersions_AreKeptApart()
    {
        await SaveAsync(Report("R"));
        await SaveAsync(Report("R_v2_20250309"));
        await SaveAsync(Report("R_v1"));
        Assert.That(Versions(), Is.EquivalentTo(
        [
            "ComplianceReportAgent_R_v1_20250309.json",
            "ComplianceReportAgent_R_v2_20250309_v1_20250309.json",
            "ComplianceReportAgent_R_v1_v1_20250309.json",
        ]));
    }

    [TestCase("{")]
    [TestCase("[]")]
    public async Task SaveAsync_UnreadablePredecessor_IsTheNextVersion(string content)
    {
        await SaveAsync(Report("R"));
        FileSystem.File.WriteAllText(FileSystem.Path.Combine(Areas.Cache, "E1", "ComplianceReportAgent_R_v1_20250309.json"), content);
        await SaveAsync(Report("R"));
        Assert.That(Versions(), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task SaveAsync_AnotherProcessIsFaster_KeepsBothVersions()
    {
        var race = new CrashPoint
        {
            BeforeChange = change =>
            {
                if (change == 1)
                    SaveAsync(Changed("R")).GetAwaiter().GetResult();
            },
        };

        await new ReportVersions(Workspace with { FileSystem = CrashingFileSystem.Wrap(FileSystem, race) }).SaveAsync(Report("R"), "E1");

        Assert.That(Versions(), Is.EqualTo(["ComplianceReportAgent_R_v1_20250309.json", "ComplianceReportAgent_R_v2_20250309.json"]));
        Assert.That((bool)ReadJson(Areas.Cache, "E1", Versions()[0])["status_evaluation"]!["compliance"]!, Is.False, "the faster one's");
        Assert.That((bool)ReadJson(Areas.Cache, "E1", Versions()[1])["status_evaluation"]!["compliance"]!, Is.True);
    }

    [Test]
    public async Task SaveAsync_NoEmployee_IsKeptUnderUnknown()
    {
        await new ReportVersions(Workspace).SaveAsync(Report("R"), "");
        Assert.That(Names(FileSystem.Path.Combine(Areas.Cache, "Unknown")), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task SaveAsync_NoReferenceId_IsNotKept()
    {
        Assert.That(await SaveAsync(Report("")), Is.False);
        Assert.That(Versions(), Is.Empty);
    }

    private Task<bool> SaveAsync(ComplianceReport report) => new ReportVersions(Workspace).SaveAsync(report, "E1");

    private string[] Versions() => Names(FileSystem.Path.Combine(Areas.Cache, "E1"));

    private static ComplianceReport Changed(string id)
    {
        var report = Report(id);
        return report with { StatusEvaluation = report.StatusEvaluation with { Compliance = false } };
    }

    private static ComplianceReport Report(string id) =>
        ReportBuilder.Skipped(Claim.FromFields([KeyValuePair.Create(ClaimColumns.ReferenceId, (string?)id)]), ["NO_NAME"]);
}
