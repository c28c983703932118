using System.Text;
using VfsStorage.Claims.Caching;
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

    [Test]
    public async Task TryCreateAsync_OfAFileThatComesAndGoes_DoesNotThrow()
    {
        var path = FileSystem.Path.Combine(Areas.Cache, "vote.json");
        var other = OfAnotherProcess();
        await AtomicFile.ForManyWriters(Workspace).WriteAsync(path, Content('x', 1));
        var creations = Task.Run(async () =>
        {
            var file = AtomicFile.ForManyWriters(Workspace);
            for (var round = 0; round < Rounds; round++)
                await file.TryCreateAsync(path, Content('o', 100));
        });
        var otherFile = AtomicFile.ForManyWriters(other);
        while (!creations.IsCompleted)
        {
            other.FileSystem.File.Delete(path);
            await otherFile.TryCreateAsync(path, Content('t', 100));
        }

        await creations;
    }

    /// <summary>Two workspaces stand for two processes: they share nothing but the file system.</summary>
    [Test]
    public async Task TryCreateAsync_ByManyProcesses_ExactlyOneSucceedsAndItsContentStays()
    {
        var rounds = Kind.Name == "Disk" ? 300 : 20;
        FileSystem.Directory.CreateDirectory(Areas.Cache);
        AtomicFile[] processes = [.. Enumerable.Range(0, 2).Select(_ => AtomicFile.ForManyWriters(OfAnotherProcess()))];
        using var together = new Barrier(processes.Length);
        for (var round = 0; round < rounds; round++)
        {
            var path = FileSystem.Path.Combine(Areas.Cache, $"{round}.json");
            var created = await Task.WhenAll(processes.Select((file, writer) => Task.Factory.StartNew(
                () =>
                {
                    together.SignalAndWait();
                    return file.TryCreateAsync(path, Content((char)('a' + writer), 10)).GetAwaiter().GetResult();
                },
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

            Assert.That(created.Count(isCreated => isCreated), Is.EqualTo(1), $"round {round}");
            Assert.That(FileSystem.File.ReadAllText(path)[0], Is.EqualTo(created[0] ? 'a' : 'b'), $"round {round}");
        }

        Assert.That(Names(Areas.Cache), Has.Length.EqualTo(rounds), "nothing else is left");
    }

    [Test]
    public async Task TryReadAsync_WhileTheFileIsCreated_FindsNothingOrAllOfIt()
    {
        var file = AtomicFile.ForOneWriter(Workspace);
        FileSystem.Directory.CreateDirectory(Areas.Cache);
        for (var round = 0; round < (Kind.Name == "Disk" ? 300 : 150); round++)
        {
            var path = FileSystem.Path.Combine(Areas.Cache, $"{round}.json");
            var creation = Task.Run(() => file.TryCreateAsync(path, Content('x', 10)));
            while (!creation.IsCompleted)
                Assert.That((await file.TryReadAsync(path))?.Length, Is.AnyOf(null, 10), $"round {round}");
            Assert.That(await creation, Is.True);
        }
    }

    /// <summary>Somebody clears the cache while a batch fills it.</summary>
    [Test]
    public async Task WriteAsync_WhileItsFolderIsRemovedAgainAndAgain_Succeeds()
    {
        var file = AtomicFile.ForManyWriters(Workspace);
        var folder = FileSystem.Path.Combine(Areas.Cache, "EN-1", "SEC_IAPD_Agent");
        var cleaner = new CacheCleaner(Workspace);
        var count = Kind.Name == "Disk" ? 2_000 : 20;
        using var isWritten = new SemaphoreSlim(0);
        var writing = Task.Run(async () =>
        {
            for (var number = 0; number < count; number++)
            {
                isWritten.Release();
                await file.WriteAsync(FileSystem.Path.Combine(folder, "search_individual", "manifest.txt"), Content('x', 10));
                await file.TryCreateAsync(FileSystem.Path.Combine(folder, "search_individual", $"{number}.json"), Content('x', 10));
            }
        });
        // Not again and again under one write: that would be a matter of luck.
        while (!writing.IsCompleted)
        {
            if (!await isWritten.WaitAsync(10))
                continue;
            cleaner.ClearAll();
            while (isWritten.Wait(0))
            {
                // Only what is written from here on counts.
            }
        }

        await writing;
        cleaner.ClearAll();
        Assert.That(FileSystem.Directory.Exists(folder), Is.False);
    }

    private int Rounds => Kind.Name == "Disk" ? 500 : 20;

    private static byte[] Content(char letter, int length) => Encoding.UTF8.GetBytes(new string(letter, length));
}
