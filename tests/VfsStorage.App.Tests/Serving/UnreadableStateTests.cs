using System.Net.Http.Json;
using VfsStorage.Claims.Queueing;

namespace VfsStorage.App.Tests.Serving;

/// <summary>A state file that cannot be read stops nobody else, is left as it is, and counts again once it is mended.</summary>
[TestFixture]
internal sealed class UnreadableStateTests : DeliveryFixture
{
    /// <summary>More than there are workers and senders.</summary>
    private const int Many = 12;

    [TestCase("{bad")]
    [TestCase("")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"task_id":"../../../drop/x","id":"../../../drop/x","reference_id":"R","mode":"basic","claim":{},"webhook_url":"http://127.0.0.1/","url":"http://127.0.0.1/"}""")]
    public async Task Start_UnreadableFiles_AreLeftAndNewClaimsAreDone(string content)
    {
        string[] paths = [OpenPath(IdOf(0)), StatePath("webhooks", "R-0.json"), StatePath("dead-letters", "R-0.json")];
        foreach (var path in paths)
            Write(path, content);
        await using var app = await ServedApp.StartAsync(Scratch);

        var task = await app.AcceptAsync("R-1", "EN-1", Receiver.Address);
        await app.UntilAsync($"/webhook-status/R-1_{task}", delivery => (string?)delivery["status"] == "delivered");

        Assert.That((await app.GetAsync("/webhook-statuses"))!["items"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That((await app.GetAsync("/webhook-dlq"))!["items"]!.AsArray(), Is.Empty);
        Assert.That(paths.Select(File.ReadAllText), Is.All.EqualTo(content));
    }

    [Test]
    public async Task Process_ManyEndsUnreadable_OthersAreDoneAndTheyAreOnceMended()
    {
        var tasks = new ClaimTasks(Workspace);
        for (var number = 0; number < Many; number++)
        {
            await tasks.AddAsync(TaskOf(number));
            Write(EndedPath(IdOf(number)), "{bad");
        }

        await using var app = await ServedApp.StartAsync(Scratch);
        await app.AcceptAsync("R-new", "EN-1", Receiver.Address);
        await Receiver.WaitForAsync(1);
        Assert.That(Receiver.Letters.Select(letter => letter.Json["reference_id"]!.GetValue<string>()), Is.EqualTo(new[] { "R-new" }));

        for (var number = 0; number < Many; number++)
            File.Delete(EndedPath(IdOf(number)));
        await Receiver.WaitForAsync(Many + 1);
        await app.UntilIdleAsync();
    }

    [Test]
    public async Task Deliver_ManyResultsUnreadable_OthersAreSentAndTheyAreOnceMended()
    {
        var outbox = new WebhookOutbox(Workspace);
        for (var number = 0; number < Many; number++)
        {
            await outbox.TryAddAsync(WebhookDelivery.Of(TaskOf(number), DateTimeOffset.UtcNow));
            Write(EndedPath(IdOf(number)), "{bad");
        }

        await using var app = await ServedApp.StartAsync(Scratch);
        await app.AcceptAsync("R-new", "EN-1", Receiver.Address);
        await Receiver.WaitForAsync(1);

        var tasks = new ClaimTasks(Workspace);
        for (var number = 0; number < Many; number++)
            await tasks.EndAsync(TaskOf(number) with { Status = ClaimTaskStatus.Completed });
        await Receiver.WaitForAsync(Many + 1);
        await app.UntilIdleAsync();
        Assert.That(Receiver.Letters.Select(letter => letter.Status), Is.All.EqualTo(200).And.Exactly(Many + 1).Items);
    }

    [Test]
    public async Task Settings_Unreadable_AreTheDefaultsAndLoggedOnceUntilTheyArePutAgain()
    {
        Write(StatePath("settings.json"), "{bad");
        var log = Path.Combine(Scratch.Root, "app.log");
        await using (var app = await ServedApp.StartAsync(Scratch, new() { ["log_file"] = log }))
        {
            for (var time = 0; time < 3; time++)
                Assert.That((bool)(await app.GetAsync("/settings"))!["headless"]!, Is.True);
            Assert.That(File.ReadAllText(StatePath("settings.json")), Is.EqualTo("{bad"));
            using var put = await app.Client.PutAsJsonAsync("/settings", new { headless = false });
            Assert.That((bool)(await app.GetAsync("/settings"))!["headless"]!, Is.False);
        }

        Assert.That(File.ReadLines(log).Count(line => line.Contains("settings.json cannot be read", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    private string OpenPath(string id) => StatePath("tasks", "open", id + ".json");

    private string EndedPath(string id) => StatePath("tasks", "ended", Day, id + ".json");

    private string StatePath(params string[] names) => Path.Combine([Scratch.Root, "output", ".claims", .. names]);

    private static void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
