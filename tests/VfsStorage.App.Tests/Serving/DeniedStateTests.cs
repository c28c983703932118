using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using VfsStorage.App.Serving.Webhooks;
using VfsStorage.Claims;
using VfsStorage.Claims.Queueing;
using VfsStorage.Testing;

namespace VfsStorage.App.Tests.Serving;

/// <summary>Single files of the state that the store refuses, or loses the answer about, while all others are well.</summary>
[TestFixture]
internal sealed class DeniedStateTests : DeliveryFixture
{
    /// <summary>More than there are senders.</summary>
    private const int Many = 12;

    private S3Scratch _s3 = null!;

    [SetUp]
    public async Task StartStoreAsync() => _s3 = await S3Scratch.StartAsync();

    [TearDown]
    public ValueTask StopStoreAsync() => _s3.DisposeAsync();

    /// <summary>As after a restore by somebody else.</summary>
    [Test]
    public async Task Start_SingleFilesMayNotBeRead_OthersAreDoneAndTheyAreOnceTheyMay()
    {
        await using (var first = await ServedApp.StartAsync(_s3))
            await new ClaimTasks(first.Services.GetRequiredService<ClaimsWorkspace>()).AddAsync(TaskOf(0));
        string[] keys = [$"output/.claims/tasks/open/{IdOf(0)}.json", $"output/.claims/webhooks/R-1_{IdOf(1)}.json"];
        _s3.Server.AddObject(_s3.BucketOf("output"), keys[1], "{}");
        _s3.Server.Faults.On(S3Operation.GetObject).Where(request => keys.Contains(request.Key)).Deny();
        await using var app = await ServedApp.StartAsync(_s3);

        await app.AcceptAsync("R-new", "EN-1", Receiver.Address);
        await Receiver.WaitForAsync(1);
        Assert.That(Receiver.Letters.Select(letter => (string?)letter.Json["reference_id"]), Is.EqualTo(new[] { "R-new" }));

        _s3.Server.Faults.Clear();
        await Receiver.WaitForAsync(2);
        await app.UntilIdleAsync();
        Assert.That(Receiver.Letters.Select(letter => (string?)letter.Json["reference_id"]), Is.EqualTo(new[] { "R-new", "R-0" }));
    }

    [Test]
    public async Task Deliver_ManyResultsMayNotBeRead_OthersAreSentAndTheyAreOnceTheyMay()
    {
        await using (var app = await ServedApp.StartAsync(_s3))
        {
            var workspace = app.Services.GetRequiredService<ClaimsWorkspace>();
            for (var number = 0; number < Many; number++)
            {
                var task = TaskOf(number) with { Status = ClaimTaskStatus.Completed, EndedAt = DateTimeOffset.UtcNow };
                await new ClaimTasks(workspace).EndAsync(task);
                await new WebhookOutbox(workspace).TryAddAsync(WebhookDelivery.Of(task, DateTimeOffset.UtcNow));
            }
        }

        var denied = _s3.Server.Faults.On(S3Operation.GetObject).Where(request => request.Key.Contains($"/tasks/ended/{Day}/", StringComparison.Ordinal)).Deny();
        await using var later = await ServedApp.StartAsync(_s3);
        await later.AcceptAsync("R-new", "EN-1", Receiver.Address);
        await Receiver.WaitForAsync(1);
        Assert.That(Receiver.Letters.Select(letter => (string?)letter.Json["reference_id"]), Is.EqualTo(new[] { "R-new" }));

        denied.Dispose();
        await Receiver.WaitForAsync(Many + 1);
        await later.UntilIdleAsync();
        Assert.That(Receiver.Letters, Has.Count.EqualTo(Many + 1));
    }

    [Test]
    public async Task Deliver_MayNotBeReadAtTheStart_IsSentWithinTheHour()
    {
        await using (var app = await ServedApp.StartAsync(_s3))
        {
            var workspace = app.Services.GetRequiredService<ClaimsWorkspace>();
            var task = TaskOf(0) with { Status = ClaimTaskStatus.Completed, EndedAt = DateTimeOffset.UtcNow };
            await new ClaimTasks(workspace).EndAsync(task);
            await new WebhookOutbox(workspace).TryAddAsync(WebhookDelivery.Of(task, DateTimeOffset.UtcNow));
        }

        _s3.Server.Faults.On(S3Operation.GetObject).Where(request => request.Key.Contains("/webhooks/", StringComparison.Ordinal)).Deny();
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var later = await ServedApp.StartAsync(
            _s3, new() { ["serve:webhook_timeout_seconds"] = "3600" }, services => services.AddSingleton<TimeProvider>(time));
        await later.Services.GetRequiredService<WebhookDispatcher>().Recovered;
        _s3.Server.Faults.Clear();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (Receiver.Letters.IsEmpty)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(5, patience.Token);
        }

        await later.UntilIdleAsync();
        Assert.That(Receiver.Letters.Select(letter => letter.Id), Is.EqualTo(new[] { IdOf(0) }));
    }

    /// <summary>Who was told that a claim is not accepted posts it again.</summary>
    [Test]
    public async Task Accept_AnswerOfTheStoreIsLost_IsDoneAsOftenAsItWasAccepted([Values(1, 2, 3)] int times)
    {
        var accepted = 0;
        await using (var app = await ServedApp.StartAsync(_s3))
        {
            await app.AcceptAsync("R-0", "EN-0", Receiver.Address);
            await app.UntilIdleAsync();
            using var lost = _s3.Server.Faults.On(S3Operation.PutObject).Where(request => request.Key.Contains("/tasks/open/2", StringComparison.Ordinal)).Times(times).LoseAnswer();
            for (var attempt = 0; attempt < 5 && accepted == 0; attempt++)
            {
                using var response = await app.PostClaimAsync(ServedApp.Claim("R-1", "EN-1", Receiver.Address.AbsoluteUri));
                accepted += response.StatusCode == HttpStatusCode.Accepted ? 1 : 0;
            }

            await app.UntilIdleAsync();
        }

        // What was left behind would be found now.
        await using (var app = await ServedApp.StartAsync(_s3))
        {
            await app.AcceptAsync("R-2", "EN-2", Receiver.Address);
            await Receiver.WaitForAsync(3);
            await app.UntilIdleAsync();
        }

        Assert.That(accepted, Is.EqualTo(1));
        Assert.That(Receiver.Letters.Select(letter => (string?)letter.Json["reference_id"]), Is.EquivalentTo(new[] { "R-0", "R-1", "R-2" }));
    }
}
