using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VfsStorage.App.Hosting;
using VfsStorage.App.Serving.Errors;
using VfsStorage.App.Serving.Queueing;
using VfsStorage.Claims;
using VfsStorage.Claims.Queueing;
using VfsStorage.Claims.Reports;

namespace VfsStorage.App.Serving.Webhooks;

/// <summary>
/// Delivers results: up to three attempts, a refusal repeated once, what cannot help never. State is kept after every attempt, so that
/// a restart goes on. A stop waits for attempts that are under way; only a kill between the receiver's answer and its note, or an answer
/// that does not come, makes an attempt be repeated though it arrived: with the same id and the same bytes.
/// </summary>
internal sealed class WebhookDispatcher : BackgroundService
{
    private const int MaxAttempts = 3;
    private const int MaxRefusals = 2;
    private const int Senders = 16;
    private const int SendersOfOneReceiver = 8;
    private const double MaxJitter = 0.3;

    /// <summary>How long attempts that are under way may go on when the server stops: a broken one would be made again.</summary>
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(10);

    /// <summary>How long what became of them may take to be kept.</summary>
    private static readonly TimeSpan _noting = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan _longestRetry = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _cleaning = TimeSpan.FromHours(1);

    private readonly WebhookOutbox _outbox;
    private readonly ClaimTasks _tasks;
    private readonly WebhookSender _sender;
    private readonly QueueKeeper _keeper;
    private readonly ServeSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ReceiverShares _shares = new(SendersOfOneReceiver);
    private readonly Channel<WebhookDelivery> _due = Channel.CreateUnbounded<WebhookDelivery>();
    private readonly ConcurrentDictionary<string, byte> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _inProgress = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _recovered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WebhookDispatcher(WebhookOutbox outbox, WebhookSender sender, QueueKeeper keeper, ServeSettings settings, ClaimsWorkspace workspace)
    {
        (_outbox, _sender, _keeper, _settings) = (outbox, sender, keeper, settings);
        _tasks = new ClaimTasks(workspace);
        _time = workspace.Time;
        _logger = workspace.Loggers.CreateLogger(LogGroups.Core);
    }

    /// <summary>Done when everything that was under way at the last stop is under way again; new deliveries come after that.</summary>
    public Task Recovered => _recovered.Task;

    /// <summary>Whether the delivery is being sent just now.</summary>
    public bool IsInProgress(string id) => _inProgress.ContainsKey(id);

    /// <summary>Whether any delivery has not ended.</summary>
    public bool IsBusy => !_known.IsEmpty;

    /// <summary>Sends a delivery that has just been added to the outbox.</summary>
    public void Enqueue(WebhookDelivery delivery)
    {
        if (_known.TryAdd(delivery.Id, 0))
            _due.Writer.TryWrite(delivery);
    }

    /// <summary>
    /// Sends a delivery that was found in the outbox, by an earlier run or by a request whose answer was lost; not one that has ended or
    /// that is taken care of already.
    /// </summary>
    public async Task ResumeAsync(string id, CancellationToken cancellationToken)
    {
        // Claimed before it is read: one that somebody else ended in between is read as ended.
        if (!_known.TryAdd(id, 0))
            return;
        WebhookDelivery? found = null;
        try
        {
            found = await _outbox.FindAsync(id, cancellationToken);
        }
        finally
        {
            if (found is { HasEnded: false })
                _due.Writer.TryWrite(found);
            else
                _known.TryRemove(id, out _);
        }
    }

