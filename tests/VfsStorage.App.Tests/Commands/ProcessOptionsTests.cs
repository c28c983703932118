namespace VfsStorage.App.Tests.Commands;

/// <summary><c>vfs process</c> with several workers, shards, and without writing.</summary>
[TestFixture]
internal sealed class ProcessOptionsTests
{
    [Test]
    public async Task Process_Shards_ShareTheBatch()
    {
        using var scratch = new Scratch();
        scratch.Drop("claims.csv", Claims.Rows(20));

        var first = await VfsProcess.RunAsync(scratch, "process", "--shard", "0/2", "--workers", "4");
        Assert.That(first.ExitCode, Is.Zero, first.ToString());
        Assert.That(first.Output, Does.Contain("by the last shard"));
        Assert.That(Scratch.FilesOf(scratch.Input), Is.EqualTo(new[] { "claims.csv" }));
        scratch.Variables["AWS_BATCH_JOB_ARRAY_INDEX"] = "1";
        var second = await VfsProcess.RunAsync(scratch, "process", "--shard", "/2");

        Assert.That(second.ExitCode, Is.Zero, second.ToString());
        Assert.That(Scratch.FilesOf(scratch.Output), Has.Count.EqualTo(20));
        Assert.That(Scratch.FilesOf(scratch.Input), Is.Empty);
    }

    [Test]
    public async Task Process_DryRun_SaysWhatWouldHappenAndWritesNothing()
    {
        using var scratch = new Scratch();
        scratch.Drop("claims.csv", Claims.Header + Claims.Compliant + "REF-2,,,EN-2,9000002,B\n");

        var result = await VfsProcess.RunAsync(scratch, "process", "--dry-run");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Does.Contain("NO_NAME 1").And.Contain("claims.csv line 3: NO_NAME").And.Contain("nothing was written"));
        Assert.That(Scratch.FilesOf(scratch.Output), Is.Empty);
        Assert.That(Scratch.FilesOf(scratch.Input), Is.EqualTo(new[] { "claims.csv" }));
    }

    [TestCase("--workers", "0", "--workers must be a whole number from 1 to 256, not '0'.")]
    [TestCase("--workers", "many", "not 'many'")]
    [TestCase("--shard", "4/4", "--shard must be I/N with I from 0 to N-1, not '4/4'.")]
    public async Task Process_WrongOption_IsOneLine(string option, string value, string message)
    {
        using var scratch = new Scratch();

        var result = await VfsProcess.RunAsync(scratch, "process", option, value);

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Errors, Does.Contain(message));
    }
}
