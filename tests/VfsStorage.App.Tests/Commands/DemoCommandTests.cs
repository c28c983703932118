using VfsStorage.App.Hosting;

namespace VfsStorage.App.Tests.Commands;

/// <summary><c>vfs demo</c>: the first thing anybody runs.</summary>
[TestFixture]
internal sealed class DemoCommandTests
{
    [Test]
    public async Task Demo_Run_FindsBothStoragesTheSameAndLeavesNothing()
    {
        using var scratch = new Scratch();
        scratch.Variables["TMPDIR"] = scratch.Root;
        // Nothing of a user's settings may reach the demo.
        scratch.Variables["STORAGE__LOCAL__BASE_PATH"] = "/proc/nowhere";
        scratch.Variables["STORAGE__S3__INPUT_BUCKET"] = "somebody-elses";

        var result = await VfsProcess.RunAsync(scratch, "demo");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Does.Contain("no difference").And.Not.Contain("| NO"));
        Assert.That(result.Output, Does.Contain("output/DEMO-01_2.json"), "The duplicate must keep a report of its own.");
        Assert.That(result.Output, Does.Contain("PutObject"));
        Assert.That(result.Errors, Is.Empty);
        Assert.That(Directory.EnumerateFileSystemEntries(scratch.Root).Select(Path.GetFileName), Is.EqualTo(new[] { "drop" }));
    }

    [Test]
    public async Task Demo_Keep_LeavesTheFolderAndSaysWhere()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        var exitCode = await VfsProgram.RunAsync(["demo", "--keep"], new Terminal(output, errors));

        Assert.That(exitCode, Is.Zero, errors.ToString());
        var folder = output.ToString().TrimEnd().Split('\n')[^1].Split(' ')[^1];
        Assert.That(File.Exists(Path.Combine(folder, "output", "DEMO-01.json")), Is.True, folder);
        Directory.Delete(folder, recursive: true);
    }
}
