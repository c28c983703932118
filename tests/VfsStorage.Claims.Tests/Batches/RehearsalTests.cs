using VfsStorage.Claims.Batches;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Batches;

/// <summary>What a batch would do.</summary>
[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.All))]
public sealed class RehearsalTests(FileSystemKind kind) : BatchFixture(kind)
{
    [Test]
    public async Task RehearseAsync_Files_CountsWhatWouldBecomeOfThem()
    {
        Drop("a.csv", Header + Row("1") + Skip("2") + ",,,,\n" + "3,EN-3,Ada,Testwell,9000001,too,many\n");
        Drop("b.csv", "unknown\nvalue\n");

        var files = await new ClaimsBatch(Workspace, new PlainProcessor()).RehearseAsync(new BatchOptions());

        Assert.That((files[0].Rows, files[0].Ready, files[0].Skipped, files[0].Defective), Is.EqualTo((3, 1, 1, 1)));
        Assert.That(files[0].SkipReasons, Is.EqualTo(new Dictionary<string, int> { ["NO_NAME"] = 1 }));
        Assert.That(files[0].Problems, Has.Count.EqualTo(2).And.Some.EqualTo("a.csv line 3: NO_NAME"));
        Assert.That(files[1].Error, Does.Contain("no known column"));
    }

    [Test]
    public async Task RehearseAsync_Files_ChangesNothing()
    {
        Drop("a.csv", Header + Row("1"));
        var recorder = new CrashPoint();
        var workspace = Workspace with { FileSystem = CrashingFileSystem.Wrap(FileSystem, recorder) };
        var processor = new PlainProcessor();

        await new ClaimsBatch(workspace, processor).RehearseAsync(new BatchOptions());

        Assert.That(processor.Claims, Is.Empty);
        Assert.That(FileSystem.Directory.Exists(Areas.Archive) && FileSystem.Directory.EnumerateFileSystemEntries(Areas.Archive).Any(), Is.False);
        Assert.That(recorder.Calls, Is.SubsetOf(["IDirectory.EnumerateFiles", "IFileInfoFactory.New", "IFile.OpenRead"]));
    }

    [Test]
    public void RehearseAsync_NoInputArea_Throws()
    {
        var areas = Areas with { Input = FileSystem.Path.Combine(Areas.Input, "missing") };
        Assert.That(
            async () => await new ClaimsBatch(Workspace with { Areas = areas }, new PlainProcessor()).RehearseAsync(new BatchOptions()),
            Throws.InstanceOf<ClaimsException>().With.Message.Contains("does not exist"));
    }
}
