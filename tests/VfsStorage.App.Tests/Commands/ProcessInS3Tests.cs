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
}
