using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VfsStorage.Claims;
using VfsStorage.Claims.Queueing;

namespace VfsStorage.App.Serving.Queueing;

/// <summary>
/// Keeps other servers away from the accepted claims: from before the server listens until after its last delivery. A server that was
/// taken over ends.
/// </summary>
internal sealed class QueueKeeper(ClaimsWorkspace workspace, ServeSettings settings) : BackgroundService, IAsyncDisposable
{
    private static readonly TimeSpan _period = TimeSpan.FromSeconds(15);

    private readonly ILogger _logger = workspace.Loggers.CreateLogger(LogGroups.Core);
    private QueueHold? _hold;

    /// <inheritdoc/>
    /// <exception cref="AreasHeldException">Another server works there.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _hold = await QueueHold.TakeAsync(workspace, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await GiveBackAsync();
    }

    /// <summary>Gives the hold back if it was not stopped, as when the server could not start.</summary>
    public async ValueTask DisposeAsync()
    {
        await GiveBackAsync();
        Dispose();
    }

    /// <summary>Makes sure that this server may still work; free unless it stood still.</summary>
    /// <exception cref="AreasHeldException">Another server has taken over.</exception>
    public Task EnsureAsync() => _hold?.EnsureAsync() ?? Task.CompletedTask;

    private async Task GiveBackAsync()
    {
        if (Interlocked.Exchange(ref _hold, null) is { } hold)
            await hold.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(_period, workspace.Time, stoppingToken);
            await StoragePatience.RunAsync(EnsureAsync, settings.TaskRetry, workspace.Time, _logger, stoppingToken);
        }
    }
}
