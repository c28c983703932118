using VfsStorage.Claims.Caching;
using VfsStorage.Claims.Paging;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Caching;

[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.All))]
public sealed class CacheCatalogTests(FileSystemKind kind) : CacheFixture(kind)
{
    [Test]
    public async Task List_Employee_ShowsServiceFilesAndReports()
    {
        await ProcessAsync("EN-1", "R_1", "9000001");

        var employee = new CacheCatalog(Workspace).List(PageRequest.First).Items.Single();

        Assert.That(employee.EmployeeNumber, Is.EqualTo("EN-1"));
        Assert.That(employee.Agents.Select(agent => agent.Agent), Is.EqualTo(
        [
            "FINRA_Arbitration_Agent", "FINRA_Disciplinary_Agent", "NFA_Basic_Agent", "SEC_Arbitration_Agent", "SEC_Disciplinary_Agent", "SEC_IAPD_Agent",
        ]));
        var service = employee.Agents[^1].Services[^1];
        Assert.That((service.Service, service.CachedOn), Is.EqualTo(("search_individual_detailed_info", (DateOnly?)new DateOnly(2025, 3, 9))));
        Assert.That(service.Files, Is.EqualTo(["SEC_IAPD_Agent_EN-1_search_individual_detailed_info_20250309.json"]));
        Assert.That(employee.Reports, Is.EqualTo(["ComplianceReportAgent_R_1_v1_20250309.json"]));
    }

    [Test]
    public async Task List_Employees_ArePagedAndDecoded()
    {
        foreach (var employee in new[] { "b", "a/1", "c" })
            await ProcessAsync(employee, "R", "9000001");
        var catalog = new CacheCatalog(Workspace);

        Assert.That(catalog.List(new PageRequest(1, 2)).Items.Select(employee => employee.EmployeeNumber), Is.EqualTo(["a/1", "b"]));
        Assert.That(catalog.List(new PageRequest(2, 2)).Items.Select(employee => employee.EmployeeNumber), Is.EqualTo(["c"]));
        Assert.That(catalog.List(PageRequest.First, "a/1").Pagination.TotalItems, Is.EqualTo(1));
        Assert.That(catalog.List(PageRequest.First, "nobody").Items, Is.Empty);
    }

    [Test]
    public void List_NoCache_IsEmpty() =>
        Assert.That(new CacheCatalog(Workspace).List(PageRequest.First).Pagination.TotalItems, Is.Zero);
}
