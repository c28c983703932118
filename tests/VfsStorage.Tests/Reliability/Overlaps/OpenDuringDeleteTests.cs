using VfsStorage.Testing;

namespace VfsStorage.Tests.Reliability.Overlaps;

/// <summary>
/// A file that is opened after a delete or a move has taken effect, but before the caller of that has heard of it, is another file: what is written to
/// it stays.
/// </summary>
internal sealed class OpenDuringDeleteTests : OverlapFixture
{
    [TestCase(FileMode.CreateNew, S3Semantics.Strict)]
    [TestCase(FileMode.CreateNew, S3Semantics.Fast)]
    [TestCase(FileMode.OpenOrCreate, S3Semantics.Strict)]
    [TestCase(FileMode.OpenOrCreate, S3Semantics.Fast)]
    [TestCase(FileMode.Append, S3Semantics.Strict)]
    [TestCase(FileMode.Create, S3Semantics.Strict)]
    public async Task Open_DeleteHasTakenEffect_WritesAnotherFile(FileMode mode, S3Semantics semantics)
    {
        using var files = NewFileSystem(semantics);
        files.File.WriteAllText("/file", "old");
        using var hold = Server.Faults.On(S3Operation.DeleteObject).HoldAnswer();
        var delete = files.File.DeleteAsync("/file");
        await hold.Arrived;

        using (var stream = files.File.Open("/file", mode, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.Write("new"u8);
            hold.Release();
            await delete;
            Assert.That(() => files.File.Open("/file", FileMode.CreateNew), Throws.InstanceOf<IOException>(), "it is there still");
        }

        Assert.That(files.File.ReadAllText("/file"), Is.EqualTo("new"));
    }

    [TestCase(S3Semantics.Strict)]
    [TestCase(S3Semantics.Fast)]
    public async Task Open_MoveHasTakenEffect_WritesToThePathItWasOpenedBy(S3Semantics semantics)
    {
        using var files = NewFileSystem(semantics);
        files.File.WriteAllText("/log", "old;");
        using var hold = Server.Faults.On(S3Operation.DeleteObject).HoldAnswer();
        var move = files.File.MoveAsync("/log", "/log.1", overwrite: true);
        await hold.Arrived;

        using (var log = files.File.Open("/log", FileMode.CreateNew))
        using (var rotated = files.File.Open("/log.1", FileMode.Append))
        {
            log.Write("new"u8);
            rotated.Write("last"u8);
            hold.Release();
            await move;
        }

        Assert.That(files.File.ReadAllText("/log"), Is.EqualTo("new"));
        Assert.That(files.File.ReadAllText("/log.1"), Is.EqualTo("old;last"));
    }

    [Test]
    public async Task Open_BeginsBeforeTheDeleteAndFindsNothing_WritesAnotherFile()
    {
        Files.File.WriteAllText("/file", "old");
        using var look = Server.Faults.On(S3Operation.HeadObject).Nth(2).Hold();
        var delete = Server.Faults.On(S3Operation.DeleteObject).HoldAnswer();
        var deleting = Files.File.DeleteAsync("/file");
        await delete.Arrived;
        var opening = Files.File.OpenAsync("/file", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        await look.Arrived;
        delete.Release();
        await deleting;
        look.Release();

        await using (var stream = await opening)
            await stream.WriteAsync("new"u8.ToArray());

        Assert.That(Files.File.ReadAllText("/file"), Is.EqualTo("new"));
    }

    [Test]
    public async Task Open_DirectoryIsBeingDeleted_WritesAnotherFile()
    {
        Files.Directory.CreateDirectory("/d");
        Files.File.WriteAllText("/d/file", "old");
        using var hold = Server.Faults.On(S3Operation.DeleteObjects).HoldAnswer();
        var delete = Files.Directory.DeleteAsync("/d", recursive: true);
        await hold.Arrived;

        using (var stream = Files.File.Open("/d/file", FileMode.CreateNew))
        {
            stream.Write("new"u8);
            hold.Release();
            await delete;
        }

        Assert.That(Files.File.ReadAllText("/d/file"), Is.EqualTo("new"));
    }

    [Test]
    public void DeleteDirectory_AFileInItIsBeingCreated_IsNotEmpty()
    {
        Files.Directory.CreateDirectory("/d");
        using (var stream = Files.File.Create("/d/file"))
        {
            stream.Write("new"u8);
            Assert.That(() => Files.Directory.Delete("/d"), Throws.InstanceOf<IOException>());
        }

        Assert.That(Files.File.ReadAllText("/d/file"), Is.EqualTo("new"));
    }

    [Test]
    public void Close_FileOrDirectoryDeletedOrMovedWhileOpen_WritesNowhereOrThere()
    {
        Files.Directory.CreateDirectory("/d");
        Files.Directory.CreateDirectory("/e");
        using (var deleted = Files.File.Create("/d/deleted"))
        using (var moved = Files.File.Create("/e/moved"))
        {
            deleted.WriteByte(1);
            moved.WriteByte(1);
            Files.Directory.Delete("/d", recursive: true);
            Files.Directory.Move("/e", "/f");
        }

        Assert.That(Files.Directory.GetFileSystemEntries("/", "*", SearchOption.AllDirectories), Is.EquivalentTo(["/f", "/f/moved"]));
    }

    [Test]
    public async Task CreateNew_FileIsMadeDuringTheLookAndDeletedLater_IsNotDropped([Values] bool moved)
    {
        using var hold = Server.Faults.On(S3Operation.ListObjectsV2).Nth(1).HoldAnswer();
        var opening = Files.File.OpenAsync("/lock", FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);
        await hold.Arrived;
        Files.File.WriteAllText("/lock", "theirs");
        hold.Release();

        await using (var stream = await opening)
        {
            await stream.WriteAsync("ours"u8.ToArray());
            if (moved)
                Files.File.Move("/lock", "/away");
            else
                Files.File.Delete("/lock");
        }

        Assert.That(Files.File.ReadAllText("/lock"), Is.EqualTo("ours"));
    }

    [Test]
    public void Move_DestinationIsBeingCreated_AlreadyExists()
    {
        Files.File.WriteAllText("/file", "file");
        using (var stream = Files.File.Open("/new", FileMode.Create, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.Write("new"u8);
            Assert.That(() => Files.File.Move("/file", "/new"), Throws.InstanceOf<IOException>());
        }

        Assert.That(Files.File.ReadAllText("/new"), Is.EqualTo("new"));
        Assert.That(Files.File.ReadAllText("/file"), Is.EqualTo("file"));
    }

    [Test]
    public void Delete_FileIsBeingCreated_StaysDeleted([Values(FileMode.CreateNew, FileMode.Create)] FileMode mode, [Values] S3Semantics semantics)
    {
        using var files = NewFileSystem(semantics);
        using (var stream = files.File.Open("/new", mode, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.Write("new"u8);
            files.File.Delete("/new");
            Assert.That(files.File.Exists("/new"), Is.False);
        }

        Assert.That(files.File.Exists("/new"), Is.False);
    }
}
