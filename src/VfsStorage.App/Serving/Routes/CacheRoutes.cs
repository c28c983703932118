using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using VfsStorage.App.Serving.Answers;
using VfsStorage.App.Serving.Errors;
using VfsStorage.App.Serving.Requests;
using VfsStorage.Claims.Caching;

namespace VfsStorage.App.Serving.Routes;

/// <summary>Looking at the cache and cleaning it. Reports are always kept.</summary>
internal static class CacheRoutes
{
    /// <summary>Maps the routes.</summary>
    public static void MapCache(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/cache").WithTags("Cache");
        group.MapPost("/clear/{employee}", Clear).WithSummary("Delete the cached answers about an employee.").Produces<ClearedCache>().ProducesProblems();
        group.MapPost("/clear-all", ClearAll).WithSummary("Delete the cached answers about every employee.").Produces<ClearedCaches>().ProducesProblems();
        group.MapPost("/clear-agent/{employee}/{agent}", ClearAgent).WithSummary("Delete one agent's cached answers about an employee.").Produces<ClearedCache>().ProducesProblems();
        group.MapPost("/cleanup-stale", CleanUp).WithSummary("Delete answers older than 90 days.").Produces<CleanedCache>().ProducesProblems();
        group.MapGet("/list", List).WithSummary("What is cached, by employee.").Produces<Listing<CachedEmployee>>().ProducesProblems();
    }

    private static ClearedCache Clear(string employee, CacheCleaner cleaner) =>
        Answer(cleaner.ClearEmployee(Identifiers.Require("employee", employee)));

    private static ClearedCache ClearAgent(string employee, string agent, CacheCleaner cleaner) =>
        Answer(cleaner.ClearAgent(Identifiers.Require("employee", employee), Identifiers.RequireAgent(agent)));

    private static ClearedCaches ClearAll(CacheCleaner cleaner)
    {
        var cleared = cleaner.ClearAll();
        var agents = cleared.Sum(employee => employee.ClearedAgents.Count);
        return new ClearedCaches(
            cleared.Count > 0 ? "success" : "warning",
            string.Create(CultureInfo.InvariantCulture, $"Cleared {agents} agent(s) of {cleared.Count} employee(s)."),
            [.. cleared.Select(employee => employee.EmployeeNumber)],
            agents);
    }

    private static CleanedCache CleanUp(CacheCleaner cleaner)
    {
        var deleted = cleaner.CleanUpStale();
        return new CleanedCache("success", string.Create(CultureInfo.InvariantCulture, $"Deleted {deleted.Count} file(s)."), deleted);
    }

    private static Listing<CachedEmployee> List(
        CacheCatalog catalog,
        [FromQuery(Name = "employee_number")] string? employee,
        [FromQuery(Name = "page")] int? page,
        [FromQuery(Name = "page_size")] int? pageSize)
    {
        if (!string.IsNullOrEmpty(employee))
            Identifiers.Require("employee_number", employee);
        var found = catalog.List(Pages.Require(page, pageSize), employee);
        return !string.IsNullOrEmpty(employee) && found.Pagination.TotalItems == 0
            ? throw new NotFoundException("Nothing is cached about this employee.")
            : Listing<CachedEmployee>.Of(found);
    }

    private static ClearedCache Answer(ClearedEmployee cleared)
    {
        if (!cleared.Exists)
            throw new NotFoundException("Nothing is cached about this employee.");
        return new ClearedCache(
            cleared.ClearedAgents.Count > 0 ? "success" : "warning",
            string.Create(CultureInfo.InvariantCulture, $"Cleared {cleared.ClearedAgents.Count} agent(s)."),
            cleared.ClearedAgents);
    }
}
