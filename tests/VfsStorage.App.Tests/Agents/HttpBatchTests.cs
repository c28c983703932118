using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using VfsStorage.App.Hosting;
using VfsStorage.Claims;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Batches;

namespace VfsStorage.App.Tests.Agents;

/// <summary>The whole batch over HTTP agents.</summary>
[TestFixture]
internal sealed class HttpBatchTests
{
    private readonly DateTimeOffset _now = new(2031, 5, 6, 7, 8, 9, TimeSpan.Zero);

    [Test]
    public async Task RunAsync_AgentsOverHttp_GivesTheReportsOfTheRecordedAnswers()
    {
        await using var server = await AgentTestServer.StartAsync();
        using var recorded = new Scratch();
        using var overHttp = new Scratch();

        await RunAsync(recorded, []);
        var settings = server.Settings();
        settings["agents:max_retries"] = "0";
        await RunAsync(overHttp, settings);

        Assert.That(Scratch.FilesOf(overHttp.Output), Is.EqualTo(Scratch.FilesOf(recorded.Output)));
        foreach (var name in Scratch.FilesOf(recorded.Output))
            Assert.That(File.ReadAllBytes(Path.Combine(overHttp.Output, name)), Is.EqualTo(File.ReadAllBytes(Path.Combine(recorded.Output, name))), name);
        Assert.That(server.Requests, Has.Count.GreaterThan(200));
    }

    [Test]
    public async Task RunAsync_ServiceFails_CachesNothingAndAsksAgainNextTime()
    {
        await using var server = await AgentTestServer.StartAsync();
        using var scratch = new Scratch();
        var settings = server.Settings();
        settings["agents:max_retries"] = "0";
        foreach (var failure in new[] { AgentTestServer.Status(403), AgentTestServer.Text("<html></html>", "text/html"), AgentTestServer.Text("") })
        {
            server.Always = failure;
            scratch.Drop("claims.csv", Claims.Header + Claims.Compliant);
            var failed = await RunBatchAsync(scratch, settings);
            Assert.That((failed.Failed, failed.Processed), Is.EqualTo((1, 0)));
            Assert.That(Scratch.FilesOf(scratch.Cache).Where(name => name.EndsWith(".json", StringComparison.Ordinal)), Is.Empty);
        }

        server.Always = null;
        scratch.Drop("claims.csv", Claims.Header + Claims.Compliant);
        Assert.That((await RunBatchAsync(scratch, settings)).Processed, Is.EqualTo(1));
        var asked = server.Requests.Count;
        scratch.Drop("claims.csv", Claims.Header + Claims.Compliant);
        await RunBatchAsync(scratch, settings);
        Assert.That(server.Requests, Has.Count.EqualTo(asked), "An answer is cached.");
        // The same employee, another number: another question.
        scratch.Drop("claims.csv", Claims.Header + Claims.Compliant.Replace("9000001", "9000002"));
        await RunBatchAsync(scratch, settings);
        Assert.That(server.Requests, Has.Count.GreaterThan(asked));
    }

    private async Task RunAsync(Scratch scratch, Dictionary<string, string?> settings)
    {
        await using var provider = Provide(scratch, settings);
        await SampleFiles.WriteAsync(provider.GetRequiredService<ClaimsWorkspace>());
        await provider.GetRequiredService<ClaimsBatch>().RunAsync(new BatchOptions { WaitBetweenRows = TimeSpan.Zero });
    }

    private async Task<BatchSummary> RunBatchAsync(Scratch scratch, Dictionary<string, string?> settings)
    {
        await using var provider = Provide(scratch, settings);
        return await provider.GetRequiredService<ClaimsBatch>().RunAsync(new BatchOptions { WaitBetweenRows = TimeSpan.Zero });
    }

    private ServiceProvider Provide(Scratch scratch, Dictionary<string, string?> settings)
    {
        var all = new Dictionary<string, string?>(settings) { ["log_file"] = "", ["storage:local:base_path"] = scratch.Root };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        return new ServiceCollection().AddSingleton<TimeProvider>(new FakeTimeProvider(_now) { AutoAdvanceAmount = TimeSpan.Zero })
            .AddApplication(configuration).BuildServiceProvider();
    }
}
