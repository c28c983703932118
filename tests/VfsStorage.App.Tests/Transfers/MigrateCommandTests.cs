using System.Text.Json;
using VfsStorage.Testing;

namespace VfsStorage.App.Tests.Transfers;

internal sealed class MigrateCommandTests : TransferCommandFixture
{
    private static readonly string[] _up = ["migrate", "--from", "local", "--to", "s3"];

    [Test]
    public async Task Migrate_LocalToS3_CopiesTheAreasThatAreThere()
    {
        Write("drop/a.csv", "1");
        Write("output/sub/b.json", "22");

        var output = await OutputAsync([.. _up, "--yes", "--area", "input", "--area", "output"]);

        Assert.That((FilesOf("input"), FilesOf("output")), Is.EqualTo((new[] { "a.csv" }, new[] { "sub/b.json" })));
        Assert.That(output, Does.Contain("input: ").And.Contain("→ s3://claims-input/input/").And.Contain("Copied 1 file"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Migrate_AreaIsMissing_IsEmptyAndTold(bool json)
    {
        Write("drop/a.csv", "1");
        Write("archive/c.csv", "3");

        var result = await RunAsync([.. _up, "--yes", .. json ? (string[])["--json"] : []]);

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That((FilesOf("input"), FilesOf("archive")), Is.EqualTo((new[] { "a.csv" }, new[] { "c.csv" })));
        foreach (var area in new[] { "output", "cache" })
            Assert.That(json ? result.Errors : result.Output, Does.Contain($"{area}: {Path.Combine(Scratch.Root, area)} does not exist, so that there is nothing to copy."));
    }

    [Test]
    public async Task Migrate_EveryAreaIsMissing_IsAMistake()
    {
        Directory.Delete(Scratch.Input);

        Assert.That(await ErrorAsync(2, [.. _up, "--yes"]), Is.EqualTo($"vfs: The source {Scratch.Input} does not exist."));
        Assert.That(await ErrorAsync(2, [.. _up, "--yes", "--area", "cache"]), Is.EqualTo($"vfs: The source {Scratch.Cache} does not exist."));
    }

    [Test]
    public async Task Migrate_BackFromS3_RestoresContentAndTimes()
    {
        var path = Write("drop/a.csv", "1");
        File.SetLastWriteTimeUtc(path, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        await OutputAsync([.. _up, "--yes", "--area", "input"]);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        ManifestName = "back";

        await OutputAsync("migrate", "--from", "s3", "--to", "local", "--area", "input", "--yes");

        Assert.That((File.ReadAllText(path), File.GetLastWriteTimeUtc(path)), Is.EqualTo(("1", new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc))));
    }

    [Test]
    public async Task Migrate_BetweenBuckets_CopiesOnTheServer()
    {
        Upload("input", "a.csv", "1");
        Server.CreateBucket("other");
        var mark = Server.Requests.Mark;

        await OutputAsync("migrate", "--from", "s3", "--to", "s3://other/backup", "--area", "input", "--yes");

        Assert.That(Server.GetKeys("other", "backup/input/a"), Is.EqualTo(new[] { "backup/input/a.csv" }));
        Assert.That(Server.Requests.Since(mark).CountOf(S3Operation.GetObject), Is.Zero);
    }

    [Test]
    public async Task Migrate_DryRun_ShowsThePlanAndDoesNothing()
    {
        Write("drop/a.csv", new string('x', 3000));

        var output = await OutputAsync([.. _up, "--area", "input", "--dry-run"]);

        Assert.That(output, Does.Contain("1 file, 2.9 KiB").And.Contain("1 PUT").And.Contain("estimate"));
        Assert.That(FilesOf("input"), Is.Empty);
    }

    [TestCase("y\n", 1)]
    [TestCase("n\n", 0)]
    public async Task Migrate_Question_IsObeyed(string answer, int copied)
    {
        Write("drop/a.csv");
        Answer = answer;

        var result = await RunAsync([.. _up, "--area", "input"]);

        Assert.That((FilesOf("input").Count, result.ExitCode), Is.EqualTo((copied, 1 - copied)));
    }

    [Test]
    public async Task Migrate_NobodyAnswers_SaysHowNotToBeAsked()
    {
        Write("drop/a.csv");

        Assert.That(await ErrorAsync(2, [.. _up, "--area", "input"]), Does.Contain("--yes"));
        Assert.That(FilesOf("input"), Is.Empty);
    }

    [Test]
    public async Task Migrate_DeleteSource_LeavesWhatIsNotProven()
    {
        var arrives = Write("drop/a.csv");
        var fails = Write("drop/b.csv");
        Server.Faults.On(S3Operation.PutObject).Key("input/b.csv").Answer(500);

        var result = await RunAsync([.. _up, "--area", "input", "--delete-source", "--yes"]);

        Assert.That((result.ExitCode, File.Exists(arrives), File.Exists(fails)), Is.EqualTo((1, false, true)), result.ToString());
        Assert.That(result.ErrorLines, Has.One.Contains("not copied: b.csv"));
    }

    [Test]
    public async Task Migrate_IncludeAndExclude_ChooseFiles()
    {
        Write("drop/a.csv");
        Write("drop/b.txt");
        Write("drop/old/c.csv");

        await OutputAsync([.. _up, "--area", "input", "--include", "*.csv", "--exclude", "old/", "--yes"]);

        Assert.That(FilesOf("input"), Is.EqualTo(new[] { "a.csv" }));
    }

    [TestCase("checksum")]
    [TestCase("size")]
    [TestCase("none")]
    public async Task Migrate_Verify_TakesEachWord(string verify)
    {
        Write("drop/a.csv");

        await OutputAsync([.. _up, "--area", "input", "--yes", "--verify", verify]);

        Assert.That(FilesOf("input"), Is.EqualTo(new[] { "a.csv" }));
    }

    [TestCase("--verify", "maybe")]
    [TestCase("--parallel", "0")]
    [TestCase("--area", "attic")]
    public async Task Migrate_WrongValue_IsAMistake(string option, string value)
    {
        var result = await RunAsync([.. _up, option, value]);

        Assert.That((result.ExitCode, result.Errors), Is.EqualTo((2, result.Errors)));
        Assert.That(result.Errors, Does.Contain(value));
    }

    [Test]
    public async Task Migrate_Json_IsOneDocument()
    {
        Write("drop/a.csv", "123");

        var output = await OutputAsync([.. _up, "--area", "input", "--yes", "--json"]);

        var transfer = JsonDocument.Parse(output).RootElement.GetProperty("transfers")[0];
        Assert.That(transfer.GetProperty("done").GetProperty("copied_bytes").GetInt64(), Is.EqualTo(3));
        Assert.That(transfer.GetProperty("failed").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task Migrate_InterruptedBefore_WantsToBeResumed()
    {
        Write("drop/a.csv");
        Write("drop/b.csv");
        Server.Faults.On(S3Operation.PutObject).Answer(403, "InvalidAccessKeyId");
        var stopped = await RunAsync([.. _up, "--area", "input", "--yes", "--parallel", "1"]);
        Server.Faults.Clear();

        var refused = await ErrorAsync(2, [.. _up, "--area", "input", "--yes"]);
        await OutputAsync([.. _up, "--area", "input", "--yes", "--resume"]);

        Assert.That(stopped.Errors, Does.Contain("go on with: vfs migrate --from local --to s3"));
        Assert.That(refused, Does.Contain("--resume"));
        Assert.That(FilesOf("input"), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Migrate_NameTooLongForAKey_IsToldBeforeAnythingStarts()
    {
        Write("drop/a.csv");
        Write("drop/" + string.Join('/', Enumerable.Repeat(new string('d', 250), 5)) + "/b.csv");

        var result = await RunAsync([.. _up, "--area", "input", "--dry-run"]);

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Errors, Does.Contain("cannot be copied").And.Contain("1024 bytes"));
    }
}
