using VfsStorage.App.Serving;
using VfsStorage.App.Serving.Queueing;
using VfsStorage.App.Serving.Webhooks;
using VfsStorage.Claims;
using VfsStorage.Claims.Processing;
using VfsStorage.Claims.Queueing;

namespace VfsStorage.App.Tests.Serving;

/// <summary>The queue and the dispatcher of <c>vfs serve</c> alone, without HTTP: as much of a server as can be killed a hundred times.</summary>
internal sealed class QueueRun : IAsyncDisposable
{
    private static readonly ServeSettings _settings = new()
    {
        Workers = 2,
        WebhookAllowList = "http://127\\.0\\.0\\.1:.*",
        WebhookRetry = TimeSpan.Zero,
        TaskRetry = TimeSpan.FromMilliseconds(20),
    };

    private readonly WebhookOutbox _outbox;
    private readonly WebhookSender _sender;
    private readonly WebhookDispatcher _dispatcher;
    private readonly ClaimQueue _queue;

    private QueueRun(ClaimsWorkspace workspace, IClaimChecker checker)
    {
        _outbox = new WebhookOutbox(workspace);
        var tasks = new ClaimTasks(workspace);
        _sender = new WebhookSender(new WebhookPolicy(_settings), _settings, workspace.Time);
        var keeper = new QueueKeeper(workspace, _settings);
        _dispatcher = new WebhookDispatcher(_outbox, _sender, keeper, _settings, workspace);
        _queue = new ClaimQueue(workspace, new ClaimSteps(workspace, checker, _outbox, _dispatcher, _settings), _dispatcher, keeper, _settings);
        Tasks = tasks;
    }

    public ClaimTasks Tasks { get; }

    /// <summary>Whether nothing is waiting and nothing under way.</summary>
    public bool IsIdle => _queue.Open == 0;

    /// <summary>Whether a delivery is under way.</summary>
    public bool IsSending(string id) => _dispatcher.IsInProgress(id);

    public static async Task<QueueRun> StartAsync(ClaimsWorkspace workspace, IClaimChecker checker)
    {
        var run = new QueueRun(workspace, checker);
        await run._dispatcher.StartAsync(CancellationToken.None);
        await run._queue.StartAsync(CancellationToken.None);
        return run;
    }

    public Task<ClaimTask> AcceptAsync(ClaimTask task) => _queue.AcceptAsync(task);

    /// <summary>What is open and what became of the deliveries, for whoever waits in vain.</summary>
    public async Task<string> DescribeAsync()
    {
        var open = await Tasks.ListOpenAsync();
        var deliveries = await _outbox.ListAsync();
        return $"{_queue.Open} open ({string.Join(", ", open.Select(task => $"{task.TaskId} {task.Status} {task.Error}"))}), "
            + $"deliveries: {string.Join(", ", deliveries.Select(delivery => $"{delivery.Id} {delivery.Status} after {delivery.Attempts}: {delivery.Error}"))}; "
            + $"queue {_queue.ExecuteTask?.Status} {_queue.ExecuteTask?.Exception?.GetBaseException().Message}, "
            + $"dispatcher {_dispatcher.ExecuteTask?.Status} {_dispatcher.ExecuteTask?.Exception?.GetBaseException().Message}";
    }

    /// <summary>A stop that waits; after a kill there is nothing to wait for.</summary>
    public async ValueTask DisposeAsync()
    {
        await _queue.StopAsync(CancellationToken.None);
        await _dispatcher.StopAsync(CancellationToken.None);
        _queue.Dispose();
        _dispatcher.Dispose();
        _sender.Dispose();
    }
}
