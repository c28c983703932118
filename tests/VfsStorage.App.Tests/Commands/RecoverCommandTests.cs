using VfsStorage.Testing;

namespace VfsStorage.App.Tests.Commands;

/// <summary><c>vfs recover</c>.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class RecoverCommandTests
{
    [Test]
    public async Task Recover_OnTheDisk_FindsNothing()
    {
        using var scratch = new Scratch();

        var result = await VfsProcess.RunAsync(scratch, "recover", "--resume");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Is.EqualTo("Nothing is unfinished."));
    }

    [Test]
    [Category("Slow")]
    public async Task Recover_UnfinishedMove_IsListedAndFinishedOrTakenBack([Values("--resume", "--rollback")] string how)
    {
        await using var s3 = await S3Scratch.StartAsync();
        s3.Drop("old/a", "a");
        s3.Drop("old/b", "b");
        var options = new S3FileSystemOptions { Requests = { Compatibility = S3Compatibility.Aws } };
        using (var files = new S3FileSystem(s3.Client, [new S3Mount("/drop", s3.BucketOf("input"), "input/")], options))
        using (s3.Server.Faults.On(S3Operation.DeleteObjects).ResetConnection())
        {
            Assert.Throws<IOException>(() => files.Directory.Move("/drop/old", "/drop/new"));
        }

        var listed = await VfsProcess.RunAsync(s3.Folder, "recover");
        var refused = await VfsProcess.RunAsync(s3.Folder, "recover", how);
        var finished = await VfsProcess.RunAsync(s3.Folder, "recover", how, "--force");
        var after = await VfsProcess.RunAsync(s3.Folder, "recover", "--list");

        Assert.That(listed.Output, Does.Contain("a move of /drop/old to /drop/new"), listed.ToString());
        Assert.That(refused.ExitCode, Is.EqualTo(1), refused.ToString());
        Assert.That(refused.Errors, Does.Contain("may still be moving"), "The process of this test lives.");
        Assert.That(finished.ExitCode, Is.Zero, finished.ToString());
        Assert.That(after.Output, Is.EqualTo("Nothing is unfinished."));
        Assert.That(s3.FilesOf("input"), Is.EqualTo(how == "--resume" ? new[] { "new/a", "new/b" } : ["old/a", "old/b"]));
    }

    [Test]
    public async Task Recover_UnknownId_SaysSo()
    {
        await using var s3 = await S3Scratch.StartAsync();

        var result = await VfsProcess.RunAsync(s3.Folder, "recover", "--resume", "nothing");

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Errors, Does.Contain("'nothing'"));
    }
}
