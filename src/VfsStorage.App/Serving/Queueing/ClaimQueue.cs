using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VfsStorage.App.Hosting;
using VfsStorage.App.Serving.Errors;
using VfsStorage.App.Serving.Webhooks;
using VfsStorage.Claims;
using VfsStorage.Claims.Queueing;

namespace VfsStorage.App.Serving.Queueing;

/// <summary>
/// Processes accepted claims in the background. A claim is accepted once its file is written; from then on it ends, whatever stops the
/// server in between: a restart, or a start after a kill, takes up what is open (<see cref="ClaimSteps"/>).
/// </summary>
internal sealed class ClaimQueue : BackgroundService
{
    /// <summary>How long a step that cannot be broken off may take when the server stops.</summary>
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(3);

    private readonly ClaimTasks _tasks;
    private readonly ClaimSteps _steps;
    private readonly WebhookDispatcher _dispatcher;
    private readonly QueueKeeper _keeper;
    private readonly ServeSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<ClaimTask> _ready = Channel.CreateUnbounded<ClaimTask>();
    private readonly ConcurrentDictionary<string, byte> _accepted = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _running = new(StringComparer.Ordinal);
    private int _open;

    public ClaimQueue(ClaimsWorkspace workspace, ClaimSteps steps, WebhookDispatcher dispatcher, QueueKeeper keeper, ServeSettings settings)
    {
        (_steps, _dispatcher, _keeper, _settings) = (steps, dispatcher, keeper, settings);
        _tasks = new ClaimTasks(workspace);
        _time = workspace.Time;
        _logger = workspace.Loggers.CreateLogger(LogGroups.Core);
    }

    /// <summary>How many claims have not ended.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Whether the claim is being processed just now.</summary>
    public bool IsRunning(string taskId) => _running.ContainsKey(taskId);

    /// <summary>Takes a claim over. When this returns, it is safe.</summary>
    /// <exception cref="QueueFullException">Too many are waiting.</exception>
    /// <exception cref="AreasHeldException">Another server has taken over.</exception>
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
            await _keeper.EnsureAsync();
            await _tasks.AddAsync(task);
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

    /// <summary>Waits for steps that are under way, however long others took to stop before: the hold is given back next.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_grace, _time);
        await base.StopAsync(limit.Token);
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
        var left = _tasks.OpenIds().Except(recovered.Select(task => task.TaskId)).Where(id => !_accepted.ContainsKey(id)).ToHashSet(StringComparer.Ordinal);
        ServeLog.Recovered(_logger, recovered.Count);
        foreach (var task in recovered)
            TakeUp(task);
        if (left.Count > 0)
            _ = RecoverLaterAsync(left, stoppingToken);
    }

    /// <summary>Takes up those that could not be read at the start, once they can be.</summary>
    private async Task RecoverLaterAsync(HashSet<string> left, CancellationToken stoppingToken)
    {
        while (left.Count > 0 && !stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(_settings.TaskRetry, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var id in left.ToList())
            {
                try
                {
                    if (await _tasks.FindAsync(id, stoppingToken) is { } task)
                        TakeUp(task);
                    left.Remove(id);
                }
                catch (Exception exception) when (exception is ClaimsException or OperationCanceledException)
                {
                    // Logged when the server started; somebody has to mend it.
                }
            }
        }
    }

    private void TakeUp(ClaimTask task)
    {
        Interlocked.Increment(ref _open);
        _ready.Writer.TryWrite(task);
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        await foreach (var task in _ready.Reader.ReadAllAsync(stoppingToken))
        {
            _running[task.TaskId] = 0;
            var next = await RunAsync(task, stoppingToken);
            _running.TryRemove(task.TaskId, out _);
            if (next.Status == ClaimTaskStatus.Retrying)
            {
                _ = AgainLaterAsync(next, stoppingToken);
            }
            else
            {
                _accepted.TryRemove(task.TaskId, out _);
                Interlocked.Decrement(ref _open);
            }
        }
    }

    /// <summary>Runs a task's steps. One that cannot go on for reasons of its own waits, and holds up no other.</summary>
    private async Task<ClaimTask> RunAsync(ClaimTask task, CancellationToken stoppingToken)
    {
        try
        {
            await StoragePatience.RunAsync(_keeper.EnsureAsync, _settings.TaskRetry, _time, _logger, stoppingToken);
            return await _steps.RunAsync(task, isOfEarlierRun: !_accepted.ContainsKey(task.TaskId), stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            ServeLog.TaskStuck(_logger, task.TaskId, _settings.TaskRetry.TotalSeconds, ErrorLines.WithCauses(exception), exception);
            // How far it got, only its files know.
            _accepted.TryRemove(task.TaskId, out _);
            return task with { Status = ClaimTaskStatus.Retrying };
        }
    }

    private async Task AgainLaterAsync(ClaimTask task, CancellationToken stoppingToken)
    {
        await Task.Delay(_settings.TaskRetry, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stoppingToken.IsCancellationRequested)
            _ready.Writer.TryWrite(task);
    }
}
