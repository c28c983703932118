using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using VfsStorage.App.Serving.Answers;
using VfsStorage.App.Serving.Errors;
using VfsStorage.App.Serving.Requests;
using VfsStorage.App.Serving.Webhooks;
using VfsStorage.Claims;
using VfsStorage.Claims.Paging;
using VfsStorage.Claims.Queueing;

namespace VfsStorage.App.Serving.Routes;

/// <summary>How results are delivered.</summary>
internal static class WebhookRoutes
{
    private const int MaxDays = 365;

    /// <summary>Maps the routes.</summary>
    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Webhooks");
        group.MapGet("/webhook-status/{id}", FindAsync).WithSummary("The state of a delivery.").Produces<WebhookDelivery>().ProducesProblems();
        group.MapDelete("/webhook-status/{id}", DeleteAsync).WithSummary("Forget a delivery that has ended.").Produces<Outcome>().ProducesProblems();
        group.MapGet("/webhook-statuses", ListAsync).WithSummary("All deliveries, newest first.").Produces<Listing<WebhookDelivery>>().ProducesProblems();
        group.MapPost("/webhook-cleanup", CleanUpAsync).WithSummary("Delete old deliveries and dead letters.").Produces<CleanedWebhooks>().ProducesProblems();
        group.MapGet("/webhook-dlq", ListDeadLettersAsync).WithSummary("The dead letters, newest first.").Produces<Listing<WebhookDelivery>>().ProducesProblems();
        group.MapPost("/test-webhook", TestAsync).WithSummary("Send a payload once, now: {webhook_url, payload}.").Produces<TestedWebhook>().ProducesProblems();
    }

    private static async Task<WebhookDelivery> FindAsync(string id, WebhookOutbox outbox, WebhookDispatcher dispatcher, CancellationToken cancellationToken)
    {
        var delivery = await outbox.FindAsync(Identify(id), cancellationToken) ?? throw new NotFoundException("There is no such delivery, or not any more.");
        return Show(delivery, dispatcher);
    }

    private static async Task<IResult> DeleteAsync(string id, WebhookOutbox outbox, ClaimTasks tasks, CancellationToken cancellationToken)
    {
        var delivery = await outbox.FindAsync(Identify(id), cancellationToken) ?? throw new NotFoundException("There is no such delivery, or not any more.");
        if (!delivery.HasEnded)
            return Results.Problem("It has not ended: it will still be delivered.", statusCode: StatusCodes.Status409Conflict, title: "The delivery is under way.");
        if (tasks.IsOpen(delivery.TaskId))
            return Results.Problem("Its claim is still open: without it, it would be sent again. Try again later.", statusCode: StatusCodes.Status409Conflict, title: "The delivery is needed.");
        outbox.Delete(id);
        return Results.Ok(new Outcome("success", "Forgotten."));
    }

    private static async Task<Listing<WebhookDelivery>> ListAsync(
        WebhookOutbox outbox,
        WebhookDispatcher dispatcher,
        [FromQuery(Name = "reference_id")] string? referenceId,
        [FromQuery(Name = "status")] string? status,
        [FromQuery(Name = "page")] int? page,
        [FromQuery(Name = "page_size")] int? pageSize,
        CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(referenceId))
            Identifiers.Require("reference_id", referenceId);
        if (!string.IsNullOrEmpty(status) && !WebhookStatus.All.Contains(status))
            throw new InvalidRequestException("status", $"Use one of {string.Join(", ", WebhookStatus.All)}.");
        var wanted = Pages.Require(page, pageSize);
        var found = (await outbox.ListAsync(cancellationToken))
            .Where(delivery => string.IsNullOrEmpty(referenceId) || delivery.ReferenceId == referenceId)
            .Select(delivery => Show(delivery, dispatcher))
            .Where(delivery => string.IsNullOrEmpty(status) || delivery.Status == status);
        return Listing<WebhookDelivery>.Of(wanted.Of([.. found]));
    }

    private static async Task<CleanedWebhooks> CleanUpAsync(
        WebhookOutbox outbox, [FromQuery(Name = "older_than_days")] int? olderThanDays, CancellationToken cancellationToken)
    {
        if (olderThanDays is < 0 or > MaxDays)
            throw new InvalidRequestException("older_than_days", $"It is 0 to {MaxDays}.");
        var deleted = await outbox.CleanUpAsync(olderThanDays is { } days ? TimeSpan.FromDays(days) : null, cancellationToken);
        return new CleanedWebhooks("success", string.Create(CultureInfo.InvariantCulture, $"Deleted {deleted} file(s)."), deleted);
    }

    private static async Task<Listing<WebhookDelivery>> ListDeadLettersAsync(
        WebhookOutbox outbox, [FromQuery(Name = "page")] int? page, [FromQuery(Name = "page_size")] int? pageSize, CancellationToken cancellationToken)
    {
        PageRequest wanted = Pages.Require(page, pageSize);
        return Listing<WebhookDelivery>.Of(wanted.Of(await outbox.ListDeadLettersAsync(cancellationToken)));
    }

    private static async Task<TestedWebhook> TestAsync(
        HttpRequest request, WebhookSender sender, WebhookPolicy policy, ClaimsWorkspace workspace, CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync(request, cancellationToken);
        var url = body["webhook_url"]?.ToString() ?? "";
        if (policy.Refuse(url) is { } reason)
            throw new InvalidRequestException("webhook_url", reason);
        var payload = System.Text.Encoding.UTF8.GetBytes(body["payload"]?.ToJsonString() ?? "{}");
        var now = workspace.Time.GetUtcNow();
        var id = $"test-{Guid.NewGuid():N}";
        var delivery = new WebhookDelivery(id, "test", id, url) { CreatedAt = now, UpdatedAt = now };
        var answer = await sender.SendAsync(delivery, payload, cancellationToken);
        return new TestedWebhook(answer.Error is null ? "success" : "error", answer.Error ?? "The receiver took it.", answer.StatusCode);
    }

    /// <summary>Its file does not tell when it is being sent.</summary>
    private static WebhookDelivery Show(WebhookDelivery delivery, WebhookDispatcher dispatcher) =>
        !delivery.HasEnded && dispatcher.IsInProgress(delivery.Id) ? delivery with { Status = WebhookStatus.InProgress } : delivery;

    /// <summary>An id is a reference id, <c>_</c> and a task id.</summary>
    private static string Identify(string id)
    {
        var cut = id.LastIndexOf('_');
        return cut > 0 && Identifiers.AreValid(id[..cut]) && ClaimTasks.IsId(id[(cut + 1)..])
            ? id
            : throw new InvalidRequestException("id", "It is no delivery's id.");
    }
}
