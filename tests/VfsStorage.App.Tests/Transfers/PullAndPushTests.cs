using System.Globalization;

namespace VfsStorage.App.Tests.Transfers;

internal sealed class PullAndPushTests : TransferCommandFixture
{
    private static string Today => DateTime.UtcNow.ToString("MM-dd-yyyy", CultureInfo.InvariantCulture);

    [Test]
    public async Task Pull_CsvFiles_ArriveInTheInputAreaItself()
    {
        Upload("input", "a.csv", "1");
        Upload("input", "2031/b.CSV", "2");
        Upload("input", "notes.txt", "no");

        await OutputAsync("pull");

        Assert.That(Scratch.FilesOf(Scratch.Input), Is.EqualTo(new[] { "a.csv", "b.CSV" }));
        Assert.That(FilesOf("input"), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Pull_ProcessedMeanwhile_IsNotBroughtAgain()
    {
        Upload("input", "a.csv", "1");
        await OutputAsync("pull");
        File.Delete(Path.Combine(Scratch.Input, "a.csv"));

        await OutputAsync("pull");

        Assert.That(Scratch.FilesOf(Scratch.Input), Is.Empty);
    }

    [Test]
    public async Task Pull_NewVersion_ReplacesWhatWasPulledAndNotTouched()
    {
        Upload("input", "a.csv", "1");
        await OutputAsync("pull");
        Upload("input", "a.csv", "22");

        await OutputAsync("pull");

        Assert.That(Read("drop/a.csv"), Is.EqualTo("22"));
    }

    [Test]
    public async Task Pull_LocalFileOfTheSameName_IsLeftAlone()
    {
        Write("drop/a.csv", "not processed yet");
        Upload("input", "a.csv", "1");

        var error = await ErrorAsync(1, "pull");

        Assert.That((Read("drop/a.csv"), error), Is.EqualTo(("not processed yet", error)));
        Assert.That(error, Does.Contain("it is left alone"));
    }

    [Test]
    public async Task Pull_LocalFilesOnly_AreNeverDeleted()
    {
        Write("drop/mine.csv");

        await OutputAsync("pull", "--archive");

        Assert.That(Scratch.FilesOf(Scratch.Input), Is.EqualTo(new[] { "mine.csv" }));
    }

    [Test]
    public async Task Pull_Archive_MovesEachObjectToTheFolderOfTheDay()
    {
        Upload("input", "a.csv", "1");
        Upload("archive", $"{Today}/a.csv", "an older one");

        await OutputAsync("pull", "--archive");

        Assert.That((FilesOf("input"), Read("drop/a.csv")), Is.EqualTo((Array.Empty<string>(), "1")));
        Assert.That(await DownloadAsync("archive", $"{Today}/a_2.csv"), Is.EqualTo("1"));
        Assert.That(await DownloadAsync("archive", $"{Today}/a.csv"), Is.EqualTo("an older one"));
    }

    [Test]
    public async Task Pull_SameNameTwice_BringsOneAndReportsTheOther()
    {
        Upload("input", "a.csv", "1");
        Upload("input", "x/a.csv", "2");

        Assert.That(await ErrorAsync(1, "pull"), Does.Contain("x/a.csv"));
        Assert.That(Read("drop/a.csv"), Is.EqualTo("1"));
    }

    [Test]
    public async Task Push_Reports_ArriveWithoutTheCheckpoint()
    {
        Write("output/REF-1.json", "{}");
        Write("output/checkpoint.json", "{}");
        Write("output/.vfs/shards-of-2/part_0.json", "{}");
        Write("output/archive/11-23-2026/REF-0.json", "{}");
        Write("output/notes.txt", "no");

        await OutputAsync("push");

        Assert.That(FilesOf("output"), Is.EqualTo(new[] { "REF-1.json" }));
        Assert.That(File.Exists(Path.Combine(Scratch.Output, "REF-1.json")), Is.True);
    }

    [Test]
    public async Task Push_ChangedReport_BecomesTheNewVersionOfItsKey()
    {
        var path = Write("output/REF-1.json", "{\"v\":1}");
        await OutputAsync("push");
        File.WriteAllText(path, "{\"v\":2}");
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(1));

        var output = await OutputAsync("push");

        Assert.That(await DownloadAsync("output", "REF-1.json"), Is.EqualTo("{\"v\":2}"));
        Assert.That(output, Does.Contain("Copied 1 file"));
    }

    [Test]
    public async Task Push_NothingNew_SendsNothing()
    {
        Write("output/REF-1.json", "{}");
        await OutputAsync("push");
        var mark = Server.Requests.Mark;

        await OutputAsync("push");

        Assert.That(Server.Requests.Since(mark).ToString(), Is.EqualTo("LIST×1"));
    }

    [Test]
    public async Task PullAndPush_OldNames_AreHonoured()
    {
        Server.AddObject("claims-input", "incoming/a.csv", "1");
        var variables = Scratch.Variables;
        File.Delete(ConfigFile);
        variables["STORAGE__S3__SERVICE_URL"] = Server.Endpoint.AbsoluteUri;
        variables["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE";
        variables["AWS_SECRET_ACCESS_KEY"] = "secret-of-no-account";
        variables["S3_OUTPUT_BUCKET"] = "claims-output";
        variables["LOCAL_INPUT_FOLDER"] = "./incoming";
        File.WriteAllText(
            Path.Combine(Scratch.Root, ".env"), "S3_INPUT_BUCKET=claims-input\nS3_INPUT_FOLDER=incoming/\nS3_INPUT_ARCHIVE_FOLDER=done\nS3_OUTPUT_FOLDER=reports\n");
        Write("output/REF-1.json", "{}");

        var pull = await VfsProcess.RunAsync(Scratch, "pull", "--archive");
        var push = await VfsProcess.RunAsync(Scratch, "push");

        Assert.That((pull.ExitCode, push.ExitCode), Is.EqualTo((0, 0)), $"{pull}\n{push}");
        Assert.That(Read("incoming/a.csv"), Is.EqualTo("1"));
        Assert.That(Server.GetKeys("claims-input", "done/").Where(key => key.EndsWith(".csv", StringComparison.Ordinal)), Is.EqualTo(new[] { $"done/{Today}/a.csv" }));
        Assert.That(Server.GetKeys("claims-output", "reports/R"), Is.EqualTo(new[] { "reports/REF-1.json" }));
    }
}
