using System.Text;
using VfsStorage.Claims.Storage;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Storage;

[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.Real))]
public sealed class AtomicFileTests(FileSystemKind kind) : ClaimsFixture(kind)
{
    [Test]
    public async Task WriteAsync_ManyWritersOfANewFolder_AllSucceed()
    {
        var rounds = Kind.Name == "Disk" ? 2_000 : 5;
        for (var round = 0; round < rounds; round++)
        {
            var folder = FileSystem.Path.Combine(Areas.Cache, $"{round}");
            await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
                AtomicFile.ForManyWriters(Workspace).WriteAsync(FileSystem.Path.Combine(folder, "folder", $"{writer}.txt"), Encoding.UTF8.GetBytes("x")))));

            Assert.That(Names(FileSystem.Path.Combine(folder, "folder")), Has.Length.EqualTo(4));
        }
    }
}
