using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using VfsStorage.App.Serving.Answers;
using VfsStorage.App.Serving.Errors;
using VfsStorage.App.Serving.Requests;
using VfsStorage.Claims.Browsing;

namespace VfsStorage.App.Serving.Routes;

/// <summary>The files of the four areas.</summary>
internal static class BrowseRoutes
{
    private const int MaxPathLength = 1024;

    /// <summary>Maps the routes.</summary>
    public static void MapBrowsing(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/areas").WithTags("Files");
        group.MapGet("", MeasureAsync).WithSummary("How many files each area has, and how large they are.").Produces<AreaSize[]>().ProducesProblems();
        group.MapGet("/{area}/files", List).WithSummary("A folder's entries.").Produces<Listing<AreaEntry>>().ProducesProblems();
        group.MapGet("/{area}/preview", PreviewAsync).WithSummary("The beginning of a file, sensitive values masked.").Produces<FilePreview>().ProducesProblems();
        group.MapGet("/{area}/download", Download).WithSummary("A file as it is.").Produces(StatusCodes.Status200OK, contentType: "application/octet-stream").ProducesProblems();
    }

    private static Task<IReadOnlyList<AreaSize>> MeasureAsync(AreaSizes sizes, CancellationToken cancellationToken) => sizes.ReadAsync(cancellationToken);

    private static Listing<AreaEntry> List(
        string area,
        AreaBrowser browser,
        [FromQuery(Name = "path")] string? path,
        [FromQuery(Name = "page")] int? page,
        [FromQuery(Name = "page_size")] int? pageSize) =>
        Listing<AreaEntry>.Of(browser.List(Area(browser, area), Path(path), Pages.Require(page, pageSize)) ?? throw NotFound("folder"));

    private static async Task<FilePreview> PreviewAsync(
        string area, AreaBrowser browser, [FromQuery(Name = "path")] string? path, CancellationToken cancellationToken) =>
        await browser.PreviewAsync(Area(browser, area), FilePath(path), cancellationToken) ?? throw NotFound("file");

    private static IResult Download(string area, AreaBrowser browser, [FromQuery(Name = "path")] string? path)
    {
        var file = FilePath(path);
        var stream = browser.Open(Area(browser, area), file) ?? throw NotFound("file");
        return Results.Stream(stream, "application/octet-stream", file[(file.LastIndexOf('/') + 1)..]);
    }

    private static string Area(AreaBrowser browser, string area) => browser.Areas.Contains(area)
        ? area
        : throw new InvalidRequestException("area", $"Use one of {string.Join(", ", browser.Areas)}.");

    private static string Path(string? path) => path is { Length: > MaxPathLength }
        ? throw new InvalidRequestException("path", "It is too long.")
        : path?.Trim('/') ?? "";

    private static string FilePath(string? path) =>
        Path(path) is { Length: > 0 } file ? file : throw new InvalidRequestException("path", "It is required.");

    private static NotFoundException NotFound(string what) => new($"There is no such {what}.");
}
