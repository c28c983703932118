using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using VfsStorage.App.Serving.Answers;
using VfsStorage.App.Serving.Errors;
using VfsStorage.App.Serving.Queueing;
using VfsStorage.App.Serving.Requests;
using VfsStorage.Claims;
using VfsStorage.Claims.Processing;
using VfsStorage.Claims.Queueing;
using VfsStorage.Claims.Reports;

namespace VfsStorage.App.Serving.Routes;

/// <summary>Processing claims, at once or in the background.</summary>
internal static class ClaimRoutes
{
    /// <summary>Maps the routes.</summary>
    public static void MapClaims(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Claims");
        foreach (var mode in Enum.GetValues<ProcessingMode>())
        {
            group.MapPost($"/process-claim-{NameOf(mode)}", (HttpContext context, CancellationToken cancellationToken) => ProcessAsync(context, mode, cancellationToken))
                .WithSummary($"Check a claim ({NameOf(mode)}). Without webhook_url the answer is the report; with it the claim is accepted and the report is sent there.")
                .Accepts<ClaimBody>("application/json").Produces<ComplianceReport>().Produces<AcceptedClaim>(StatusCodes.Status202Accepted).ProducesProblems()
                .ProducesProblem(StatusCodes.Status502BadGateway).ProducesProblem(StatusCodes.Status504GatewayTimeout);
        }

        group.MapGet("/processing-modes", () => Enum.GetValues<ProcessingMode>().Select(mode => new ModeDescription(NameOf(mode), Describe(mode))))
            .WithSummary("The processing modes.").Produces<ModeDescription[]>();
        group.MapGet("/task-status/{task_id}", StatusAsync).WithSummary("What became of an accepted claim.").Produces<TaskState>().ProducesProblems();
    }

    private static async Task<IResult> ProcessAsync(HttpContext context, ProcessingMode mode, CancellationToken cancellationToken)
    {
        var services = context.RequestServices;
        var request = await services.GetRequiredService<ClaimRequestReader>().ReadAsync(context.Request, cancellationToken);
        if (request.WebhookUrl is null)
        {
            var report = await services.GetRequiredService<IClaimProcessor>().ProcessAsync(request.Claim, mode.ToReviews(), cancellationToken);
            return Results.Bytes(ReportJson.Serialize(report), "application/json; charset=utf-8");
        }

        var workspace = services.GetRequiredService<ClaimsWorkspace>();
        var claim = workspace.MasksReports ? request.Claim.Masked() : request.Claim;
        var task = await services.GetRequiredService<ClaimQueue>().AcceptAsync(
            new ClaimTask(services.GetRequiredService<ClaimTasks>().NewId(), claim.ReferenceId)
            {
                Mode = mode,
                Claim = claim.Fields,
                WebhookUrl = request.WebhookUrl,
                CorrelationId = request.CorrelationId,
                AcceptedAt = workspace.Time.GetUtcNow(),
            });
        return Results.Json(
            new AcceptedClaim("processing_queued", task.ReferenceId, task.TaskId, "The claim is accepted; its result will be sent to the webhook."),
            statusCode: StatusCodes.Status202Accepted);
    }

    private static async Task<TaskState> StatusAsync([FromRoute(Name = "task_id")] string taskId, ClaimTasks tasks, ClaimQueue queue, CancellationToken cancellationToken)
    {
        if (!ClaimTasks.IsId(taskId))
            throw new InvalidRequestException("task_id", "It is no task id.");
        var task = await tasks.FindAsync(taskId, cancellationToken) ?? throw new NotFoundException("There is no such task, or not any more.");
        var status = task.Status == ClaimTaskStatus.Queued && queue.IsRunning(taskId) ? ClaimTaskStatus.Processing : task.Status;
        return new TaskState(task.TaskId, status, task.ReferenceId, task.Status == ClaimTaskStatus.Completed ? task.Result : null, task.Error);
    }

    private static string NameOf(ProcessingMode mode) => mode.ToString().ToLowerInvariant();

    private static string Describe(ProcessingMode mode) => mode switch
    {
        ProcessingMode.Basic => "Search and registration checks; no disciplinary, arbitration or regulatory review.",
        ProcessingMode.Extended => "Also disciplinary and arbitration reviews.",
        _ => "Every review.",
    };
}
