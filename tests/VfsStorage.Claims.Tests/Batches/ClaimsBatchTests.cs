using VfsStorage.Claims.Batches;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Batches;

[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.All))]
public sealed class ClaimsBatchTests(FileSystemKind kind) : BatchFixture(kind)
{
    [Test]
    public async Task RunAsync_Files_AreTakenInOrdinalOrderFromTheRootOnly()
    {
        Drop("b.csv", Header + Row("3"));
        Drop("a.CSV", Header + Row("2"));
        Drop("B.csv", Header + Row("1"));
        Drop("notes.txt", Header + Row("4"));
        Drop("a.csv.bak", Header + Row("5"));
        FileSystem.Directory.CreateDirectory(FileSystem.Path.Combine(Areas.Input, "nested"));
        Drop(FileSystem.Path.Combine("nested", "n.csv"), Header + Row("6"));
        var processor = new PlainProcessor();

        var summary = await RunAsync(processor);

        Assert.That(processor.Claims.Select(claim => claim.ReferenceId), Is.EqualTo(["1", "2", "3"]));
        Assert.That(summary.Files.Select(file => file.CsvFile), Is.EqualTo(["B.csv", "a.CSV", "b.csv"]));
        Assert.That(Names(Areas.Input), Is.EqualTo(["a.csv.bak", "notes.txt"]));
    }

    [Test]
    public async Task RunAsync_NoFiles_Completes()
    {
        var summary = await RunAsync();
        Assert.That((summary.Outcome, summary.Files.Count, Names(Areas.Output).Length), Is.EqualTo((BatchOutcome.Completed, 0, 0)));
    }

    [Test]
    public async Task RunAsync_OnlyAHeader_IsArchivedWithoutRows()
    {
        Drop("a.csv", Header);
        var summary = await RunAsync();
        Assert.That((summary.Rows, string.Join(' ', Archived())), Is.EqualTo((0, "a.csv")));
    }

    [Test]
    public async Task RunAsync_Rows_AreCountedPerFile()
    {
        Drop("a.csv", Header + Row("1") + Skip("2") + Fail("3") + Row("4"));

        var file = (await RunAsync()).Files.Single();

        Assert.That((file.Rows, file.Processed, file.Skipped, file.Failed, file.Compliant), Is.EqualTo((4, 2, 1, 1, 0)));
        Assert.That(file.ArchivedAs, Is.EqualTo(FileSystem.Path.Combine(Areas.Archive, Today, "a.csv")));
    }

    [Test]
    public async Task RunAsync_FailedRow_HasNoReportAndStopsNothing()
    {
        Drop("a.csv", Header + Fail("1") + Row("2"));
        var summary = await RunAsync();
        Assert.That(Names(Areas.Output), Is.EqualTo(["2.json"]));
        Assert.That(summary.Outcome, Is.EqualTo(BatchOutcome.Completed));
    }

    [Test]
    public async Task RunAsync_RowWithoutId_HasTheDerivedIdInItsClaimAndFileName()
    {
        Drop("a.csv", "employee_number,first_name,last_name,organization_crd\nEN-1,Ada,Testwell,9500001\n");

        await RunAsync();

        var name = Names(Areas.Output).Single();
        var report = ReadJson(Areas.Output, name);
        Assert.That(name, Does.Match(@"^DEF-\d{12}\.json$"));
        Assert.That((string?)report["claim"]!["reference_id"] + ".json", Is.EqualTo(name));
        Assert.That((string?)report["reference_id"] + ".json", Is.EqualTo(name));
    }

    [Test]
    public async Task RunAsync_EqualReferenceIds_LoseNoReport()
    {
        Drop("a.csv", Header + Row("X") + Row("X"));
        Drop("b.csv", Header + Row("x"));
        await RunAsync();
        Assert.That(Names(Areas.Output), Is.EqualTo(["X.json", "X_2.json", "x_3.json"]));
    }

    [Test]
    public async Task RunAsync_ReferenceIdThatClimbs_StaysInTheOutput()
    {
        Drop("a.csv", Header + Row("../../evil") + Row("..") + Row("/etc/x"));
        await RunAsync();
        Assert.That(Names(Areas.Output), Is.EqualTo(["...json", ".._.._evil.json", "_etc_x.json"]));
    }