    /// <summary>Waits for the attempts that are under way, however long others took to stop before.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_grace + _noting, _time);
        await base.StopAsync(limit.Token);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await StoragePatience.RunAsync(() => RecoverAsync(stoppingToken), _settings.TaskRetry, _time, _logger, stoppingToken);
        _recovered.TrySetResult();
        using var sending = new CancellationTokenSource();
        await using var stop = stoppingToken.Register(() => sending.CancelAfter(_grace));
        await Task.WhenAll([CleanAsync(stoppingToken), .. Enumerable.Range(0, Senders).Select(_ => SendAllAsync(sending.Token, stoppingToken))]);
    }

    private async Task RecoverAsync(CancellationToken stoppingToken)
    {
        foreach (var delivery in await _outbox.ListOpenAsync(stoppingToken))
        {
            _known[delivery.Id] = 0;
            Schedule(delivery, stoppingToken);
        }
    }

    private async Task SendAllAsync(CancellationToken sendingToken, CancellationToken stoppingToken)
    {
        await foreach (var due in _due.Reader.ReadAllAsync(stoppingToken))
        {
            if (!_shares.TryEnter(due))
                continue;
            // Those that wait for the same receiver come right after, so that its share is neither more nor less.
            for (var delivery = due; delivery is not null; delivery = _shares.Leave(delivery))
                await SendOrScheduleAsync(delivery, sendingToken, stoppingToken);
        }
    }

    private async Task SendOrScheduleAsync(WebhookDelivery delivery, CancellationToken sendingToken, CancellationToken stoppingToken)
    {
        stoppingToken.ThrowIfCancellationRequested();
        _inProgress[delivery.Id] = 0;
        try
        {
            var next = await TrySendAsync(delivery, sendingToken);
            if (next.Status == WebhookStatus.Retrying)
                Schedule(next, stoppingToken);
            else
                _known.TryRemove(delivery.Id, out _);
        }
        finally
        {
            _inProgress.TryRemove(delivery.Id, out _);
        }
    }

    /// <summary>Makes an attempt and keeps its outcome. One that cannot be made for reasons of its own waits, and holds up no other.</summary>
    private async Task<WebhookDelivery> TrySendAsync(WebhookDelivery delivery, CancellationToken sendingToken)
    {
        try
        {
            // After a standstill another server may have taken over, and have sent it.
            await StoragePatience.RunAsync(_keeper.EnsureAsync, _settings.TaskRetry, _time, _logger, sendingToken);
            var next = await SendAsync(delivery, sendingToken);
            await StoragePatience.RunAsync(() => _outbox.SaveAsync(next), _settings.TaskRetry, _time, _logger, sendingToken);
            return next;
        }
        catch (Exception exception) when (!sendingToken.IsCancellationRequested)
        {
            ServeLog.WebhookStuck(_logger, delivery.Id, _settings.TaskRetry.TotalSeconds, ErrorLines.WithCauses(exception), exception);
            return delivery with { Status = WebhookStatus.Retrying, NextAttemptAt = _time.GetUtcNow() + _settings.TaskRetry };
        }
    }

    private async Task<WebhookDelivery> SendAsync(WebhookDelivery delivery, CancellationToken sendingToken)
    {
        ClaimTask? task = null;
        var find = StoragePatience.AFewTimes(() => _tasks.FindEndedAsync(delivery.TaskId, sendingToken));
        await StoragePatience.RunAsync(async () => task = await find(), _settings.TaskRetry, _time, _logger, sendingToken);
        var answer = task is null
            ? new WebhookAnswer(null, "The result is not kept any more.", IsFinal: true)
            : await _sender.SendAsync(delivery, Payload(task), sendingToken);
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
            _due.Writer.TryWrite(delivery);
        else
            _ = EnqueueLaterAsync(delivery, wait, stoppingToken);
    }

    private async Task EnqueueLaterAsync(WebhookDelivery delivery, TimeSpan wait, CancellationToken stoppingToken)
    {
        await Task.Delay(wait, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stoppingToken.IsCancellationRequested)
            _due.Writer.TryWrite(delivery);
    }

    /// <summary>Takes up those that could not be read at the start. Those of open tasks come with them.</summary>
    private async Task ResumeLeftAsync(CancellationToken stoppingToken)
    {
        var deliveries = await _outbox.ListOpenAsync(stoppingToken);
        // Asked after: one that was added to the outbox before its task is closed is passed over.
        var open = _tasks.OpenIds();
        foreach (var delivery in deliveries.Where(delivery => !open.Contains(delivery.TaskId)))
            await ResumeAsync(delivery.Id, stoppingToken);
    }

    private async Task CleanAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(_cleaning, _time, stoppingToken);
            try
            {
                await _outbox.CleanUpAsync(cancellationToken: stoppingToken);
                await _tasks.CleanUpAsync(stoppingToken);
                await ResumeLeftAsync(stoppingToken);
            }
            catch (Exception exception) when (FailureHandler.IsStorage(exception))
            {
                ServeLog.StorageFailed(_logger, _cleaning.TotalSeconds, exception.Message);
            }
        }
    }
}
