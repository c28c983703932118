using VfsStorage.Claims.Batches;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Batches;

[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.All))]
public sealed class ResumeTests(FileSystemKind kind) : BatchFixture(kind)
{
    [Test]
    public async Task RunAsync_Cancelled_SaysHowToGoOn()
    {
        Drop("a.csv", Header + Row("1") + Row("2") + Row("3"));

        var summary = await RunUntilAsync("3");

        Assert.That(summary.Outcome, Is.EqualTo(BatchOutcome.Cancelled));
        Assert.That(summary.Message, Is.EqualTo("Stopped after line 3 of a.csv. Run again to go on with the next row."));
        Assert.That(summary.Files.Single().Processed, Is.EqualTo(2));
        Assert.That(Names(Areas.Output), Is.EqualTo(["1.json", "2.json", "checkpoint.json"]));
    }

    [Test]
    public async Task RunAsync_AfterCancel_GoesOnWithTheNextRowAndSumsUpBoth()
    {
        Drop("a.csv", Header + Row("1") + Skip("2") + Fail("3") + Row("4"));
        await RunUntilAsync("4");
        var processor = new PlainProcessor();

        var summary = await RunAsync(processor);

        Assert.That(processor.Claims.Select(claim => claim.ReferenceId), Is.EqualTo(["4"]));
        var file = summary.Files.Single();
        Assert.That((file.Rows, file.Processed, file.Skipped, file.Failed), Is.EqualTo((4, 2, 1, 1)));
        Assert.That(Read(Areas.Archive, Today, "skipped.csv"), Does.Contain("\n2,"));
        Assert.That(Read(Areas.Archive, Today, "errors.csv"), Does.Contain("\n3,"));
    }

    [Test]
    public async Task RunAsync_CompleteBatch_DeletesTheCheckpoint()
    {
        Drop("a.csv", Header + Row("1"));
        await RunAsync();
        Assert.That(Names(Areas.Output), Is.EqualTo(["1.json"]));
    }

    [Test]
    public async Task RunAsync_CancelledBeforeTheFirstRow_StartsThere()
    {
        Drop("a.csv", Header + Row("1"));
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        var summary = await RunAsync(cancellationToken: source.Token);

        Assert.That((summary.Outcome, summary.Message), Is.EqualTo((BatchOutcome.Cancelled, "Stopped before the first row. Run again to start.")));
        Assert.That((await RunAsync()).Rows, Is.EqualTo(1));
    }

    [TestCase("{\"csv_file\":\"b.csv\",\"line_number\":2}")]
    [TestCase("{\"csv_file\":\"b.csv\",\"line\":2}")]
    public async Task RunAsync_CheckpointOfTheOriginal_IsUnderstood(string checkpoint)
    {
        Drop("a.csv", Header + Row("a1"));
        Drop("b.csv", Header + Row("b1") + Row("b2"));
        Drop("c.csv", Header + Row("c1"));
        WriteCheckpoint(checkpoint);
        var processor = new PlainProcessor();

        await RunAsync(processor);

        Assert.That(processor.Claims.Select(claim => claim.ReferenceId), Is.EqualTo(["b2", "c1"]), "a.csv sorts before the checkpoint's file");
        Assert.That(Names(Areas.Input), Is.EqualTo(["a.csv"]));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("{\"csv_file\":\"\",\"line_number\":2}")]
    [TestCase("{\"csv_file\":\"a.csv\",\"line_number\":-1}")]
    [TestCase("{\"csv_file\":\"a.csv\",\"line_number\":\"two\"}")]
    public async Task RunAsync_UnusableCheckpoint_StartsFresh(string checkpoint)
    {
        Drop("a.csv", Header + Row("1") + Row("2"));
        WriteCheckpoint(checkpoint);
        Assert.That((await RunAsync()).Rows, Is.EqualTo(2));
    }

    [Test]
    public async Task RunAsync_FileOfTheCheckpointGone_DoesNotApplyItsLineToAnother()
    {
        Drop("b.csv", Header + Row("1") + Row("2"));
        WriteCheckpoint("{\"csv_file\":\"a.csv\",\"line_number\":2}");

        var summary = await RunAsync();

        Assert.That(Names(Areas.Output), Is.EqualTo(["1.json", "2.json"]));
        Assert.That(summary.Outcome, Is.EqualTo(BatchOutcome.FilesLeft));
        Assert.That(summary.Files[0].Error, Does.StartWith("a.csv disappeared"));
    }

