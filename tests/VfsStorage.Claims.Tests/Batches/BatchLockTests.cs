using VfsStorage.Claims.Batches;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Batches;

/// <summary>Only a disk can lock files between processes; two batch objects there behave as two processes.</summary>
[TestFixtureSource(nameof(Kinds))]
public sealed class BatchLockTests(FileSystemKind kind) : BatchFixture(kind)
{
    private static IEnumerable<FileSystemKind> Kinds => FileSystemKinds.All.Where(kind => kind.Name == "Disk");

    [Test]
    public async Task RunAsync_AnotherProcessRuns_IsRefused()
    {
        Drop("a.csv", Header + Row("1"));
        Exception? second = null;

        await RunAsync(new PlainProcessor { Before = _ => second = Assert.CatchAsync(() => RunAsync()) });

        Assert.That(second, Is.InstanceOf<ClaimsException>().With.Message.StartsWith("Another batch is running"));
    }

    [Test]
    public async Task RunAsync_Done_LeavesNoLockBehind()
    {
        await RunAsync();
        Assert.That(FileSystem.Directory.EnumerateFiles(Areas.Cache), Is.Empty);
    }

    [Test]
    public async Task RunAsync_AfterTheOther_IsFree()
    {
        await RunAsync();
        Assert.That((await RunAsync()).Outcome, Is.EqualTo(BatchOutcome.Completed));
    }
}
