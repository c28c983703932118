using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using VfsStorage.App.Serving.Answers;
using VfsStorage.App.Serving.Errors;
using VfsStorage.App.Serving.Requests;
using VfsStorage.Claims;

namespace VfsStorage.App.Serving.Routes;

/// <summary>The server itself: its health and its settings.</summary>
internal static class ServerRoutes
{
    private const string Headless = "headless";
    private const string Debug = "debug";

    /// <summary>Maps the routes.</summary>
    public static void MapServer(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Server");
        group.MapGet("/health", CheckAsync).WithSummary("Whether the server can work; 503 if the storage does not answer.")
            .Produces<Health>().Produces<Health>(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/settings", (ServerSwitches switches, CancellationToken token) => switches.ReadAsync(token))
            .WithSummary("The settings that can be changed while the server runs.").Produces<SwitchState>().ProducesProblems();
        group.MapPut("/settings", ChangeAsync).WithSummary("Change settings: {headless, debug}. They outlive a restart.")
            .Accepts<SwitchState>("application/json").Produces<SwitchState>().ProducesProblems();
    }

    private static async Task<IResult> CheckAsync(HttpContext context, ServerState server, IOptions<StorageOptions> options, CancellationToken cancellationToken)
    {
        var (workspace, queue, switches) = server;
        var storage = "healthy";
        try
        {
            await Task.Run(() => workspace.FileSystem.Directory.EnumerateFileSystemEntries(workspace.Areas.Output).Any(), cancellationToken);
            await switches.ReadAsync(cancellationToken);
        }
        catch (DirectoryNotFoundException)
        {
            // Made with the first report.
        }
        catch (Exception exception) when (FailureHandler.IsStorage(exception))
        {
            ServeLog.StorageUnhealthy(workspace.Loggers.CreateLogger(LogGroups.Core), exception.Message);
            storage = "degraded";
        }

        var components = new Dictionary<string, string>
        {
            ["storage"] = storage,
            ["mode"] = options.Value.Mode.ToString().ToLowerInvariant(),
            ["queue"] = string.Create(CultureInfo.InvariantCulture, $"{queue.Open} open"),
        };
        var health = new Health(storage, workspace.Time.GetUtcNow(), components);
        if (storage == "healthy")
            return Results.Ok(health);
        context.Response.Headers.RetryAfter = "30";
        return Results.Json(health, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<SwitchState> ChangeAsync(HttpRequest request, ServerSwitches switches, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var errors = new Dictionary<string, string[]>();
        foreach (var (name, value) in body)
        {
            if (name is not (Headless or Debug))
                errors[name] = ["There is no such setting."];
            else if (value?.GetValueKind() is not (System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False))
                errors[name] = ["It must be true or false."];
        }

        if (errors.Count > 0)
            throw new InvalidRequestException(errors);
        return await switches.ChangeAsync(
            state => new SwitchState((bool?)body[Headless] ?? state.Headless, (bool?)body[Debug] ?? state.Debug), cancellationToken);
    }
}
