namespace VfsStorage.App.Tests.Serving;

/// <summary>A receiver that does not answer holds up its own deliveries, and nobody else's.</summary>
[TestFixture]
internal sealed class ReceiverSharesTests : DeliveryFixture
{
    /// <summary>More than there are senders.</summary>
    private const int Many = 20;

    [Test]
    public async Task Deliver_OneReceiverDoesNotAnswer_AnotherGetsItsOwn()
    {
        var answer = new TaskCompletionSource();
        Receiver.Gate = answer.Task;
        await using var other = await WebhookReceiver.StartAsync();
        await using var app = await ServedApp.StartAsync(Scratch, new() { ["serve:webhook_timeout_seconds"] = "600" });
        for (var number = 0; number < Many; number++)
            await app.AcceptAsync($"R-{number}", $"EN-{number}", Receiver.Address);
        await app.UntilAsync("/webhook-statuses?page_size=100", list => list["items"]!.AsArray().Count == Many);

        await app.AcceptAsync("R-other", "EN-other", other.Address);
        await other.WaitForAsync(1);

        Assert.That(Receiver.Letters, Has.Count.LessThanOrEqualTo(8));
        answer.SetResult();
        await Receiver.WaitForAsync(Many);
        await app.UntilIdleAsync();
        Assert.That(Receiver.Letters, Has.Count.EqualTo(Many));
    }
}
