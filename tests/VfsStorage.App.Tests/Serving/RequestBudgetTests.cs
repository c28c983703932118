using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace VfsStorage.App.Tests.Serving;

/// <summary>What a claim costs in S3 with strict semantics, once the server has warmed up. The test's output tells for which files.</summary>
[TestFixture]
internal sealed class RequestBudgetTests
{
    private S3Scratch _s3 = null!;
    private WebhookReceiver _receiver = null!;
    private ServedApp _app = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _s3 = await S3Scratch.StartAsync();
        _receiver = await WebhookReceiver.StartAsync();
        // A clock that stands still: directories that were seen stay known, however slow the machine.
        _app = await ServedApp.StartAsync(
            _s3, new() { ["storage:s3:compatibility"] = "aws" }, services => services.AddSingleton<TimeProvider>(new FakeTimeProvider(DateTimeOffset.UtcNow)));
        using var first = await _app.PostClaimAsync(ServedApp.Claim("R-0", "EN-0"));
        await _app.AcceptAsync("R-1", "EN-1", _receiver.Address);
        await _receiver.WaitForAsync(1);
        await _app.UntilIdleAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _app.DisposeAsync();
        await _receiver.DisposeAsync();
        await _s3.DisposeAsync();
    }

    /// <summary>Two answers with their manifests, the request log, the report version: six files in four new folders.</summary>
    [TestCase("basic", 20)]
    [TestCase("complete", 60)]
    public async Task ProcessClaim_FirstOfItsEmployee_StaysInTheBudget(string mode, int budget)
    {
        var mark = _s3.Server.Requests.Mark;

        using var response = await _app.PostClaimAsync(ServedApp.Claim("R-2", $"EN-2-{mode}"), mode);

        AssertBudget(mark, budget);
    }

    [TestCase("basic", 8)]
    [TestCase("complete", 18)]
    public async Task ProcessClaim_CachedAnswers_StaysInTheBudget(string mode, int budget)
    {
        using var first = await _app.PostClaimAsync(ServedApp.Claim("R-3", $"EN-3-{mode}"), mode);
        var mark = _s3.Server.Requests.Mark;

        using var response = await _app.PostClaimAsync(ServedApp.Claim("R-3", $"EN-3-{mode}"), mode);

        AssertBudget(mark, budget);
    }

    [Test]
    public async Task AcceptClaim_FirstOfItsEmployee_StaysInTheBudget()
    {
        var mark = _s3.Server.Requests.Mark;

        await _app.AcceptAsync("R-4", "EN-4", _receiver.Address);
        await _receiver.WaitForAsync(2);
        await _app.UntilIdleAsync();

        AssertBudget(mark, 20 + 16);
    }

    private void AssertBudget(long mark, int budget)
    {
        var requests = _s3.Server.Requests.Since(mark);
        foreach (var request in requests)
            TestContext.Out.WriteLine($"{request.Operation} {request.Key}{request.Query.GetValueOrDefault("prefix")} {request.Status}");
        Assert.That(requests, Has.Count.LessThanOrEqualTo(budget), requests.ToString());
    }
}
