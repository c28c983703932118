using Microsoft.Extensions.Hosting;

namespace VfsStorage.App.Serving;

/// <summary>Leaves the process's signals to whoever runs the server.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
