using VfsStorage.Testing;

namespace VfsStorage.App.Tests.Transfers;

/// <summary>Ctrl-C and SIGKILL during a migration, and going on after it.</summary>
internal sealed class InterruptionTests : TransferCommandFixture
{
    private static readonly string[] _command = ["migrate", "--from", "./source", "--to", "s3://claims-cache/x", "--yes", "--parallel", "4"];

    [SetUp]
    public void PointProcessesToServer()
    {
        Scratch.Variables["STORAGE__S3__SERVICE_URL"] = Server.Endpoint.AbsoluteUri;
        Scratch.Variables["STORAGE__S3__COMPATIBILITY"] = "aws";
        Scratch.Variables["STORAGE__S3__PART_SIZE_MB"] = "5";
        Scratch.Variables["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE";
        Scratch.Variables["AWS_SECRET_ACCESS_KEY"] = "secret-of-no-account";
    }

    [Test]
    public async Task Migrate_CtrlC_StopsCleanlyAndSaysHowToGoOn()
    {
        Fill(60, 1);
        // Held answers keep the run under way until it is interrupted.
        var hold = Server.Faults.On(S3Operation.PutObject).Skip(10).HoldAnswer();
        using var process = VfsProcess.Start(Scratch, _command);
        await hold.Arrived;
        process.Signal(2);
        var stopped = await process.EndAsync();
        hold.Release();
        hold.Dispose();

        var resumed = await VfsProcess.RunAsync(Scratch, [.. _command, "--resume"]);

        Assert.That(stopped.ExitCode, Is.EqualTo(130), stopped.ToString());
        Assert.That(stopped.Errors, Does.Contain($"Go on with: vfs {string.Join(' ', _command)} --resume"));
        Assert.That(resumed.ExitCode, Is.Zero, resumed.ToString());
        Assert.That(Server.GetKeys("claims-cache", "x/").Count(key => !key.EndsWith('/')), Is.EqualTo(61));
    }

    [Test]
    [Category("Slow")]
    public async Task Migrate_KilledAtRandomMoments_IsCompletedByResuming()
    {
        var seed = TestContext.CurrentContext.Random.Next();
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        Fill(300, 60);
        Server.Faults.Latency = TimeSpan.FromMilliseconds(5);
        for (var kills = 0; kills < 6; kills++)
        {
            var moment = new TaskCompletionSource();
            using var fault = Server.Faults.On().Nth(random.Next(5, 90)).CallBefore(_ => moment.TrySetResult());
            using var process = VfsProcess.Start(Scratch, [.. _command, "--resume"]);
            await moment.Task.WaitAsync(TimeSpan.FromSeconds(60));
            await process.KillAsync();
        }

        var last = await VfsProcess.RunAsync(Scratch, [.. _command, "--resume"]);
        var back = await VfsProcess.RunAsync(Scratch, "sync", "s3://claims-cache/x", "./back");

        Assert.That((last.ExitCode, back.ExitCode), Is.EqualTo((0, 0)), $"{last}\n{back}");
        Assert.That(Scratch.FilesOf(Path.Combine(Scratch.Root, "back")), Is.EqualTo(Scratch.FilesOf(Path.Combine(Scratch.Root, "source"))));
        foreach (var file in Scratch.FilesOf(Path.Combine(Scratch.Root, "source")))
            Assert.That(File.ReadAllBytes(Path.Combine(Scratch.Root, "back", file)), Is.EqualTo(File.ReadAllBytes(Path.Combine(Scratch.Root, "source", file))), file);
        Assert.That(Server.CountOpenUploads("claims-cache"), Is.Zero);
        // What was sent twice was under way at a kill.
        var parts = Server.Requests.All.Of(S3Operation.UploadPart).Where(request => request.Status == 200).GroupBy(request => request.Query["partNumber"]);
        Assert.That(parts.Sum(part => part.Count() - 1), Is.AtMost(6 * 4));
    }

    private void Fill(int files, int largeMegabytes)
    {
        for (var index = 0; index < files; index++)
            Write($"source/d{index % 3}/{index}", $"content {index}");
        var bytes = new byte[largeMegabytes << 20];
        new Random(1).NextBytes(bytes);
        File.WriteAllBytes(Path.Combine(Scratch.Root, "source", "large"), bytes);
    }
}
