using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using VfsStorage.App.Serving;
using VfsStorage.App.Serving.Queueing;
using VfsStorage.Claims;
using VfsStorage.Testing;

namespace VfsStorage.App.Tests.Serving;

/// <summary>Two servers never work on the same accepted claims: the second is refused, and one that was taken over ends.</summary>
[TestFixture]
internal sealed class SecondServerTests
{
    [Test]
    public async Task Start_AnotherServes_IsRefusedInOneLine([Values] bool inS3)
    {
        await using var s3 = await S3Scratch.StartAsync();
        if (!inS3)
            s3.Folder.Variables["STORAGE__MODE"] = "local";
        using var first = VfsProcess.Start(s3.Folder, "serve", "--port", "0");
        Assert.That(await first.ReadLineAsync(), Does.StartWith("Listening on"));

        var second = await VfsProcess.RunAsync(s3.Folder, "serve", "--port", "0");

        Assert.That(second.ExitCode, Is.EqualTo(1), second.ToString());
        Assert.That(second.Errors.TrimEnd().Split('\n'), Has.Length.EqualTo(1), second.ToString());
        Assert.That(second.Errors, Does.Contain("The area 'output' is being served by").And.Contain("since"));
        await first.KillAsync();
        using var third = VfsProcess.Start(s3.Folder, "serve", "--port", "0");
        Assert.That(await third.ReadLineAsync(), Does.StartWith("Listening on"), "A killed server holds nothing.");
        await third.KillAsync();
    }

    [Test]
    public async Task Start_PortIsTaken_HoldsNothing()
    {
        await using var s3 = await S3Scratch.StartAsync();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var result = await VfsProcess.RunAsync(s3.Folder, "serve", "--port", $"{((IPEndPoint)taken.LocalEndpoint).Port}");

        Assert.That(result.ExitCode, Is.Not.Zero, result.ToString());
        Assert.That(s3.FilesOf("output"), Has.None.Contains("server."));
    }

    [Test]
    public async Task Keep_AnotherTookOver_Ends()
    {
        await using var server = await S3TestServer.StartAsync();
        server.CreateBucket("claims");
        using var client = server.CreateClient();
        using var fileSystem = new S3FileSystem(client, [new S3Mount("/output", "claims", "output/")]);
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var workspace = new ClaimsWorkspace(fileSystem, new ClaimsAreas("/drop", "/output", "/archive", "/cache")) { Writes = WriteStrategy.Direct, Time = time };
        using var keeper = new QueueKeeper(workspace, new ServeSettings());
        await keeper.StartAsync(CancellationToken.None);
        Assert.DoesNotThrowAsync(keeper.EnsureAsync);

        fileSystem.File.Delete(fileSystem.Directory.GetFiles("/output/.claims").Single());
        while (!keeper.ExecuteTask!.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(15));
            await Task.Delay(1);
        }

        Assert.That(keeper.ExecuteTask.Exception!.GetBaseException(), Is.InstanceOf<AreasHeldException>().With.Message.Contains("this server fell silent"));
        Assert.ThrowsAsync<AreasHeldException>(keeper.EnsureAsync);
        await keeper.StopAsync(CancellationToken.None);
    }

    [Test]
    public async Task Deliver_AnotherTookOver_SendsNothingMore()
    {
        await using var s3 = await S3Scratch.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.NextStatus.Enqueue(500);
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var settings = new Dictionary<string, string?> { ["storage:s3:compatibility"] = "aws", ["serve:webhook_retry_seconds"] = "100" };
        await using var app = await ServedApp.StartAsync(s3, settings, services => services.AddSingleton<TimeProvider>(time));
        var task = await app.AcceptAsync("R-1", "EN-1", receiver.Address);
        await app.UntilAsync($"/webhook-status/R-1_{task}", delivery => (string?)delivery["status"] == "retrying");
        var hold = s3.FilesOf("output").Single(name => name.Contains("server.", StringComparison.Ordinal));
        await s3.Client.DeleteObjectAsync(s3.BucketOf("output"), "output/" + hold);

        // As after a standstill: the repetition is due, and so is the hold.
        time.Advance(TimeSpan.FromSeconds(140));
        var stopping = app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        while (!stopping.IsCancellationRequested)
        {
            time.Advance(TimeSpan.FromSeconds(15));
            await Task.Delay(1);
        }

        await app.DisposeAsync();
        Assert.That(receiver.Letters, Has.Count.EqualTo(1));
    }

    /// <summary>"In S3 the hold costs four requests every 15 s."</summary>
    [Test]
    public async Task Keep_FifteenSeconds_FourRequests()
    {
        await using var server = await S3TestServer.StartAsync();
        server.CreateBucket("claims");
        using var client = server.CreateClient();
        using var fileSystem = new S3FileSystem(
            client, [new S3Mount("/output", "claims", "output/")], new S3FileSystemOptions { Requests = { Compatibility = S3Compatibility.Aws } });
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var workspace = new ClaimsWorkspace(fileSystem, new ClaimsAreas("/drop", "/output", "/archive", "/cache")) { Writes = WriteStrategy.Direct, Time = time };
        using var keeper = new QueueKeeper(workspace, new ServeSettings());
        await keeper.StartAsync(CancellationToken.None);
        var mark = server.Requests.Mark;

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (var period = 1; period <= 3; period++)
        {
            time.Advance(TimeSpan.FromSeconds(15));
            while (server.Requests.Since(mark).Count < 4 * period)
                await Task.Delay(1, patience.Token);
        }

        // Waits for a renewal that is under way, so that none of its requests is missed.
        await keeper.StopAsync(CancellationToken.None);
        S3Operation[] renewal = [S3Operation.HeadObject, S3Operation.GetObject, S3Operation.PutObject, S3Operation.ListObjectsV2];
        Assert.That(
            server.Requests.Since(mark).Select(request => request.Operation),
            Is.EqualTo((S3Operation[])[.. renewal, .. renewal, .. renewal, S3Operation.HeadObject, S3Operation.DeleteObject]));
    }
}
