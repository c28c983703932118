using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using VfsStorage.App.Serving.Answers;
using VfsStorage.App.Serving.Errors;
using VfsStorage.App.Serving.Requests;
using VfsStorage.Claims.Analytics;
using VfsStorage.Claims.Batches;
using VfsStorage.Claims.Reports;

namespace VfsStorage.App.Serving.Routes;

/// <summary>What the page shows: figures, the batch, reports with their versions.</summary>
internal static class OverviewRoutes
{
    private const int Latest = 12;

    /// <summary>Maps the routes.</summary>
    public static void MapOverview(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api").WithTags("Overview");
        group.MapGet("/overview", (ComplianceOverview overview, CancellationToken token) => overview.ReadAsync(Latest, token))
            .WithSummary("Reports by risk, top alerts, latest reports.").Produces<OverviewFigures>().ProducesProblems();
        group.MapGet("/batch", (BatchProgressReader batch, CancellationToken token) => batch.ReadAsync(token))
            .WithSummary("How far the batch has come.").Produces<BatchState>().ProducesProblems();
        group.MapGet("/reports", ListAsync).WithSummary("The newest reports in lines.").Produces<Listing<ReportLine>>().ProducesProblems();
        group.MapGet("/reports/{employee}/{reference}", FindAsync).WithSummary("A report, the newest or one version, with the list of its versions.")
            .Produces<ReportWithVersions>().ProducesProblems();
    }

    private static async Task<Listing<ReportLine>> ListAsync(
        ComplianceOverview overview,
        [FromQuery(Name = "employee_number")] string? employee,
        [FromQuery(Name = "page")] int? page,
        [FromQuery(Name = "page_size")] int? pageSize,
        CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(employee))
            Identifiers.Require("employee_number", employee);
        return Listing<ReportLine>.Of(await overview.ListAsync(Pages.Require(page, pageSize), string.IsNullOrEmpty(employee) ? null : employee, cancellationToken));
    }

    private static async Task<ReportWithVersions> FindAsync(string employee, string reference, ReportCatalog catalog, [FromQuery(Name = "version")] int? version)
    {
        var versions = catalog.Versions(Identifiers.Require("employee", employee), Identifiers.Require("reference", reference));
        var wanted = versions.LastOrDefault(one => version is null || one.Version == version);
        if (wanted is null)
            throw new NotFoundException("There is no such report.");
        var document = await catalog.ReadAsync(wanted);
        return new ReportWithVersions(wanted.Version, versions, document.Content);
    }
}
