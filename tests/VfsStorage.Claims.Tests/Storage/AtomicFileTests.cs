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

    [Test]
    public async Task TryCreateAsync_WhileTheFileIsReplaced_LeavesWhatReplacedIt()
    {
        var file = AtomicFile.ForOneWriter(Workspace);
        var path = FileSystem.Path.Combine(Areas.Cache, "state.json");
        var (old, other, replacing) = (Content('o', 200), Content('n', 300), Content('r', 400));
        for (var round = 0; round < Rounds; round++)
        {
            await file.WriteAsync(path, old);
            var replacement = Task.Run(() => file.WriteAsync(path, replacing));
            var isCreated = await Task.Run(() => file.TryCreateAsync(path, other));
            await replacement;

            Assert.That(isCreated, Is.False);
            Assert.That(FileSystem.File.ReadAllText(path), Is.EqualTo(Encoding.UTF8.GetString(replacing)), $"round {round}");
            Assert.That(Names(Areas.Cache), Is.EqualTo(new[] { "state.json" }));
        }
    }

    [Test]
    public async Task WriteAsync_ByManyOfOneInstance_LeavesOneOfThemWhole()
    {
        var file = AtomicFile.ForManyWriters(Workspace);
        var path = FileSystem.Path.Combine(Areas.Cache, "state.json");
        var contents = Enumerable.Range(0, 4).Select(writer => Content((char)('a' + writer), 100 * (writer + 1))).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            await Task.WhenAll(contents.Select(content => Task.Run(() => file.WriteAsync(path, content))));

            Assert.That(FileSystem.File.ReadAllText(path), Is.AnyOf([.. contents.Select(Encoding.UTF8.GetString)]), $"round {round}");
            Assert.That(Names(Areas.Cache), Is.EqualTo(new[] { "state.json" }));
        }
    }

    private int Rounds => Kind.Name == "Disk" ? 500 : 20;

    private static byte[] Content(char letter, int length) => Encoding.UTF8.GetBytes(new string(letter, length));
}