    [Test]
    public async Task RunAsync_FileChangedSinceTheCheckpoint_StartsItAgain()
    {
        Drop("a.csv", Header + Row("1") + Row("2"));
        await RunUntilAsync("2");
        Drop("a.csv", Header + Row("new") + Row("2"));
        var processor = new PlainProcessor();

        await RunAsync(processor);

        Assert.That(processor.Claims.Select(claim => claim.ReferenceId), Is.EqualTo(["new", "2"]));
    }

    [Test]
    public async Task RunAsync_RowsAddedSinceTheCheckpoint_GoesOn()
    {
        Drop("a.csv", Header + Row("1") + Row("2"));
        await RunUntilAsync("2");
        Drop("a.csv", Header + Row("1") + Row("2") + Row("3"));
        var processor = new PlainProcessor();

        await RunAsync(processor);

        Assert.That(processor.Claims.Select(claim => claim.ReferenceId), Is.EqualTo(["2", "3"]));
    }

    [Test]
    public async Task RunAsync_NewFileOfAFinishedName_IsAnotherFile()
    {
        Drop("a.csv", Header + Row("1"));
        Drop("b.csv", Header + Row("2"));
        await RunUntilAsync("2");
        Drop("a.csv", Header + Row("3"));

        await RunAsync();

        Assert.That(Names(Areas.Output), Is.EqualTo(["1.json", "2.json", "3.json"]));
        Assert.That(Archived(), Is.EqualTo(["a.csv", "a_2.csv", "b.csv"]));
    }

    [Test]
    public async Task RunAsync_EqualReferenceIdsAcrossAStop_GetTheSameNames()
    {
        Drop("a.csv", Header + Row("X") + Row("X"));
        Drop("b.csv", Header + Row("X") + Row("stop") + Row("X"));
        await RunUntilAsync("stop");

        await RunAsync();

        Assert.That(Names(Areas.Output), Is.EqualTo(["X.json", "X_2.json", "X_3.json", "X_4.json", "stop.json"]));
    }

    [Test]
    public async Task RunAsync_ArchivedFileRemovedSinceTheCheckpoint_OverwritesNoReportOfTheBatch()
    {
        Drop("a.csv", Header + "X,E1,Ada,Testwell,9000001\n");
        Drop("b.csv", Header + Row("stop") + "X,E2,Bruno,Sampleton,9000002\n");
        await RunUntilAsync("stop");
        FileSystem.File.Delete(FileSystem.Path.Combine(Areas.Archive, Today, "a.csv"));

        await RunAsync();

        string[] employees = [.. new[] { "X.json", "X_2.json" }.Select(name => (string)ReadJson(Areas.Output, name)["claim"]!["employee_number"]!)];
        Assert.That(employees, Is.EqualTo(["E1", "E2"]));
    }

    [Test]
    public async Task RunAsync_UnreadableFileCorrectedBetweenRuns_IsReadAgain()
    {
        Drop("a.csv", "what\never\n");
        Drop("b.csv", Header + Row("stop"));
        await RunUntilAsync("stop");
        Drop("a.csv", Header + Row("1"));

        var first = await RunAsync();
        var second = await RunAsync();

        Assert.That(first.Files.Concat(second.Files).Where(file => file.ArchivedAs is not null).Select(file => file.CsvFile),
            Is.EquivalentTo(["a.csv", "b.csv"]));
        Assert.That(Names(Areas.Output), Is.EqualTo(["1.json", "stop.json"]));
    }

    [Test]
    public async Task RunAsync_ResumedOnAnotherDay_FinishesInTheFolderItPlanned()
    {
        var path = Drop("a.csv", Header + Row("1") + Skip("2"));
        await RunAsync();
        var skipped = Read(Areas.Archive, Today, "skipped.csv");
        // As if the process had been killed before the move, and resumed the next day.
        FileSystem.File.Move(FileSystem.Path.Combine(Areas.Archive, Today, "a.csv"), path);
        WriteCheckpoint($$"""
            { "csv_file": "a.csv", "line_number": 3, "counts": { "processed": 1, "skipped": 1 },
              "finishing": { "folder": "{{Today}}", "archive_name": "a.csv", "skipped_length": -1, "errors_length": 0 } }
            """);
        Time.Advance(TimeSpan.FromDays(1));

        await RunAsync();

        Assert.That(Archived(), Is.EqualTo(["a.csv", "skipped.csv"]));
        Assert.That(Read(Areas.Archive, Today, "skipped.csv"), Is.EqualTo(skipped));
    }
}
