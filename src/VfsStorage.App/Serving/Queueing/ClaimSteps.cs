using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using VfsStorage.App.Serving.Errors;
using VfsStorage.App.Serving.Webhooks;
using VfsStorage.Claims;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Processing;
using VfsStorage.Claims.Queueing;
using VfsStorage.Claims.Reports;

namespace VfsStorage.App.Serving.Queueing;

/// <summary>
/// Takes one accepted claim to its end: checked, result and version fixed, version kept, task ended, delivery added, task closed. Each
/// step is kept before the next begins and finds what an earlier run of it left, so a claim that is taken up again, on whatever day,
/// ends in the version and the delivery it would have had.
/// </summary>
internal sealed class ClaimSteps
{
    private const int MaxAttempts = 4;

    private static readonly TimeSpan _limit = TimeSpan.FromHours(1);

    private readonly IClaimChecker _checker;
    private readonly ClaimTasks _tasks;
    private readonly ReportVersions _versions;
    private readonly WebhookOutbox _outbox;
    private readonly WebhookDispatcher _dispatcher;
    private readonly ServeSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public ClaimSteps(ClaimsWorkspace workspace, IClaimChecker checker, WebhookOutbox outbox, WebhookDispatcher dispatcher, ServeSettings settings)
    {
        (_checker, _outbox, _dispatcher, _settings) = (checker, outbox, dispatcher, settings);
        _tasks = new ClaimTasks(workspace);
        _versions = new ReportVersions(workspace);
        _time = workspace.Time;
        _logger = workspace.Loggers.CreateLogger(LogGroups.Core);
    }

    /// <summary>Runs the steps that are left; the task is waiting for another try afterwards, or has ended.</summary>
    /// <exception cref="TaskBlockedException">The storage does not answer, at least not about this task.</exception>
    /// <param name="task">The task.</param>
    /// <param name="isOfEarlierRun">Whether it may have ended without being closed.</param>
    /// <param name="stoppingToken">Stops between two steps, and in the middle of the check.</param>
    public async Task<ClaimTask> RunAsync(ClaimTask task, bool isOfEarlierRun, CancellationToken stoppingToken)
    {
        var kept = isOfEarlierRun ? await PatientlyAsync(StoragePatience.AFewTimes(() => _tasks.FindAsync(task.TaskId, stoppingToken)), stoppingToken) : null;
        task = kept ?? task;
        var ended = kept is { EndedAt: not null } ? kept : null;
        if (ended is null)
        {
            var next = task.Result is null ? await CheckAsync(task, isOfEarlierRun, stoppingToken) : await ReviseAsync(task, stoppingToken);
            if (next.Status == ClaimTaskStatus.Retrying)
                return next;
            ended = next.Status == ClaimTaskStatus.Failed ? next : await KeepAsync(next, stoppingToken);
            await PatientlyAsync(() => _tasks.EndAsync(ended), stoppingToken);
        }

        await FinishAsync(ended, stoppingToken);
        return ended;
    }

    /// <summary>Checks the claim and fixes its result: from here on the claim is not checked again.</summary>
    private async Task<ClaimTask> CheckAsync(ClaimTask task, bool isOfEarlierRun, CancellationToken stoppingToken)
    {
        var begun = task with { Status = ClaimTaskStatus.Processing, Attempts = task.Attempts + 1 };
        // A first attempt need not be noted: who finds the task open counts its own.
        var isNoted = isOfEarlierRun || task.Attempts > 0;
        if (isNoted)
            await PatientlyAsync(() => _tasks.SaveAsync(begun), stoppingToken);
        var next = await CheckOrStepAsideAsync(task, begun, isNoted, stoppingToken);
        if (next.Result is JsonObject result)
            next = next with { Version = await PatientlyAsync(() => _versions.PlanAsync(result, EmployeeOf(task)), stoppingToken) };
        if (next.Status != ClaimTaskStatus.Failed)
            await PatientlyAsync(() => _tasks.SaveAsync(next), stoppingToken);
        return next;
    }

    /// <summary>A claim that steps aside has not been tried: that it waited for its files counts against nobody.</summary>
    private async Task<ClaimTask> CheckOrStepAsideAsync(ClaimTask task, ClaimTask begun, bool isNoted, CancellationToken stoppingToken)
    {
        try
        {
            return await PatientlyAsync(StoragePatience.AFewTimes(() => TryCheckAsync(begun, stoppingToken)), stoppingToken);
        }
        catch (TaskBlockedException) when (isNoted)
        {
            await PatientlyAsync(() => _tasks.SaveAsync(task), stoppingToken);
            throw;
        }
    }

