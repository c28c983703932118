using System.Net;
using System.Net.Sockets;
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
}
