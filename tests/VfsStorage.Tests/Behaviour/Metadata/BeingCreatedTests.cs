namespace VfsStorage.Tests.Behaviour.Metadata;

/// <summary>Times, modes and copies of a file whose creator has not closed it yet.</summary>
public sealed class BeingCreatedTests(Backend backend) : FileSystemBehaviour(backend)
{
    private static readonly DateTime Time = new(2021, 2, 3, 4, 5, 6, DateTimeKind.Utc);
    private static readonly FileMode[] Creations = [FileMode.CreateNew, FileMode.Create, FileMode.OpenOrCreate, FileMode.Append];

    private string Path => PathOf("new.txt");

    [Test]
    public void SetLastWriteTime_IsKept([ValueSource(nameof(Creations))] FileMode mode, [Values] FileShare share)
    {
        using (var stream = FileSystem.File.Open(Path, mode, FileAccess.Write, share))
        {
            stream.Write("content"u8);
            stream.Flush();
            FileSystem.File.SetLastWriteTimeUtc(Path, Time);
            Assert.That(FileSystem.File.GetLastWriteTimeUtc(Path), Is.EqualTo(Time));
        }

        Assert.That(FileSystem.File.GetLastWriteTimeUtc(Path), Is.EqualTo(Time));
        Assert.That(TextOf(Path), Is.EqualTo("content"));
    }

    [Test]
    public void SetLastWriteTime_SetAgainAfterItWasStored_IsTheNewer()
    {
        using (var stream = FileSystem.FileStream.New(Path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.Write("content"u8);
            stream.Flush();
            FileSystem.File.SetLastWriteTimeUtc(Path, Time);
            stream.Flush(flushToDisk: true);
            FileSystem.File.SetLastWriteTimeUtc(Path, Time.AddDays(1));
        }

        Assert.That(FileSystem.File.GetLastWriteTimeUtc(Path), Is.EqualTo(Time.AddDays(1)));
    }

    [Test]
    public void SetLastAccessTime_IsKept()
    {
        using (FileSystem.File.Create(Path))
            FileSystem.FileInfo.New(Path).LastAccessTimeUtc = Time;

        Assert.That(FileSystem.File.GetLastAccessTimeUtc(Path), Is.EqualTo(Time));
    }

    [Test]
    public void SetUnixFileMode_IsKept()
    {
        using (var stream = FileSystem.File.Create(Path))
        {
            stream.Write("content"u8);
            FileSystem.File.SetUnixFileMode(Path, UnixFileMode.UserRead);
            Assert.That(FileSystem.File.GetUnixFileMode(Path), Is.EqualTo(UnixFileMode.UserRead));
        }

        Assert.That(FileSystem.File.GetUnixFileMode(Path), Is.EqualTo(UnixFileMode.UserRead));
        Assert.That(TextOf(Path), Is.EqualTo("content"));
    }

    [Test]
    public void SetAttributes_ReadOnly_IsKept()
    {
        using (FileSystem.File.Create(Path))
            FileSystem.File.SetAttributes(Path, FileAttributes.ReadOnly);

        Assert.That(FileSystem.FileInfo.New(Path).IsReadOnly, Is.True);
    }

    [Test]
    public void SetLastWriteTime_DeletedBeforeItsClose_StaysDeleted()
    {
        using (FileSystem.File.Open(Path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite))
        {
            FileSystem.File.SetLastWriteTimeUtc(Path, Time);
            FileSystem.File.Delete(Path);
        }

        Assert.That(Tree(), Is.Empty);
    }

    [Test]
    public void Copy_NothingWrittenYet_IsEmpty([ValueSource(nameof(Creations))] FileMode mode, [Values] bool overwrite)
    {
        var copy = overwrite ? AFile() : PathOf("copy");
        using (var stream = FileSystem.File.Open(Path, mode, FileAccess.Write, FileShare.ReadWrite))
        {
            FileSystem.File.Copy(Path, copy, overwrite);
            stream.Write("content"u8);
        }

        Assert.That((TextOf(copy), TextOf(Path)), Is.EqualTo(("", "content")));
    }

    [Test]
    public void Copy_CreatedForItsCreatorAlone_Throws()
    {
        using var stream = FileSystem.File.Create(Path);
        Assert.That(() => FileSystem.File.Copy(Path, PathOf("copy")), Throws.TypeOf<IOException>());
        Assert.That(FileSystem.File.Exists(PathOf("copy")), Is.False);
    }

    [Test]
    public void Copy_DestinationExists_Throws()
    {
        var there = AFile();
        using var stream = FileSystem.File.Open(Path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        Assert.That(() => FileSystem.File.Copy(Path, there), Fails.AlreadyExists(there));
        Assert.That(TextOf(there), Is.EqualTo("content"));
    }
}
