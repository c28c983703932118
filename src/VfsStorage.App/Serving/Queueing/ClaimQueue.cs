using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
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
/// Processes accepted claims in the background. A claim is accepted once its file is written; from then on every step is kept before
/// the next begins, so that a restart, or a kill, goes on where it was: one report version and one delivery for each.
/// </summary>
internal sealed class ClaimQueue : BackgroundService
{
    private const int MaxAttempts = 4;

    private static readonly TimeSpan _limit = TimeSpan.FromHours(1);

    private readonly ClaimTasks _tasks;
    private readonly WebhookOutbox _outbox;
    private readonly WebhookDispatcher _dispatcher;
    private readonly IClaimProcessor _processor;
    private readonly ServeSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<ClaimTask> _ready = Channel.CreateUnbounded<ClaimTask>();
    private readonly ConcurrentDictionary<string, byte> _accepted = new(StringComparer.Ordinal);
    private int _open;

    public ClaimQueue(ClaimsWorkspace workspace, IClaimProcessor processor, WebhookOutbox outbox, WebhookDispatcher dispatcher, ServeSettings settings)
    {
        (_processor, _outbox, _dispatcher, _settings) = (processor, outbox, dispatcher, settings);
        _tasks = new ClaimTasks(workspace);
        _time = workspace.Time;
        _logger = workspace.Loggers.CreateLogger(LogGroups.Core);
    }

    /// <summary>How many claims have not ended.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Takes a claim over. When this returns, it is safe.</summary>
    /// <exception cref="QueueFullException">Too many are waiting.</exception>
    /// <exception cref="ClaimsException">It could not be kept, so it is not accepted.</exception>
    public async Task<ClaimTask> AcceptAsync(ClaimTask task)
    {
        if (Interlocked.Increment(ref _open) > _settings.MaxQueued)
        {
            Interlocked.Decrement(ref _open);
            throw new QueueFullException();
        }

        _accepted[task.TaskId] = 0;
        try
        {
            await _tasks.SaveAsync(task);
        }
        catch
        {
            _accepted.TryRemove(task.TaskId, out _);
            Interlocked.Decrement(ref _open);
            throw;
        }

        _ready.Writer.TryWrite(task);
        return task;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await _dispatcher.Recovered.WaitAsync(stoppingToken);
        await StoragePatience.RunAsync(() => RecoverAsync(stoppingToken), _settings.TaskRetry, _time, _logger, stoppingToken);
        await Task.WhenAll(Enumerable.Range(0, _settings.Workers).Select(_ => Task.Run(() => WorkAsync(stoppingToken), stoppingToken)));
    }

    private async Task RecoverAsync(CancellationToken stoppingToken)
    {
        // Those accepted since the start are waiting already.
        var recovered = (await _tasks.ListOpenAsync(stoppingToken)).Where(task => !_accepted.ContainsKey(task.TaskId)).ToList();
        ServeLog.Recovered(_logger, recovered.Count);
        foreach (var task in recovered)
        {
            Interlocked.Increment(ref _open);
            _ready.Writer.TryWrite(task);
        }
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        await foreach (var task in _ready.Reader.ReadAllAsync(stoppingToken))
        {
            var state = await RunAsync(task, stoppingToken);
            if (state.Status == ClaimTaskStatus.Retrying)
            {
                _ = AgainLaterAsync(state, stoppingToken);
            }
            else
            {
                _accepted.TryRemove(task.TaskId, out _);
                Interlocked.Decrement(ref _open);
            }
        }
    }

    private async Task<ClaimTask> RunAsync(ClaimTask task, CancellationToken stoppingToken)
    {
        ClaimTask? ended = null;
        // A task of an earlier run may have ended without being closed.
        if (!_accepted.ContainsKey(task.TaskId))
            await PatientlyAsync(async () => ended = await _tasks.FindEndedAsync(task.TaskId, stoppingToken), stoppingToken);
        if (ended is null)
        {
            var begun = task with { Status = ClaimTaskStatus.Processing, Attempts = task.Attempts + 1 };
            await PatientlyAsync(() => _tasks.SaveAsync(begun), stoppingToken);
            var next = begun;
            await PatientlyAsync(async () => next = await ProcessAsync(begun, stoppingToken), stoppingToken);
            if (next.Status == ClaimTaskStatus.Retrying)
            {
                await PatientlyAsync(() => _tasks.SaveAsync(next), stoppingToken);
                return next;
            }

            ended = next;
            await PatientlyAsync(() => _tasks.EndAsync(ended), stoppingToken);
        }

        await PatientlyAsync(() => FinishAsync(ended), stoppingToken);
        return ended;
    }

    private async Task<ClaimTask> ProcessAsync(ClaimTask task, CancellationToken stoppingToken)
    {
        using var limit = new CancellationTokenSource(_limit, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stoppingToken);
        try
        {
            var report = await _processor.ProcessAsync(Claim.FromFields(Fields(task)), task.Mode.ToReviews(), linked.Token);
            return task with
            {
                Status = ClaimTaskStatus.Completed,
                EndedAt = _time.GetUtcNow(),
                Result = JsonSerializer.SerializeToNode(report, ReportJson.Options),
                Error = null,
            };
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

    private async Task FinishAsync(ClaimTask ended)
    {
        var delivery = WebhookDelivery.Of(ended, _time.GetUtcNow());
        if (await _outbox.TryAddAsync(delivery))
            _dispatcher.Enqueue(delivery);
        _tasks.Close(ended);
    }

    private async Task AgainLaterAsync(ClaimTask task, CancellationToken stoppingToken)
    {
        await Task.Delay(_settings.TaskRetry, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stoppingToken.IsCancellationRequested)
            _ready.Writer.TryWrite(task);
    }

    private Task PatientlyAsync(Func<Task> work, CancellationToken stoppingToken) =>
        StoragePatience.RunAsync(work, _settings.TaskRetry, _time, _logger, stoppingToken);

    private static IEnumerable<KeyValuePair<string, string?>> Fields(ClaimTask task) =>
        task.Claim.Select(field => KeyValuePair.Create(field.Key, (string?)field.Value));
}
