using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace VfsStorage.App.Serving;

/// <summary>Keeps a started server up until it is told to stop, or until work in its background breaks, without which it would only pretend to serve.</summary>
internal static class ServerRun
{
    /// <summary>Waits for the end, then stops the server; what broke is thrown.</summary>
    public static async Task UntilStoppedAsync(WebApplication server, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, server.Lifetime.ApplicationStopping);
        await Task.Delay(Timeout.Infinite, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await server.StopAsync(CancellationToken.None);
        foreach (var broken in server.Services.GetServices<IHostedService>().OfType<BackgroundService>().Select(service => service.ExecuteTask).Where(work => work is { IsFaulted: true }))
            await broken!;
    }
}
