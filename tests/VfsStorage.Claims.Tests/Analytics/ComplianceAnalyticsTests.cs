using VfsStorage.Claims.Analytics;
using VfsStorage.Claims.Paging;
using VfsStorage.Claims.Tests.Caching;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Analytics;

[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.All))]
public sealed class ComplianceAnalyticsTests(FileSystemKind kind) : CacheFixture(kind)
{
    [Test]
    public async Task SummariseAsync_NewestOfEachReference_IsSummedUp()
    {
        await ProcessAsync("EN-1", "R1", "9000003");
        Time.Advance(TimeSpan.FromDays(1));
        await ProcessAsync("EN-1", "R1", "9000001");
        await ProcessAsync("EN-2", "R2", "9000003");

        var page = await new ComplianceAnalytics(Workspace).SummariseAsync(PageRequest.First);

        Assert.That(page.Items.Select(item => item.Report), Is.EqualTo(
        [
            new ReportSummary("EN-1", "R1", "ComplianceReportAgent_R1_v2_20250310.json") { OverallCompliance = true, RiskLevel = "Low" },
            new ReportSummary("EN-2", "R2", "ComplianceReportAgent_R2_v1_20250310.json")
            {
                OverallCompliance = false, RiskLevel = "Medium", AlertCount = 1,
            },
        ]));
        Assert.That(page.Items[1].Subsections, Has.Count.EqualTo(10));
        Assert.That(page.Items[1].Subsections[2], Is.EqualTo(new SubsectionSummary(
            "name_evaluation", false, 1, "No registered name fits the claim: the best is 'ZOE DIFFERENTNAME' (score 5.26).")));
    }

    [Test]
    public async Task SummariseAsync_OneEmployee_IsAlone()
    {
        await ProcessAsync("EN-1", "R1", "9000001");
        await ProcessAsync("EN-2", "R2", "9000001");
        var page = await new ComplianceAnalytics(Workspace).SummariseAsync(PageRequest.First, "EN-2");
        Assert.That(page.Items.Select(item => item.Report.ReferenceId), Is.EqualTo(["R2"]));
    }

    [Test]
    public async Task DescribeRisksAsync_Reports_AreCountedByRisk()
    {
        await ProcessAsync("EN-1", "R1", "9000001");
        await ProcessAsync("EN-2", "R2", "9000003");
        await ProcessAsync("EN-3", "R3", "9000011", "Nobody");
        await ProcessAsync("EN-4", "R4", "9000012", "Nobody");
        var broken = FileSystem.Path.Combine(Areas.Cache, "EN-4", "ComplianceReportAgent_R4_v1_20250309.json");
        FileSystem.File.WriteAllText(broken, FileSystem.File.ReadAllText(broken).Replace("overall_risk_level", "risk", StringComparison.Ordinal));

        var text = await new ComplianceAnalytics(Workspace).DescribeRisksAsync();

        Assert.That(text, Is.EqualTo(
            "Risk dashboard\n\nReports: 4\n  Low: 1\n  Medium: 1\n  High: 1\n  Unknown: 1\n\nTop 5 alerts\n  Name Mismatch: 2\n  IndividualNotFound: 1\n"));
    }

    [Test]
    public async Task DescribeDataQualityAsync_Claims_AreCountedByColumn()
    {
        await ProcessAsync("EN-1", "R1", "9000001");
        await ProcessAsync("EN-2", "R2", "9000001");

        var text = await new ComplianceAnalytics(Workspace).DescribeDataQualityAsync();

        Assert.That(text, Does.StartWith("Data quality\n\nClaims: 2\n  organization_name: 0 filled (0.0%), 2 missing\n  crd_number: 2 filled (100.0%), 0 missing\n")
            .And.Contain("  city: 1 filled (50.0%), 1 missing\n"));
    }

    [Test]
    public async Task DescribeTaxonomyAsync_Reports_AreMergedToATree()
    {
        await ProcessAsync("EN-1", "R1", "9000001");
        await ProcessAsync("EN-2", "R2", "9000011", "Nobody");

        var text = await new ComplianceAnalytics(Workspace).DescribeTaxonomyAsync();

        Assert.That(text, Does.StartWith("Compliance report taxonomy\n\nReports: 2\n  reference_id: text (2)\n  claim: object (2)\n  search_evaluation: object (2)\n")
            .And.Contain("    crd_number: text (2)\n")
            .And.Contain("    basic_result: null | object (2)\n")
            .And.Contain("    error: text (1)\n")
            .And.Contain("      alert_type: text (1)\n"));
        Assert.That(text, Does.Not.Contain("Testwell").And.Not.Contain("ind_source_id"));
    }

    [Test]
    public async Task Describe_NoReports_SaysZero()
    {
        var analytics = new ComplianceAnalytics(Workspace);
        string[] texts = [await analytics.DescribeRisksAsync(), await analytics.DescribeDataQualityAsync(), await analytics.DescribeTaxonomyAsync()];
        Assert.That(texts, Is.All.Contain(": 0\n"));
    }
}