    [Test]
    public async Task RunAsync_SensitiveValues_AreNowhereInWhatIsWritten()
    {
        Drop("a.csv", "reference_id,employee_number,first_name,last_name,crd_number,SSN,Date of Birth,note\n"
            + "1,E1,Ada,Testwell,9,900-11-2222,1970-05-06,see 900-11-2222\n"
            + "2,E2,,,9,900-11-2222,1970-05-06,\n"
            + "3,E3,Fail,Testwell,9,900112222,1970-05-06,\n");

        await RunAsync();

        string[] written = [.. Names(Areas.Output).Select(name => Read(Areas.Output, name)),
            Read(Areas.Archive, Today, "skipped.csv"), Read(Areas.Archive, Today, "errors.csv")];
        Assert.That(written, Has.Length.EqualTo(4));
        Assert.That(written, Has.All.Not.Contain("2222").And.All.Not.Contain("1970"));
        Assert.That((string?)ReadJson(Areas.Output, "1.json")["claim"]!["ssn"], Is.EqualTo("***"));
    }

    [Test]
    public async Task RunAsync_UnreadableFile_StaysAndOthersAreProcessed()
    {
        Drop("a.csv", "what\never\n");
        Drop("b.csv", Header + Row("1"));

        var summary = await RunAsync();

        Assert.That(summary.Outcome, Is.EqualTo(BatchOutcome.FilesLeft));
        Assert.That(summary.Message, Does.StartWith("1 file(s)"));
        Assert.That(summary.Files[0].Error, Does.StartWith("a.csv has no known column"));
        Assert.That((string.Join(' ', Names(Areas.Input)), string.Join(' ', Archived())), Is.EqualTo(("a.csv", "b.csv")));
        Assert.That(Names(Areas.Output), Is.EqualTo(["1.json"]));
    }

    [Test]
    public async Task RunAsync_FileThatBreaksHalfway_KeepsItsReportsAndStays()
    {
        Drop("a.csv", Header + Row("1") + Skip("2") + "3,\"E\n4,E,A,B,9\n");
        Drop("b.csv", Header + Row("1"));

        var summary = await RunAsync();

        Assert.That(summary.Files[0].Error, Does.StartWith("a.csv, line 4"));
        Assert.That(summary.Files[0].Rows, Is.EqualTo(2));
        Assert.That(Names(Areas.Output), Is.EqualTo(["1.json", "1_2.json", "2.json"]));
        Assert.That(Archived(), Is.EqualTo(["b.csv"]), "its skipped row is written when it is read to its end");
    }

    [Test]
    public void RunAsync_NoInputArea_SaysWhatToChange()
    {
        var missing = FileSystem.Path.Combine(FileSystem.Path.GetDirectoryName(Areas.Input)!, "missing");
        var batch = new ClaimsBatch(Workspace with { Areas = Areas with { Input = missing } }, new PlainProcessor());
        var exception = Assert.ThrowsAsync<ClaimsException>(() => batch.RunAsync(new BatchOptions()));
        Assert.That(exception!.Message, Does.Contain(missing).And.Contain("config.json"));
    }

    [TestCase("input")]
    [TestCase("output")]
    [TestCase("archive")]
    [TestCase("cache")]
    public void RunAsync_BlankArea_IsNamed(string area)
    {
        var areas = new ClaimsAreas(
            area == "input" ? "" : Areas.Input, area == "output" ? " " : Areas.Output,
            area == "archive" ? "" : Areas.Archive, area == "cache" ? "" : Areas.Cache);
        var batch = new ClaimsBatch(Workspace with { Areas = areas }, new PlainProcessor());
        var exception = Assert.ThrowsAsync<ClaimsException>(() => batch.RunAsync(new BatchOptions()));
        Assert.That(exception!.Message, Does.StartWith($"The {area} area has no folder"));
    }

