using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VfsStorage.App.Serving.Errors;
using VfsStorage.Claims;
using VfsStorage.Claims.Queueing;
using VfsStorage.Claims.Reports;

namespace VfsStorage.App.Serving.Webhooks;

/// <summary>
/// Delivers results: up to three attempts, a refusal repeated once, what cannot help never. State is kept after every attempt, so that
/// a restart goes on; an attempt whose success could not be kept any more is repeated with the same idempotency key.
/// </summary>
internal sealed class WebhookDispatcher : BackgroundService
{
    private const int MaxAttempts = 3;
    private const int MaxRefusals = 2;
    private const int Senders = 8;
    private const double MaxJitter = 0.3;

    private static readonly TimeSpan _longestRetry = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _cleaning = TimeSpan.FromHours(1);

    private readonly WebhookOutbox _outbox;
    private readonly ClaimTasks _tasks;
    private readonly WebhookSender _sender;
    private readonly ServeSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<WebhookDelivery> _due = Channel.CreateUnbounded<WebhookDelivery>();
    private readonly ConcurrentDictionary<string, byte> _inProgress = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _recovered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WebhookDispatcher(WebhookOutbox outbox, ClaimTasks tasks, WebhookSender sender, ServeSettings settings, ClaimsWorkspace workspace)
    {
        (_outbox, _tasks, _sender, _settings) = (outbox, tasks, sender, settings);
        _time = workspace.Time;
        _logger = workspace.Loggers.CreateLogger(LogGroups.Core);
    }

    /// <summary>Done when everything that was under way at the last stop is under way again; new deliveries come after that.</summary>
    public Task Recovered => _recovered.Task;

    /// <summary>Whether the delivery is being sent just now.</summary>
    public bool IsInProgress(string id) => _inProgress.ContainsKey(id);

    /// <summary>Sends a delivery that has been added to the outbox.</summary>
    public void Enqueue(WebhookDelivery delivery) => _due.Writer.TryWrite(delivery);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await StoragePatience.RunAsync(() => RecoverAsync(stoppingToken), _settings.TaskRetry, _time, _logger, stoppingToken);
        _recovered.TrySetResult();
        await Task.WhenAll([CleanAsync(stoppingToken), .. Enumerable.Range(0, Senders).Select(_ => SendAllAsync(stoppingToken))]);
    }

    private async Task RecoverAsync(CancellationToken stoppingToken)
    {
        foreach (var delivery in (await _outbox.ListAsync(stoppingToken)).Where(delivery => delivery.Status is not (WebhookStatus.Delivered or WebhookStatus.Failed)))
            Schedule(delivery, stoppingToken);
    }

    private async Task SendAllAsync(CancellationToken stoppingToken)
    {
        await foreach (var delivery in _due.Reader.ReadAllAsync(stoppingToken))
        {
            _inProgress[delivery.Id] = 0;
            try
            {
                var next = await SendAsync(delivery, stoppingToken);
                await StoragePatience.RunAsync(() => _outbox.SaveAsync(next), _settings.TaskRetry, _time, _logger, stoppingToken);
                if (next.Status == WebhookStatus.Retrying)
                    Schedule(next, stoppingToken);
            }
            finally
            {
                _inProgress.TryRemove(delivery.Id, out _);
            }
        }
    }

    private async Task<WebhookDelivery> SendAsync(WebhookDelivery delivery, CancellationToken stoppingToken)
    {
        ClaimTask? task = null;
        await StoragePatience.RunAsync(
            async () => task = await _tasks.FindEndedAsync(delivery.TaskId, stoppingToken), _settings.TaskRetry, _time, _logger, stoppingToken);
        var answer = task is null
            ? new WebhookAnswer(null, "The result is not kept any more.", IsFinal: true)
            : await _sender.SendAsync(delivery, Payload(task), stoppingToken);
        var now = _time.GetUtcNow();
        var next = delivery with
        {
            Attempts = delivery.Attempts + 1,
            UpdatedAt = now,
            StatusCode = answer.StatusCode,
            Error = answer.Error,
            NextAttemptAt = null,
        };
        if (answer.Error is null)
            return next with { Status = WebhookStatus.Delivered };
        ServeLog.WebhookFailed(_logger, delivery.Id, next.Attempts, answer.Error);
        var isLast = answer.IsFinal || next.Attempts >= (answer.IsRefusal ? MaxRefusals : MaxAttempts);
        return isLast
            ? next with { Status = WebhookStatus.Failed }
            : next with { Status = WebhookStatus.Retrying, NextAttemptAt = now + RetryDelay(delivery.Attempts) };
    }

    /// <summary>What the receiver gets.</summary>
    private static byte[] Payload(ClaimTask task) => ReportJson.Serialize(new JsonObject
    {
        ["status"] = task.Status,
        ["reference_id"] = task.ReferenceId,
        ["task_id"] = task.TaskId,
        ["result"] = task.Result?.DeepClone(),
        ["error"] = task.Error,
    });

    private TimeSpan RetryDelay(int earlierAttempts)
    {
        var delay = _settings.WebhookRetry * Math.Pow(2, earlierAttempts);
        return (delay < _longestRetry ? delay : _longestRetry) * (1 + (Random.Shared.NextDouble() * MaxJitter));
    }

    private void Schedule(WebhookDelivery delivery, CancellationToken stoppingToken)
    {
        var wait = (delivery.NextAttemptAt ?? DateTimeOffset.MinValue) - _time.GetUtcNow();
        if (wait <= TimeSpan.Zero)
            Enqueue(delivery);
        else
            _ = EnqueueLaterAsync(delivery, wait, stoppingToken);
    }

    private async Task EnqueueLaterAsync(WebhookDelivery delivery, TimeSpan wait, CancellationToken stoppingToken)
    {
        await Task.Delay(wait, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stoppingToken.IsCancellationRequested)
            Enqueue(delivery);
    }

    private async Task CleanAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(_cleaning, _time, stoppingToken);
            try
            {
                await _outbox.CleanUpAsync(cancellationToken: stoppingToken);
                _tasks.CleanUp();
            }
            catch (Exception exception) when (FailureHandler.IsStorage(exception))
            {
                ServeLog.StorageFailed(_logger, _cleaning.TotalSeconds, exception.Message);
            }
        }
    }
}
