using VfsStorage.Claims.Batches;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Batches;

/// <summary>Only a disk can lock files between processes; two batch objects there behave as two processes.</summary>
[TestFixtureSource(nameof(Kinds))]
public sealed class BatchLockTests(FileSystemKind kind) : BatchFixture(kind)
{
    private static IEnumerable<FileSystemKind> Kinds => FileSystemKinds.All.Where(kind => kind.Name == "Disk");

    [Test]
    public async Task RunAsync_Done_LeavesNoLockBehind()
    {
        await RunAsync();
        Assert.That(FileSystem.Directory.EnumerateFiles(Areas.Cache), Is.Empty);
    }

    [Test]
    public async Task RunAsync_KilledProcessLeftItsFiles_IsFree()
    {
        FileSystem.Directory.CreateDirectory(Areas.Cache);
        foreach (var name in new[] { "batch.lock", "batch.lock.json", "batch_0_of_2.lock", "batch_0_of_2.lock.json" })
            FileSystem.File.WriteAllText(FileSystem.Path.Combine(Areas.Cache, name), "");

        Assert.That((await RunAsync()).Outcome, Is.EqualTo(BatchOutcome.Completed));
    }
}