    [Test]
    public async Task RunAsync_Waits_BetweenRowsAlsoAcrossFiles()
    {
        var time = new InstantTimeProvider(Start);
        Drop("a.csv", Header + Row("1") + Row("2"));
        Drop("b.csv", Header + Row("3"));

        await new ClaimsBatch(Workspace with { Time = time }, new PlainProcessor()).RunAsync(new BatchOptions());

        Assert.That(time.Waits, Is.EqualTo([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7)]));
    }

    [Test]
    public async Task RunAsync_Progress_IsToldAfterEachRow()
    {
        Drop("a.csv", Header + Row("1") + Skip("2"));
        Drop("b.csv", Header + Fail("3"));
        var progress = new List<BatchProgress>();
        var saved = new List<string>();

        await new ClaimsBatch(Workspace, new PlainProcessor()).RunAsync(
            new BatchOptions { WaitBetweenRows = TimeSpan.Zero },
            new ImmediateProgress(row =>
            {
                progress.Add(row);
                saved.Add((string)ReadJson(Areas.Output, "checkpoint.json")["csv_file"]! + (int)ReadJson(Areas.Output, "checkpoint.json")["line_number"]!);
            }));

        Assert.That(progress, Is.EqualTo(
        [
            new BatchProgress("a.csv", 2, RowOutcome.Processed) { FileNumber = 1, FileCount = 2, ReferenceId = "1", Compliant = false },
            new BatchProgress("a.csv", 3, RowOutcome.Skipped) { FileNumber = 1, FileCount = 2, ReferenceId = "2", Compliant = false },
            new BatchProgress("b.csv", 2, RowOutcome.Failed) { FileNumber = 2, FileCount = 2, ReferenceId = "3" },
        ]));
        Assert.That(saved, Is.EqualTo(["a.csv2", "a.csv3", "b.csv2"]), "the checkpoint of a row is saved before the row is reported");
    }

    [Test]
    public async Task RunAsync_WhileRunning_IsRefused()
    {
        Drop("a.csv", Header + Row("1"));
        ClaimsBatch? batch = null;
        Exception? second = null;
        batch = new ClaimsBatch(Workspace, new PlainProcessor
        {
            Before = _ => second = Assert.CatchAsync(() => batch!.RunAsync(new BatchOptions())),
        });

        await batch.RunAsync(new BatchOptions());

        Assert.That(second, Is.InstanceOf<ClaimsException>());
    }

    [Test]
    public async Task RunAsync_StorageFails_StopsAndLosesNothing([Range(5, 9)] int change)
    {
        Drop("a.csv", Header + Row("1") + Row("2"));
        var full = new CrashPoint(change, CrashEffect.Before) { Exception = () => new IOException("There is no space left.") };
        var workspace = Workspace with { FileSystem = CrashingFileSystem.Wrap(FileSystem, full) };

        var exception = Assert.ThrowsAsync<ClaimsException>(() => new ClaimsBatch(workspace, new PlainProcessor())
            .RunAsync(new BatchOptions { WaitBetweenRows = TimeSpan.Zero }));

        Assert.That(exception!.Message, Does.StartWith("The storage failed").And.Contain("no space left").And.Contain("run again"));
        var summary = await RunAsync();
        Assert.That((summary.Rows, summary.Failed, string.Join(' ', Names(Areas.Output))), Is.EqualTo((2, 0, "1.json 2.json")));
    }

    [Test]
    public void RunAsync_ProcessorReportsStorageFailure_StopsTheBatchInsteadOfFailingEveryRow()
    {
        Drop("a.csv", Header + Row("1"));
        Assert.ThrowsAsync<ClaimsException>(() => RunAsync(new PlainProcessor { Before = _ => throw new ClaimsException("cache") }));
        Assert.That(Names(Areas.Input), Is.EqualTo(["a.csv"]));
    }

    [Test]
    public async Task RunAsync_FileGrowsWhileItIsRead_IsReadOn()
    {
        var path = Drop("a.csv", Header + Row("1"));
        var processor = new PlainProcessor
        {
            Before = claim =>
            {
                if (claim.ReferenceId == "1" && !FileSystem.File.ReadAllText(path).Contains("\n2,", StringComparison.Ordinal))
                    FileSystem.File.WriteAllText(path, Header + Row("1") + Row("2"));
            },
        };

        var summary = await RunAsync(processor);

        Assert.That((summary.Rows, string.Join(' ', Names(Areas.Output))), Is.EqualTo((2, "1.json 2.json")));
    }

    private sealed class ImmediateProgress(Action<BatchProgress> report) : IProgress<BatchProgress>
    {
        public void Report(BatchProgress value) => report(value);
    }
}
