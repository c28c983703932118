using System.IO.Abstractions.TestingHelpers;

namespace VfsStorage.Claims.Tests.FileSystems;

/// <summary>A process that was killed does nothing any more, and is told of nothing that it did.</summary>
[TestFixture]
internal sealed class CrashingFileSystemTests
{
    [Test]
    public void Close_ProcessKilledWhileTheFileWasOpen_IsNoSuccess([Values] bool publishesOnClose)
    {
        var store = new MockFileSystem();
        store.Directory.CreateDirectory("/output");
        var crash = new CrashPoint(publishesOnClose ? 1 : 2, CrashEffect.Before) { PublishesOnClose = publishesOnClose };
        var killed = CrashingFileSystem.Wrap(store, crash);

        var file = killed.FileStream.New("/output/a.json", FileMode.CreateNew, FileAccess.Write);
        Assert.Throws<ProcessKilledException>(() => killed.Directory.CreateDirectory("/output/other"));

        Assert.Throws<ProcessKilledException>(() =>
        {
            file.Write("{}"u8);
            file.Dispose();
        });
        Assert.That(store.File.Exists("/output/a.json") && store.FileInfo.New("/output/a.json").Length > 0, Is.False);
    }
}
