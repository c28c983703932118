using System.Text;

namespace VfsStorage.App.Tests.Commands;

/// <summary>Every mistake in CSV files or settings ends in one line that names what to change, and loses nothing.</summary>
[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class BadInputTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [TestCase("reference_id,first_name\nREF-1,\"Ada\nREF-2,Bruno\n", "bad.csv, line 2: a quote opens here and is not closed where its value ends. Close it, or double each quote inside a quoted value.")]
    [TestCase("color;taste\nred;sweet\n", "bad.csv has no known column in its first line. Separate columns with commas, and name at least employee_number, first_name, last_name and crd_number there.")]
    [TestCase("", "bad.csv is empty, or no regular file: its first line must name the columns.")]
    public Task Process_BadCsv_IsToldAndLeftWhileOthersAreProcessed(string content, string expected) =>
        AssertLeftInPlaceAsync(Encoding.UTF8.GetBytes(content), expected);

    [TestCase("")]
    [TestCase("\"")]
    public Task Process_HugeRecord_IsToldAndLeftWhileOthersAreProcessed(string quote) => AssertLeftInPlaceAsync(
        Encoding.UTF8.GetBytes($"{Claims.Header}REF-8,{quote}{new string('x', 1_100_000)},Örnek,EN-9,9000025,B\n"),
        "bad.csv: the record after row 1 is longer than 1 MiB. Shorten its values, or close a quote that opens in it.");

    [Test]
    public Task Process_WrongEncoding_IsToldAndLeftWhileOthersAreProcessed() => AssertLeftInPlaceAsync(
        Encoding.Latin1.GetBytes(Claims.Header + "REF-9,Yusuf,Örnek,EN-9,9000025,B\n"),
        "bad.csv is not UTF-8 (after row 1): save it as \"CSV UTF-8\" and drop it again.");

    [Test]
    public async Task Process_LockedCsv_IsToldAndLeftWhileOthersAreProcessed()
    {
        var path = Path.Combine(_scratch.Input, "bad.csv");
        await using var locked = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        await locked.WriteAsync(Encoding.UTF8.GetBytes(Claims.Header));
        await locked.FlushAsync();

        await AssertLeftInPlaceAsync(
            null, $"bad.csv cannot be read after row 1: The process cannot access the file '{path}' because it is being used by another process.");
    }

    [Test]
    public async Task Process_AreaIsAFile_NamesTheSettings()
    {
        Directory.Delete(_scratch.Input);
        await File.WriteAllTextAsync(_scratch.Input, "not a folder");

        await AssertOneLineAsync(["process"], Does.Contain(_scratch.Input).And.Contain("Correct storage.local (base_path and the four folders)."));

        Assert.That(await File.ReadAllTextAsync(_scratch.Input), Is.EqualTo("not a folder"));
    }

    [TestCase("--mode", "cloud", "vfs: --mode must be local or s3, not 'cloud'.")]
    [TestCase("--wait-time", "-1", "vfs: --wait-time must be a number of seconds from 0 to 3600, not '-1'.")]
    [TestCase("--wait-time", "soon", "vfs: --wait-time must be a number of seconds from 0 to 3600, not 'soon'.")]
    public async Task Process_BadOption_NamesIt(string option, string value, string expected)
    {
        var result = await VfsProcess.RunAsync(_scratch, "process", option, value);

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.ErrorLines, Is.EqualTo(new[] { expected, "vfs: Run 'vfs process --help' for the commands and options." }));
    }

    [TestCase("cache list --page x", "--page must be a whole number, not 'x'.")]
    [TestCase("cache list --page-size 99999999999", "--page-size must be a whole number, not '99999999999'.")]
    [TestCase("head -n x input/a.csv", "--lines must be a whole number, not 'x'.")]
    [TestCase("sync a b --verify md5", "--verify must be checksum or size or none, not 'md5'.")]
    [TestCase("ls input --config @empty", "--config must name a file.")]
    public async Task Vfs_BadOption_NamesItInTheUsersWords(string arguments, string expected)
    {
        var result = await VfsProcess.RunAsync(_scratch, [.. arguments.Split(' ').Select(argument => argument == "@empty" ? "" : argument)]);

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.ErrorLines[0], Is.EqualTo("vfs: " + expected));
        Assert.That(result.ErrorLines, Has.Count.EqualTo(2));
    }

    [TestCase("ls input")]
    [TestCase("rm input/a.csv")]
    [TestCase("migrate --from local --to ./copy --yes")]
    [TestCase("process")]
    public async Task Vfs_StorageIsNoGroup_IsToldBeforeAnythingIsTouched(string arguments)
    {
        _scratch.Configure("""{ "storage": "s3" }""");
        _scratch.Drop("a.csv", Claims.Rows(1));

        await AssertOneLineAsync(arguments.Split(' '), Is.EqualTo("vfs: storage: a group of keys is expected here, not 's3'"));

        Assert.That(Scratch.FilesOf(_scratch.Input), Is.EqualTo(new[] { "a.csv" }));
    }

    [TestCase("""{ "storage": { "mode": "cloud" } }""", "storage.mode: 'cloud' is not one of local, s3")]
    [TestCase("""{ "storage": { "local": { "input_folder": "" } } }""", "storage.local.input_folder: '' does not name a folder")]
    [TestCase("""{ "default_wait_time": "soon" }""", "default_wait_time must be a number of seconds from 0 to 3600, not 'soon'.")]
    [TestCase("""{ "skip_regulatory": "maybe" }""", "skip_regulatory must be true or false, not 'maybe'.")]
    [TestCase("""{ "enabled_logging_groups": ["gossip"] }""", "enabled_logging_groups: there is no group 'gossip'; use core, services, agents, evaluation.")]
    [TestCase("""{ "logging_levels": { "core": "LOUD" } }""", "logging_levels: core must be one of DEBUG, INFO, WARNING, ERROR, CRITICAL, not 'LOUD'.")]
    public async Task Process_BadSetting_NamesIt(string configuration, string expected)
    {
        _scratch.Configure(configuration);
        _scratch.Drop("claims.csv", Claims.Rows(1));

        await AssertOneLineAsync(["process"], Is.EqualTo("vfs: " + expected));

        Assert.That(Scratch.FilesOf(_scratch.Input), Is.EqualTo(new[] { "claims.csv" }));
    }

    [Test]
    public async Task Process_BrokenJson_SaysWhere()
    {
        _scratch.Configure("{ \"storage\": {\n  \"mode\" \"local\" } }");

        await AssertOneLineAsync(["process"], Does.StartWith("vfs: config.json: ").And.Contain("LineNumber: 1"));
    }

    [Test]
    public Task Process_MissingConfigurationFile_NamesIt() => AssertOneLineAsync(
        ["process", "--config", "nowhere.json"], Does.Contain("nowhere.json: there is no such file"));

    [Test]
    public async Task Process_EmptyBucketNames_NamesEach()
    {
        _scratch.Configure("""{ "storage": { "mode": "s3", "s3": { "input_bucket": "", "output_bucket": "reports" } } }""");

        var result = await VfsProcess.RunAsync(_scratch, "process");

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.ErrorLines, Is.EqualTo(new[]
        {
            "vfs: storage.s3.input_bucket: it is missing",
            "vfs: storage.s3.archive_bucket: it is missing",
            "vfs: storage.s3.cache_bucket: it is missing",
        }));
    }

    [Test]
    public async Task Process_BrokenEnvironmentFile_TellsWithoutQuotingIt()
    {
        await File.WriteAllTextAsync(Path.Combine(_scratch.Root, ".env"), "AWS_SECRET_ACCESS_KEY: do-not-show\n=x\n");

        await AssertOneLineAsync(["process", "--diagnostic"], Does.Contain(".env' cannot be read").And.Not.Contain("do-not-show"), ignoreDetails: true);
    }

    [Test]
    public async Task Vfs_UnknownCommand_PointsToTheHelp()
    {
        var result = await VfsProcess.RunAsync(_scratch, "proces");

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Errors, Does.Contain("'proces'").And.Contain("vfs --help"));
    }

    private async Task AssertLeftInPlaceAsync(byte[]? bad, string expected)
    {
        if (bad is not null)
            await File.WriteAllBytesAsync(Path.Combine(_scratch.Input, "bad.csv"), bad);
        _scratch.Drop("good.csv", Claims.Rows(1));

        var result = await VfsProcess.RunAsync(_scratch, "process");

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.ErrorLines, Is.EqualTo(new[]
        {
            "vfs: " + expected,
            "vfs: 1 file(s) could not be read to the end: correct them and run again.",
        }));
        Assert.That(Scratch.FilesOf(_scratch.Input), Is.EqualTo(new[] { "bad.csv" }));
        Assert.That(Scratch.FilesOf(_scratch.Output), Does.Contain("REF-0001.json").And.None.EqualTo("checkpoint.json"));
        Assert.That(Scratch.FilesOf(_scratch.Archive), Has.One.EndsWith("/good.csv"));
    }

    private async Task AssertOneLineAsync(string[] arguments, NUnit.Framework.Constraints.IResolveConstraint expected, bool ignoreDetails = false)
    {
        var result = await VfsProcess.RunAsync(_scratch, arguments);

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        if (!ignoreDetails)
            Assert.That(result.ErrorLines, Has.Count.EqualTo(1), result.ToString());
        Assert.That(result.ErrorLines[0], expected);
    }
}
