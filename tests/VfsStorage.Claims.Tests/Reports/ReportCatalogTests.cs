using VfsStorage.Claims.Paging;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Reports;

[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.All))]
public sealed class ReportCatalogTests(FileSystemKind kind) : ClaimsFixture(kind)
{
    [Test]
    public async Task FindLatestAsync_DateCountsBeforeVersion()
    {
        Keep("E", "ComplianceReportAgent_R_v10_20240101.json", "old");
        Keep("E", "ComplianceReportAgent_R_v2_20250101.json", "new");
        Keep("E", "ComplianceReportAgent_S_v1_20241231.json", "other");

        var latest = await new ReportCatalog(Workspace).FindLatestAsync("E");

        Assert.That((latest!.Report.FileName, (string?)latest.Content!["mark"]), Is.EqualTo(("ComplianceReportAgent_R_v2_20250101.json", "new")));
    }

    [Test]
    public async Task FindByReferenceAsync_VersionTen_IsNewerThanTwo()
    {
        Keep("E", "ComplianceReportAgent_R_v2_20250101.json", "two");
        Keep("E", "ComplianceReportAgent_R_v10_20250101.json", "ten");
        Keep("E", "ComplianceReportAgent_R_v2_v1_20260101.json", "another reference id");

        var latest = await new ReportCatalog(Workspace).FindByReferenceAsync("E", "R");

        Assert.That((string?)latest!.Content!["mark"], Is.EqualTo("ten"));
        Assert.That((await new ReportCatalog(Workspace).FindByReferenceAsync("E", "R_v2"))!.Report.Version, Is.EqualTo(1));
    }

    [Test]
    public async Task FindByReferenceAsync_Unknown_IsNull([Values("nobody", "..", "E")] string employee)
    {
        Keep("E", "ComplianceReportAgent_R_v1_20250101.json", "x");
        Assert.That(await new ReportCatalog(Workspace).FindByReferenceAsync(employee, "nothing"), Is.Null);
    }

    [Test]
    public async Task FindLatestAsync_UnreadableReport_HasNoContent()
    {
        Keep("E", "ComplianceReportAgent_R_v1_20250101.json", "x");
        FileSystem.File.WriteAllText(FileSystem.Path.Combine(Areas.Cache, "E", "ComplianceReportAgent_R_v1_20250101.json"), "{");
        Assert.That((await new ReportCatalog(Workspace).FindLatestAsync("E"))!.Content, Is.Null);
    }

    [Test]
    public void List_Reports_AreSortedAndPaged()
    {
        Keep("F", "ComplianceReportAgent_A_v1_20250101.json", "x");
        Keep("E", "ComplianceReportAgent_B_v10_20250101.json", "x");
        Keep("E", "ComplianceReportAgent_B_v9_20250101.json", "x");
        Keep("E", "ComplianceReportAgent_%2E%2E_v1_20250101.json", "x");
        Keep("E", "notes.json", "x");
        var catalog = new ReportCatalog(Workspace);

        Assert.That(catalog.List(PageRequest.First).Items.Select(report => $"{report.EmployeeNumber} {report.ReferenceId} {report.Version}"),
            Is.EqualTo(["E .. 1", "E B 9", "E B 10", "F A 1"]));
        Assert.That(catalog.List(new PageRequest(2, 3)).Items.Single().EmployeeNumber, Is.EqualTo("F"));
        Assert.That(catalog.List(PageRequest.First, "F").Pagination.TotalItems, Is.EqualTo(1));
    }

    private void Keep(string employee, string name, string mark)
    {
        var folder = FileSystem.Path.Combine(Areas.Cache, employee);
        FileSystem.Directory.CreateDirectory(folder);
        FileSystem.File.WriteAllText(FileSystem.Path.Combine(folder, name), $$"""{ "mark": "{{mark}}" }""");
    }
}
