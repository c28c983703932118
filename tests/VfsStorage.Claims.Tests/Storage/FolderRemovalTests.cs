using VfsStorage.Claims.Storage;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Storage;

[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.Real))]
public sealed class FolderRemovalTests(FileSystemKind kind) : ClaimsFixture(kind)
{
    private const int Writers = 4;

    private string Folder => FileSystem.Path.Combine(Areas.Cache, "EN-1");

    private string AgentFolder => FileSystem.Path.Combine(Folder, "agent");

    /// <summary>On a disk a folder that somebody fills is seldom empty when its own turn comes.</summary>
    [Test]
    public async Task Delete_WhileManyWriteIntoIt_Succeeds()
    {
        if (Kind.Name != "Disk")
            Assert.Ignore("In S3 folders need not be empty to go.");
        using var end = new CancellationTokenSource();
        var writing = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var file = AtomicFile.ForManyWriters(Workspace);
            while (!end.IsCancellationRequested)
                await file.WriteAsync(FileSystem.Path.Combine(AgentFolder, $"{writer}.json"), [1]);
        })).ToList();

        for (var round = 0; round < 200; round++)
        {
            // Not again and again under one write, which gives up some time.
            Assert.That(SpinWait.SpinUntil(IsWritten, TimeSpan.FromSeconds(10)), Is.True);
            FolderRemoval.Delete(FileSystem, Folder);
        }

        await end.CancelAsync();
        await Task.WhenAll(writing);
        FolderRemoval.Delete(FileSystem, Folder);
        Assert.That(FileSystem.Directory.Exists(Folder), Is.False);
    }

    [Test]
    public void Delete_StorageFails_IsSaidSoon()
    {
        FileSystem.Directory.CreateDirectory(Folder);
        var crash = new CrashPoint(1, CrashEffect.Before) { Exception = () => new IOException("No answer.") };

        Assert.That(() => FolderRemoval.Delete(CrashingFileSystem.Wrap(FileSystem, crash), Folder), Throws.TypeOf<IOException>().With.Message.EqualTo("No answer."));

        Assert.That(crash.Calls.Count(call => call == "IDirectory.Delete"), Is.LessThanOrEqualTo(5));
    }

    private bool IsWritten() => FileSystem.Directory.Exists(AgentFolder) && FileSystem.Directory.EnumerateFiles(AgentFolder, "*.json").Any();
}
