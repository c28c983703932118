using System.Runtime.InteropServices;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Batches;

[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.All))]
public sealed class ArchiveTests(FileSystemKind kind) : BatchFixture(kind)
{
    [Test]
    public async Task RunAsync_ProcessedFile_GoesToTheDaysFolderUtc()
    {
        Time.SetUtcNow(new DateTimeOffset(2025, 12, 31, 23, 30, 0, TimeSpan.Zero));
        Time.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(5), "east", "east"));
        Drop("a.csv", Header + Row("1"));
        await RunAsync();
        Assert.That(Archived("12-31-2025"), Is.EqualTo(["a.csv"]));
    }

    [Test]
    public async Task RunAsync_SameNameSameDay_KeepsBoth()
    {
        Drop("a.csv", Header + Row("1"));
        await RunAsync();
        Drop("a.csv", Header + Row("2"));
        await RunAsync();
        Drop("a.csv", Header + Row("2"));
        await RunAsync();

        Assert.That(Archived(), Is.EqualTo(["a.csv", "a_2.csv", "a_3.csv"]));
        Assert.That(Read(Areas.Archive, Today, "a.csv"), Is.EqualTo(Header + Row("1")));
        Assert.That(Read(Areas.Archive, Today, "a_2.csv"), Is.EqualTo(Header + Row("2")));
    }

    [Test]
    public async Task RunAsync_MoveInterruptedAfterItsCopy_IsFinishedNotDoubled()
    {
        var content = Header + Row("1");
        Drop("a.csv", content);
        PlanMove(content);

        await RunAsync();

        Assert.That((string.Join(' ', Archived()), Names(Areas.Input).Length), Is.EqualTo(("a.csv", 0)));
    }

    [Test]
    public async Task RunAsync_MoveInterruptedBeforeTheOldNameWent_IsFinishedNotDoubled()
    {
        Assume.That(Kind.Name, Is.EqualTo("Disk"), "Only a disk has two names of one file.");
        var content = Header + Row("1");
        PlanMove(content);
        var archived = FileSystem.Path.Combine(Areas.Archive, Today, "a.csv");
        Assert.That(Link(archived, FileSystem.Path.Combine(Areas.Input, "a.csv")), Is.Zero);

        var summary = await RunAsync();

        Assert.That((string.Join(' ', Archived()), Names(Areas.Input).Length), Is.EqualTo(("a.csv", 0)));
        Assert.That(summary.Files, Has.Count.EqualTo(1));
        Assert.That(Read(archived), Is.EqualTo(content));
    }

    [Test]
    public async Task RunAsync_AnotherFileDroppedUnderTheNameOfOneThatWasBeingArchived_IsProcessed([Values] bool isMoved)
    {
        PlanMove(isMoved ? Header + Row("1") : null, "0123456789abcdef");
        Drop("a.csv", Header + Row("2"));

        await RunAsync();

        Assert.That(Names(Areas.Output), Is.EqualTo(["2.json"]));
        Assert.That(Names(Areas.Input), Is.Empty);
        string[] archived = isMoved ? [Header + Row("1"), Header + Row("2")] : [Header + Row("2")];
        Assert.That(Archived().Select(name => Read(Areas.Archive, Today, name)), Is.EqualTo(archived));
    }

    [Test]
    public async Task RunAsync_PlannedNameTakenByAnotherFile_KeepsBoth()
    {
        Drop("a.csv", Header + Row("1"));
        PlanMove(Header + Row("other"));

        await RunAsync();

        Assert.That(Archived(), Is.EqualTo(["a.csv", "a_2.csv"]));
        Assert.That(Read(Areas.Archive, Today, "a.csv"), Does.Contain("other"));
    }

    [Test]
    public async Task RunAsync_RejectedRows_AreAddedFileByFile()
    {
        Drop("a.csv", Header + Skip("1") + Fail("2") + Row("3"));
        Drop("b.csv", Header + Skip("4") + Fail("5"));

        await RunAsync();

        Assert.That(Read(Areas.Archive, Today, "skipped.csv"), Is.EqualTo(
            "reference_id,employee_number,first_name,last_name,crd_number,individual_name\n1,EN-1,,,9000001,\n4,EN-4,,,9000001,\n"));
        Assert.That(Read(Areas.Archive, Today, "errors.csv"), Is.EqualTo(
            "reference_id,employee_number,first_name,last_name,crd_number,individual_name,error\n"
            + "2,EN-2,Fail,Testwell,9000001,Fail Testwell,The source refused . Try again.\n"
            + "5,EN-5,Fail,Testwell,9000001,Fail Testwell,The source refused . Try again.\n"));
    }

    [Test]
    public async Task RunAsync_RejectedRowsWithOtherColumns_ExtendTheHeader()
    {
        Drop("a.csv", Header + Skip("1"));
        await RunAsync();
        Drop("b.csv", "ref_id,Colour,CRD\n2,\"green, or blue\",9\n");
        await RunAsync();

        Assert.That(Read(Areas.Archive, Today, "skipped.csv"), Is.EqualTo(
            "reference_id,employee_number,first_name,last_name,crd_number,individual_name,Colour\n"
            + "1,EN-1,,,9000001,,\n"
            + "2,,,,9,,\"green, or blue\"\n"));
    }

    [Test]
    public async Task RunAsync_RejectedRowsEditedByPeople_AreKeptAsTheyAre()
    {
        const string edited = "reference_id,employee_number,first_name,last_name,crd_number,individual_name\r\n\"by hand\",1,2,3,4,5,6,7";
        FileSystem.Directory.CreateDirectory(FileSystem.Path.Combine(Areas.Archive, Today));
        FileSystem.File.WriteAllText(FileSystem.Path.Combine(Areas.Archive, Today, "skipped.csv"), edited);
        Drop("a.csv", Header + Skip("1"));

        await RunAsync();

        Assert.That(Read(Areas.Archive, Today, "skipped.csv"), Is.EqualTo(edited + "\n1,EN-1,,,9000001,\n"));
    }

    [Test]
    public async Task RunAsync_EmptyRejectedRows_GetAHeader()
    {
        FileSystem.Directory.CreateDirectory(FileSystem.Path.Combine(Areas.Archive, Today));
        FileSystem.File.WriteAllText(FileSystem.Path.Combine(Areas.Archive, Today, "skipped.csv"), "");
        Drop("a.csv", Header + Skip("1"));

        await RunAsync();

        Assert.That(Read(Areas.Archive, Today, "skipped.csv"), Does.StartWith("reference_id,").And.EndWith("\n1,EN-1,,,9000001,\n"));
    }

    [Test]
    public async Task RunAsync_RowWithSeveralReasons_IsWrittenOnce()
    {
        Drop("a.csv", Header + "1,,,,\n");
        await RunAsync();
        Assert.That(Read(Areas.Archive, Today, "skipped.csv").Split('\n'), Has.Length.EqualTo(3));
    }

    [Test]
    public async Task RunAsync_ErrorsFileDroppedAgain_IsUnderstood()
    {
        Drop("a.csv", Header + Fail("1"));
        await RunAsync();
        Drop("again.csv", Read(Areas.Archive, Today, "errors.csv").Replace(",Fail,", ",Ada,", StringComparison.Ordinal));

        await RunAsync();

        Assert.That(Names(Areas.Output), Is.EqualTo(["1.json"]));
    }

    [Test]
    public async Task RunAsync_RowWithTooManyValues_GoesToErrors()
    {
        Drop("a.csv", Header + "1,EN-1,Ada,Testwell,9000001,surplus\n");
        await RunAsync();
        Assert.That(Read(Areas.Archive, Today, "errors.csv"), Does.Contain("6 values for 5 columns"));
    }

    /// <summary>As if a run had been killed while it moved a.csv to the archive, where there is a file of this content.</summary>
    private void PlanMove(string? archived, string? digest = null)
    {
        var folder = FileSystem.Path.Combine(Areas.Archive, Today);
        FileSystem.Directory.CreateDirectory(folder);
        if (archived is not null)
            FileSystem.File.WriteAllText(FileSystem.Path.Combine(folder, "a.csv"), archived);
        WriteCheckpoint($$"""
            { "csv_file": "a.csv", "line_number": 2, "rows_digest": {{(digest is null ? "null" : $"\"{digest}\"")}}, "counts": { "processed": 1 },
              "finishing": { "folder": "{{Today}}", "archive_name": "a.csv", "skipped_length": 0, "errors_length": 0 } }
            """);
    }

    [DllImport("libc", EntryPoint = "link", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string existing, [MarshalAs(UnmanagedType.LPUTF8Str)] string added);
}
