using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using VfsStorage.App.Serving.Webhooks;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Queueing;

namespace VfsStorage.App.Tests.Serving;

/// <summary>What is told of a delivery is what became of it, also after a stop between two of its files.</summary>
[TestFixture]
internal sealed class DeliveryStateTests : DeliveryFixture
{
    [Test]
    public async Task Start_KilledBetweenDeadLetterAndItsEnd_HasEnded()
    {
        var task = TaskOf(1) with { Status = ClaimTaskStatus.Completed, EndedAt = DateTimeOffset.UtcNow };
        var workspace = Workspace;
        await new ClaimTasks(workspace).EndAsync(task);
        var outbox = new WebhookOutbox(workspace);
        var delivery = WebhookDelivery.Of(task, DateTimeOffset.UtcNow);
        await outbox.SaveAsync(delivery with { Attempts = 3, Status = WebhookStatus.Failed });
        await outbox.SaveAsync(delivery with { Attempts = 2, Status = WebhookStatus.Retrying });

        await using var app = await ServedApp.StartAsync(Scratch);
        await app.Services.GetRequiredService<WebhookDispatcher>().Recovered;
        await app.UntilIdleAsync();

        Assert.That(Receiver.Letters, Is.Empty, "Its three attempts were made.");
        Assert.That((string?)(await app.GetAsync($"/webhook-status/{delivery.Id}"))!["status"], Is.EqualTo("failed"));
        Assert.That((await app.GetAsync("/webhook-dlq"))!["items"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task List_BeingSent_IsInProgress()
    {
        var gate = new TaskCompletionSource();
        Receiver.Gate = gate.Task;
        await using var app = await ServedApp.StartAsync(Scratch);
        var task = await app.AcceptAsync("R-1", "EN-1", Receiver.Address);
        await app.UntilAsync($"/webhook-status/R-1_{task}", delivery => (string?)delivery["status"] == "in_progress");

        var listed = (await app.GetAsync("/webhook-statuses?status=in_progress"))!["items"]!.AsArray();
        var pending = (await app.GetAsync("/webhook-statuses?status=pending"))!["items"]!.AsArray();
        gate.SetResult();

        Assert.That(listed.Select(delivery => (string?)delivery!["id"]), Is.EqualTo(new[] { $"R-1_{task}" }));
        Assert.That(pending, Is.Empty);
        await app.UntilIdleAsync();
    }

    [Test]
    public async Task Forget_DeliveredBeforeItsTaskIsClosed_IsRefusedAndNothingIsSentTwice()
    {
        // One worker that is held up, so that the task of the delivery stays open for as long as the test wants.
        var held = TaskOf(1);
        var ended = TaskOf(2) with { Status = ClaimTaskStatus.Completed, EndedAt = DateTimeOffset.UtcNow };
        var (tasks, outbox) = (new ClaimTasks(Workspace), new WebhookOutbox(Workspace));
        await tasks.AddAsync(held);
        await tasks.AddAsync(ended);
        await tasks.EndAsync(ended);
        var delivery = WebhookDelivery.Of(ended, DateTimeOffset.UtcNow);
        await outbox.TryAddAsync(delivery with { Attempts = 1, Status = WebhookStatus.Delivered });
        var source = new HeldSource();
        await using var app = await ServedApp.StartAsync(Scratch, new() { ["serve:workers"] = "1" }, services => services.AddSingleton<IAgentSource>(source));
        await source.Started.Task;

        using var early = await app.Client.DeleteAsync($"/webhook-status/{delivery.Id}");
        using var cleaned = await app.Client.PostAsync("/webhook-cleanup?older_than_days=0", null);
        source.Gate.SetResult();
        await Receiver.WaitForAsync(1);
        await app.UntilIdleAsync();
        using var late = await app.Client.DeleteAsync($"/webhook-status/{delivery.Id}");

        Assert.That((early.StatusCode, cleaned.StatusCode, late.StatusCode), Is.EqualTo((HttpStatusCode.Conflict, HttpStatusCode.OK, HttpStatusCode.OK)));
        Assert.That(Receiver.Letters.Select(letter => letter.Id), Is.EqualTo(new[] { held.TaskId }));
    }

    /// <summary>Answers when the test lets it.</summary>
    private sealed class HeldSource : IAgentSource
    {
        private readonly RecordedAgentSource _inner = new();

        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task<JsonNode> FetchAsync(AgentRequest request, CancellationToken cancellationToken)
        {
            Started.TrySetResult();
            await Gate.Task.WaitAsync(cancellationToken);
            return await _inner.FetchAsync(request, cancellationToken);
        }
    }
}
