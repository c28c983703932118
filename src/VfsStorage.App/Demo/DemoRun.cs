using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VfsStorage.App.Batches;
using VfsStorage.App.Hosting;
using VfsStorage.Claims;
using VfsStorage.Claims.Batches;
using VfsStorage.Testing;

namespace VfsStorage.App.Demo;

/// <summary>Runs the same batch on the local disk and in S3, and shows that both left the same bytes.</summary>
internal sealed class DemoRun(Terminal terminal, string folder)
{
    // Both runs see one moment, so that even the times in the reports agree.
    private readonly FixedClock _clock = new(TimeProvider.System.GetUtcNow());

    /// <summary>Runs the demo.</summary>
    public async Task<ExitCode> RunAsync(CancellationToken cancellationToken)
    {
        var configFile = DemoConfiguration.Write(folder);
        terminal.WriteLine("1. On the local disk: storage.mode is local");
        var onDisk = await RunBatchAsync(configFile, "local", new ServiceCollection(), cancellationToken);

        var serverOptions = new S3TestServerOptions();
        foreach (var bucket in DemoConfiguration.Buckets)
            serverOptions.Buckets.Add(bucket);
        await using var server = await S3TestServer.StartAsync(serverOptions);
        terminal.WriteLine();
        terminal.WriteLine($"2. In S3, a test server at {server.Endpoint.AbsoluteUri}: storage.mode is s3, nothing else differs");
        // A client of the test server's own: the demo must use no credentials of this machine.
        var inS3 = await RunBatchAsync(configFile, "s3", new ServiceCollection().AddSingleton(server.CreateClient()), cancellationToken);
        var requests = server.Requests.All;

        terminal.WriteLine();
        terminal.WriteLine("3. Side by side, byte for byte");
        var isSame = DemoTables.Compare(terminal, onDisk.Snapshot, inS3.Snapshot);
        terminal.WriteLine();
        terminal.WriteLine("4. What the S3 run asked for");
        DemoTables.Requests(terminal, requests, inS3);
        return isSame ? ExitCode.Success : ExitCode.Failed;
    }

    private async Task<DemoResult> RunBatchAsync(
        string configFile, string mode, IServiceCollection services, CancellationToken cancellationToken)
    {
        // Neither the environment nor .env: the demo must not reach anybody's real storage.
        var configuration = new ConfigurationBuilder().AddJsonFile(configFile)
            .AddInMemoryCollection([KeyValuePair.Create("storage:mode", (string?)mode)]).Build();
        services.AddSingleton<TimeProvider>(_clock).AddApplication(configuration);
        await using var provider = services.BuildServiceProvider();
        var workspace = provider.GetRequiredService<ClaimsWorkspace>();
        await DemoFiles.DropAsync(workspace, cancellationToken);

        var started = Stopwatch.GetTimestamp();
        var summary = await provider.GetRequiredService<ClaimsBatch>()
            .RunAsync(new BatchOptions { WaitBetweenRows = TimeSpan.Zero }, cancellationToken: cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(started);
        if (summary.Outcome == BatchOutcome.Cancelled)
            cancellationToken.ThrowIfCancellationRequested();
        SummaryTable.Print(terminal, summary);
        return new DemoResult(summary, elapsed, await AreaSnapshot.TakeAsync(workspace, cancellationToken));
    }
}
