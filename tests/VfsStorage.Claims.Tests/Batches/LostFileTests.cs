using System.Runtime.InteropServices;
using VfsStorage.Claims.Batches;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Batches;

/// <summary>Files that people delete or replace while a batch works on them, and what is no file at all.</summary>
[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.All))]
public sealed class LostFileTests(FileSystemKind kind) : BatchFixture(kind)
{
    private static readonly string _rejected = Header + Row("1") + Skip("2") + Fail("3");

    [Test]
    public async Task RunAsync_FileDeletedAfterItsRows_IsNotShownAsArchived([Values] bool hasRejected)
    {
        Drop("a.csv", hasRejected ? _rejected : Header + Row("1"));
        Drop("b.csv", Header + Row("9"));

        var summary = await RunAsync(BeforeTheArchive(() => FileSystem.File.Delete(InputPath("a.csv"))));

        Assert.That(summary.Outcome, Is.EqualTo(BatchOutcome.FilesLeft));
        Assert.That(summary.Files[0].ArchivedAs, Is.Null);
        Assert.That(summary.Files[0].Error, Does.StartWith("a.csv disappeared"));
        Assert.That(summary.Files[0].Error, hasRejected ? Does.Contain("1 skipped and 1 failed") : Does.Not.Contain("failed"));
        Assert.That(summary.Files[0].Rows, Is.EqualTo(hasRejected ? 3 : 1));
        Assert.That(Archived(), Is.EqualTo(["b.csv"]));
    }

    [Test]
    public async Task RunAsync_FileReplacedAfterItsRows_IsProcessedToo([Values] bool hasRejected)
    {
        var later = Header + Row("7") + Row("8") + Fail("77");
        Drop("a.csv", hasRejected ? _rejected : Header + Row("1"));

        var summary = await RunAsync(BeforeTheArchive(() => Drop("a.csv", later)));

        Assert.That(Names(Areas.Output), Is.SupersetOf(["1.json", "7.json", "8.json"]));
        Assert.That(Names(Areas.Input), Is.Empty);
        Assert.That(Read(Areas.Archive, Today, "a.csv"), Is.EqualTo(later));
        Assert.That(Read(Areas.Archive, Today, "errors.csv"), Does.Contain("EN-77").And.Not.Contains("EN-7,").And.Not.Contains("EN-8"));
        Assert.That(summary.Files[0].Error, hasRejected ? Does.Contain("1 skipped and 1 failed") : Is.Null);
    }

    [Test]
    public async Task RunAsync_PipeAmongTheFiles_IsLeftAloneAndSaid([Values] bool isLink)
    {
        Assume.That(Kind.Name, Is.EqualTo("Disk"), "Only a disk has pipes.");
        Drop("b.csv", Header + Row("9"));
        var pipe = InputPath(isLink ? "pipe" : "a.csv");
        Assert.That(MakePipe(pipe, Convert.ToUInt32("600", 8)), Is.Zero);
        if (isLink)
            FileSystem.File.CreateSymbolicLink(InputPath("a.csv"), pipe);

        var rehearsal = await Task.Run(() => new ClaimsBatch(Workspace, new PlainProcessor()).RehearseAsync(new BatchOptions())).WaitAsync(TimeSpan.FromSeconds(30));
        var summary = await Task.Run(() => RunAsync()).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.That(rehearsal[0].Error, Does.Contain("no regular file"));
        Assert.That(summary.Outcome, Is.EqualTo(BatchOutcome.FilesLeft));
        Assert.That(summary.Files[0].Error, Does.Contain("no regular file"));
        Assert.That(Names(Areas.Input), Does.Contain("a.csv"));
        Assert.That(Archived(), Is.EqualTo(["b.csv"]));
    }

    private string InputPath(string name) => FileSystem.Path.Combine(Areas.Input, name);

    private static Task<BatchSummary> RunAsync(ClaimsWorkspace workspace) =>
        new ClaimsBatch(workspace, new PlainProcessor()).RunAsync(new BatchOptions { WaitBetweenRows = TimeSpan.Zero });

    /// <summary>Somebody does something once when the rows of the first file are done.</summary>
    private ClaimsWorkspace BeforeTheArchive(Action somebody)
    {
        var isDone = false;
        return Workspace with
        {
            FileSystem = HookedFileSystem.Wrap(FileSystem, (call, arguments) =>
            {
                if (isDone || call != "IDirectory.CreateDirectory" || !((string)arguments[0]!).EndsWith(Today, StringComparison.Ordinal))
                    return;
                isDone = true;
                somebody();
            }),
        };
    }

    [DllImport("libc", EntryPoint = "mkfifo", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakePipe([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}
