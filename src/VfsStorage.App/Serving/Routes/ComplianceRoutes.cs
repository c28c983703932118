using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using VfsStorage.App.Serving.Answers;
using VfsStorage.App.Serving.Errors;
using VfsStorage.App.Serving.Requests;
using VfsStorage.Claims.Analytics;

namespace VfsStorage.App.Serving.Routes;

/// <summary>What the kept reports say.</summary>
internal static class ComplianceRoutes
{
    /// <summary>Maps the routes.</summary>
    public static void MapCompliance(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/compliance").WithTags("Compliance");
        group.MapGet("/summary/{employee}", SummariseAsync).WithSummary("An employee's reports in lines.").Produces<Listing<ComplianceSummary>>().ProducesProblems();
        group.MapGet("/all-summaries", SummariseAllAsync).WithSummary("All reports in lines.").Produces<Listing<ComplianceSummary>>().ProducesProblems();
        group.MapGet("/taxonomy", (ComplianceAnalytics analytics, CancellationToken token) => TextAsync(analytics.DescribeTaxonomyAsync(token)))
            .WithSummary("The properties that reports have, as plain text.").Produces<string>(contentType: "text/plain").ProducesProblems();
        group.MapGet("/risk-dashboard", (ComplianceAnalytics analytics, CancellationToken token) => TextAsync(analytics.DescribeRisksAsync(token)))
            .WithSummary("Reports by risk and the most frequent alerts, as plain text.").Produces<string>(contentType: "text/plain").ProducesProblems();
        group.MapGet("/data-quality", (ComplianceAnalytics analytics, CancellationToken token) => TextAsync(analytics.DescribeDataQualityAsync(token)))
            .WithSummary("Claims by column filled, as plain text.").Produces<string>(contentType: "text/plain").ProducesProblems();
    }

    private static async Task<Listing<ComplianceSummary>> SummariseAsync(
        string employee,
        ComplianceAnalytics analytics,
        [FromQuery(Name = "page")] int? page,
        [FromQuery(Name = "page_size")] int? pageSize,
        CancellationToken cancellationToken)
    {
        var found = await analytics.SummariseAsync(Pages.Require(page, pageSize), Identifiers.Require("employee", employee), cancellationToken);
        return found.Pagination.TotalItems == 0
            ? throw new NotFoundException("There is no report about this employee.")
            : Listing<ComplianceSummary>.Of(found);
    }

    private static async Task<Listing<ComplianceSummary>> SummariseAllAsync(
        ComplianceAnalytics analytics,
        [FromQuery(Name = "page")] int? page,
        [FromQuery(Name = "page_size")] int? pageSize,
        CancellationToken cancellationToken) =>
        Listing<ComplianceSummary>.Of(await analytics.SummariseAsync(Pages.Require(page, pageSize), null, cancellationToken));

    private static async Task<IResult> TextAsync(Task<string> text) => Results.Text(await text, "text/plain; charset=utf-8");
}
