namespace VfsStorage.App.Tests.Commands;

/// <summary><c>vfs process</c> on the local disk, as its user runs it.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ProcessCommandTests : IDisposable
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Test]
    public async Task Process_Claims_WritesReportsAndArchivesTheCsv()
    {
        _scratch.Drop("claims.csv", Claims.Rows(3));

        var result = await VfsProcess.RunAsync(_scratch, "process");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(Scratch.FilesOf(_scratch.Output), Is.EqualTo(new[] { "REF-0001.json", "REF-0002.json", "REF-0003.json" }));
        Assert.That(Scratch.FilesOf(_scratch.Archive), Has.One.EndsWith("/claims.csv"));
        Assert.That(Scratch.FilesOf(_scratch.Input), Is.Empty);
        Assert.That(result.Output, Does.Contain("[1/1] claims.csv line 2: REF-0001").And.Contain("Total"));
    }

    [Test]
    public async Task Process_NoCsv_SaysSo()
    {
        var result = await VfsProcess.RunAsync(_scratch, "process");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Does.Contain("no CSV file in the input area"));
    }

    [TestCase(Interrupt)]
    [TestCase(Terminate)]
    public async Task Process_Interrupted_SavesTheCheckpointAndSaysHowToGoOn(int signal)
    {
        _scratch.Drop("claims.csv", Claims.Rows(5));
        using (var process = VfsProcess.Start(_scratch, "process", "--wait-time", "600"))
        {
            Assert.That(await process.ReadLineAsync(), Does.Contain("REF-0001"));
            process.Signal(signal);

            var interrupted = await process.EndAsync();

            Assert.That(interrupted.ExitCode, Is.EqualTo(130), interrupted.ToString());
            Assert.That(interrupted.Errors, Does.Contain("Stopped after line 2 of claims.csv. Run again"));
        }

        Assert.That(Scratch.FilesOf(_scratch.Output), Is.EqualTo(new[] { "REF-0001.json", "checkpoint.json" }));

        var resumed = await VfsProcess.RunAsync(_scratch, "process");

        Assert.That(resumed.ExitCode, Is.Zero, resumed.ToString());
        Assert.That(resumed.Output, Does.Not.Contain("REF-0001 ").And.Contain("REF-0002 "));
        Assert.That(Scratch.FilesOf(_scratch.Output), Has.Count.EqualTo(5).And.None.EqualTo("checkpoint.json"));
    }

    [Test]
    public async Task Process_ARowFails_SaysWhereTheReasonIs()
    {
        // Umar's recorded source refuses with a rate limit.
        _scratch.Drop("claims.csv", Claims.Header + "REF-1,Umar,Testcase,EN-1,9000021,B\n" + Claims.Compliant.Replace("REF-1", "REF-2"));

        var result = await VfsProcess.RunAsync(_scratch, "process");

        Assert.That(result.ExitCode, Is.EqualTo(1), result.ToString());
        Assert.That(result.ErrorLines, Is.EqualTo(new[]
        {
            "vfs: claims.csv: 1 row(s) failed; the reasons are in errors.csv of the archive area.",
        }));
        Assert.That(Scratch.FilesOf(_scratch.Output), Is.EqualTo(new[] { "REF-2.json" }));
    }

    [Test]
    public async Task Process_SkipOption_LeavesOnlyThatReviewOut()
    {
        _scratch.Configure("""{ "skip_regulatory": true }""");
        _scratch.Drop("claims.csv", Claims.Header + Claims.Compliant);

        await VfsProcess.RunAsync(_scratch, "process", "--skip-disciplinary");

        Assert.That(StatusOf("disciplinary_evaluation"), Is.EqualTo("Skipped per configuration"));
        Assert.That(StatusOf("regulatory_evaluation"), Is.Not.EqualTo("Skipped per configuration"));
    }

    [Test]
    public async Task Process_NoSkipOption_FollowsTheConfiguration()
    {
        _scratch.Configure("""{ "skip_regulatory": true }""");
        _scratch.Drop("claims.csv", Claims.Header + Claims.Compliant);

        await VfsProcess.RunAsync(_scratch, "process");

        Assert.That(StatusOf("disciplinary_evaluation"), Is.Not.EqualTo("Skipped per configuration"));
        Assert.That(StatusOf("regulatory_evaluation"), Is.EqualTo("Skipped per configuration"));
    }

    [Test]
    public async Task Process_SensitiveValues_ReachNeitherReportNorLog()
    {
        _scratch.Configure("""{ "enabled_logging_groups": ["core", "services", "agents", "evaluation"] }""");
        _scratch.Drop(
            "claims.csv",
            "ssn,dob," + Claims.Header + "078-05-1120,1961-02-03," + Claims.Compliant + "078-05-1120,1961-02-03,REF-2,Umar,Testcase,EN-2,9000021,B\n");

        await VfsProcess.RunAsync(_scratch, "process", "--diagnostic");

        var written = Scratch.FilesOf(_scratch.Root).Where(name => !name.EndsWith("claims.csv", StringComparison.Ordinal))
            .Select(name => File.ReadAllText(Path.Combine(_scratch.Root, name))).ToList();
        Assert.That(written, Has.Some.Contain("claims.csv line 3 failed"), "The log was not read.");
        Assert.That(written, Has.None.Contain("078-05-1120").And.None.Contain("1961-02-03"));
    }

    private string? StatusOf(string section)
    {
        using var report = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(_scratch.Output, "REF-1.json")));
        return report.RootElement.GetProperty(section).GetProperty("due_diligence").TryGetProperty("status", out var status)
            ? status.GetString()
            : null;
    }
}
