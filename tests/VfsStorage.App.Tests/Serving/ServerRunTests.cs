using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using VfsStorage.App.Serving;

namespace VfsStorage.App.Tests.Serving;

/// <summary>A server ends when it is told to, and when it cannot do its work any more.</summary>
[TestFixture]
internal sealed class ServerRunTests
{
    [Test]
    public async Task Run_WorkInTheBackgroundBreaks_EndsWithItsError()
    {
        using var scratch = new Scratch();
        await using var server = await StartAsync(scratch, services => services.AddHostedService<Breaking>());

        var error = Assert.ThrowsAsync<InvalidOperationException>(() => ServerRun.UntilStoppedAsync(server, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60)));

        Assert.That(error!.Message, Is.EqualTo("broken"));
    }

    [Test]
    public async Task Run_ToldToStop_EndsWithoutOne()
    {
        using var scratch = new Scratch();
        await using var server = await StartAsync(scratch, _ => { });
        using var stop = new CancellationTokenSource();

        var run = ServerRun.UntilStoppedAsync(server, stop.Token);
        Assert.That(run.IsCompleted, Is.False);
        await stop.CancelAsync();

        await run.WaitAsync(TimeSpan.FromSeconds(60));
    }

    private static async Task<WebApplication> StartAsync(Scratch scratch, Action<IServiceCollection> configure)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["storage:local:base_path"] = scratch.Root, ["log_file"] = "" }).Build();
        var server = ClaimsServer.Create(configuration, new ServeAddress("127.0.0.1", 0), configure: configure);
        await server.StartAsync();
        return server;
    }

    private sealed class Breaking(IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Delay(Timeout.Infinite, lifetime.ApplicationStarted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new InvalidOperationException("broken");
        }
    }
}
