using VfsStorage.Testing;

namespace VfsStorage.App.Tests.Commands;

/// <summary><c>vfs process</c> with storage.mode s3.</summary>
[TestFixture]
internal sealed class ProcessInS3Tests
{
    [Test]
    public async Task Process_InS3_WritesReportsAndArchivesTheCsv()
    {
        await using var s3 = await S3Scratch.StartAsync();
        s3.Drop("claims.csv", Claims.Rows(3));

        var result = await VfsProcess.RunAsync(s3.Folder, "process");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(s3.FilesOf("output"), Is.EqualTo(new[] { "REF-0001.json", "REF-0002.json", "REF-0003.json" }));
        Assert.That(s3.FilesOf("archive"), Has.One.EndsWith("/claims.csv"));
        Assert.That(s3.FilesOf("input"), Is.Empty);
        Assert.That(Scratch.FilesOf(s3.Folder.Output), Is.Empty, "Nothing may reach the local disk.");
    }

    [Test]
    public async Task Process_ModeOption_OverridesTheConfiguration()
    {
        await using var s3 = await S3Scratch.StartAsync();
        s3.Drop("claims.csv", Claims.Rows(1));
        s3.Folder.Drop("claims.csv", Claims.Rows(1));

        var result = await VfsProcess.RunAsync(s3.Folder, "process", "--mode", "local");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(Scratch.FilesOf(s3.Folder.Output), Is.EqualTo(new[] { "REF-0001.json" }));
        Assert.That(s3.FilesOf("input"), Is.EqualTo(new[] { "claims.csv" }));
    }

    [Test]
    public async Task Process_StoreFailsInTheMiddle_StopsWithOneLineAndGoesOnNextTime()
    {
        await using var s3 = await S3Scratch.StartAsync();
        s3.Folder.Variables["STORAGE__S3__MAX_RETRIES"] = "0";
        s3.Drop("claims.csv", Claims.Rows(10));
        s3.Server.Faults.On(S3Operation.PutObject).Key("output/REF-0006.json").Answer(503, "ServiceUnavailable");

        var stopped = await VfsProcess.RunAsync(s3.Folder, "process");

        Assert.That(stopped.ExitCode, Is.EqualTo(1), stopped.ToString());
        Assert.That(stopped.ErrorLines, Has.Count.EqualTo(1), stopped.ToString());
        Assert.That(stopped.Errors, Does.Contain("REF-0006.json").And.Contain("run again to go on"));
        Assert.That(s3.FilesOf("output"), Has.Count.EqualTo(6).And.Contains("checkpoint.json"));

        s3.Server.Faults.Clear();
        var resumed = await VfsProcess.RunAsync(s3.Folder, "process");

        Assert.That(resumed.ExitCode, Is.Zero, resumed.ToString());
        Assert.That(resumed.Output, Does.Not.Contain("REF-0005 ").And.Contain("REF-0006 "));
        Assert.That(s3.FilesOf("output"), Has.Count.EqualTo(10).And.None.EqualTo("checkpoint.json"));
        Assert.That(s3.FilesOf("archive"), Has.One.EndsWith("/claims.csv"));
    }
}
