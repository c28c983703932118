using System.IO.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using VfsStorage.App.Serving.Webhooks;
using VfsStorage.Claims;
using VfsStorage.Claims.Queueing;

namespace VfsStorage.App.Tests.Serving;

/// <summary>What is told of a delivery is what became of it, also after a stop between two of its files.</summary>
[TestFixture]
internal sealed class DeliveryStateTests
{
    private Scratch _scratch = null!;
    private WebhookReceiver _receiver = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _scratch = new Scratch();
        _receiver = await WebhookReceiver.StartAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _receiver.DisposeAsync();
        _scratch.Dispose();
    }

    [Test]
    public async Task Start_KilledBetweenDeadLetterAndItsEnd_HasEnded()
    {
        var task = new ClaimTask($"20250309-{1:x32}", "R-1")
        {
            Mode = ProcessingMode.Basic,
            Claim = new Dictionary<string, string>(),
            WebhookUrl = _receiver.Address.AbsoluteUri,
            Status = ClaimTaskStatus.Completed,
            EndedAt = DateTimeOffset.UtcNow,
        };
        var workspace = new ClaimsWorkspace(new FileSystem(), new ClaimsAreas(_scratch.Input, _scratch.Output, _scratch.Archive, _scratch.Cache));
        await new ClaimTasks(workspace).EndAsync(task);
        var outbox = new WebhookOutbox(workspace);
        var delivery = WebhookDelivery.Of(task, DateTimeOffset.UtcNow);
        await outbox.SaveAsync(delivery with { Attempts = 3, Status = WebhookStatus.Failed });
        await outbox.SaveAsync(delivery with { Attempts = 2, Status = WebhookStatus.Retrying });

        await using var app = await ServedApp.StartAsync(_scratch);
        await app.Services.GetRequiredService<WebhookDispatcher>().Recovered;
        await app.UntilIdleAsync();

        Assert.That(_receiver.Letters, Is.Empty, "Its three attempts were made.");
        Assert.That((string?)(await app.GetAsync($"/webhook-status/{delivery.Id}"))!["status"], Is.EqualTo("failed"));
        Assert.That((await app.GetAsync("/webhook-dlq"))!["items"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task List_BeingSent_IsInProgress()
    {
        var gate = new TaskCompletionSource();
        _receiver.Gate = gate.Task;
        await using var app = await ServedApp.StartAsync(_scratch);
        var task = await app.AcceptAsync("R-1", "EN-1", _receiver.Address);
        await app.UntilAsync($"/webhook-status/R-1_{task}", delivery => (string?)delivery["status"] == "in_progress");

        var listed = (await app.GetAsync("/webhook-statuses?status=in_progress"))!["items"]!.AsArray();
        var pending = (await app.GetAsync("/webhook-statuses?status=pending"))!["items"]!.AsArray();
        gate.SetResult();

        Assert.That(listed.Select(delivery => (string?)delivery!["id"]), Is.EqualTo(new[] { $"R-1_{task}" }));
        Assert.That(pending, Is.Empty);
        await app.UntilIdleAsync();
    }
}