    private async Task<ClaimTask> TryCheckAsync(ClaimTask task, CancellationToken stoppingToken)
    {
        using var limit = new CancellationTokenSource(_limit, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stoppingToken);
        try
        {
            var report = await _checker.CheckAsync(ClaimOf(task), task.Mode.ToReviews(), linked.Token);
            return task with { Result = JsonSerializer.SerializeToNode(report, ReportJson.Options), Error = null };
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (!FailureHandler.IsStorage(exception))
        {
            return Failed(task, exception switch
            {
                OperationCanceledException => "It was not done within an hour.",
                AgentException or ClaimsException => exception.Message,
                _ => $"Unexpected error: {exception.GetType().Name}.",
            });
        }
    }

    /// <summary>A claim that was checked by an earlier run: its result stands, its version may have to be another one.</summary>
    private async Task<ClaimTask> ReviseAsync(ClaimTask task, CancellationToken stoppingToken)
    {
        if (task.Version is not { } version)
            return task;
        var revised = await PatientlyAsync(() => _versions.ReviseAsync(version, (JsonObject)task.Result!, EmployeeOf(task)), stoppingToken);
        return revised == version ? task : await PlanAsync(task, revised, stoppingToken);
    }

    private async Task<ClaimTask> PlanAsync(ClaimTask task, PlannedVersion? version, CancellationToken stoppingToken)
    {
        var planned = task with { Version = version };
        await PatientlyAsync(() => _tasks.SaveAsync(planned), stoppingToken);
        return planned;
    }

    /// <summary>Keeps the version that was planned. Another one only if somebody else's report has taken its name before it was written.</summary>
    private async Task<ClaimTask> KeepAsync(ClaimTask task, CancellationToken stoppingToken)
    {
        var report = (JsonObject)task.Result!;
        var planned = task;
        while (planned.Version is { } version
            && !await PatientlyAsync(() => _versions.TryKeepAsync(version, report, EmployeeOf(task)), stoppingToken))
        {
            var plan = await PatientlyAsync(() => _versions.PlanAsync(report, EmployeeOf(task)), stoppingToken);
            planned = await PlanAsync(planned, plan, stoppingToken);
        }

        return planned with { Status = ClaimTaskStatus.Completed, EndedAt = _time.GetUtcNow() };
    }

    private ClaimTask Failed(ClaimTask task, string error)
    {
        if (task.Attempts < MaxAttempts)
        {
            ServeLog.TaskRetried(_logger, task.TaskId, error);
            return task with { Status = ClaimTaskStatus.Retrying, Error = error };
        }

        ServeLog.TaskFailed(_logger, task.TaskId, error);
        return task with { Status = ClaimTaskStatus.Failed, EndedAt = _time.GetUtcNow(), Error = error };
    }

    private async Task FinishAsync(ClaimTask ended, CancellationToken stoppingToken)
    {
        var delivery = WebhookDelivery.Of(ended, _time.GetUtcNow());
        var isNew = await PatientlyAsync(() => _outbox.TryAddAsync(delivery), stoppingToken);
        await PatientlyAsync(
            () =>
            {
                _tasks.Close(ended);
                return Task.CompletedTask;
            },
            stoppingToken);
        // Sent last, so that nobody can forget a delivered one while its task is open.
        if (isNew)
            _dispatcher.Enqueue(delivery);
        else
            await PatientlyAsync(() => _dispatcher.ResumeAsync(delivery.Id, stoppingToken), stoppingToken);
    }

    private Task PatientlyAsync(Func<Task> work, CancellationToken stoppingToken) =>
        StoragePatience.RunAsync(work, _settings.TaskRetry, _time, _logger, stoppingToken);

    private async Task<T> PatientlyAsync<T>(Func<Task<T>> work, CancellationToken stoppingToken)
    {
        T result = default!;
        await PatientlyAsync(async () => { result = await work(); }, stoppingToken);
        return result;
    }

    private static string EmployeeOf(ClaimTask task) => ClaimOf(task).EmployeeNumber;

    private static Claim ClaimOf(ClaimTask task) =>
        Claim.FromFields(task.Claim.Select(field => KeyValuePair.Create(field.Key, (string?)field.Value)));
}
