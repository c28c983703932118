namespace VfsStorage.Tests.Behaviour.Streams;

/// <summary>
/// Two handles on one file. On Linux .NET knows two kinds of lock: alone (<see cref="FileShare.None"/>) and shared (all others).
/// </summary>
public sealed class SharingTests(Backend backend) : FileSystemBehaviour(backend)
{
    private static readonly FileAccess[] Accesses = [FileAccess.Read, FileAccess.Write, FileAccess.ReadWrite];

    private static readonly FileShare[] Shares =
        [FileShare.None, FileShare.Read, FileShare.Write, FileShare.ReadWrite, FileShare.Delete, FileShare.ReadWrite | FileShare.Delete];

    [Test]
    [Combinatorial]
    public void Open_SecondHandle_IsRefusedWhenOneWantsToBeAlone(
        [ValueSource(nameof(Accesses))] FileAccess firstAccess, [ValueSource(nameof(Shares))] FileShare firstShare,
        [ValueSource(nameof(Accesses))] FileAccess secondAccess, [ValueSource(nameof(Shares))] FileShare secondShare)
    {
        var path = AFile();
        using var first = FileSystem.File.Open(path, FileMode.Open, firstAccess, firstShare);
        var refused = firstShare == FileShare.None || secondShare == FileShare.None;
        Assert.That(() => FileSystem.File.Open(path, FileMode.Open, secondAccess, secondShare).Dispose(),
            refused ? Fails.InUse(path) : Throws.Nothing);
    }

    [TestCase(FileMode.Create)]
    [TestCase(FileMode.Truncate)]
    [TestCase(FileMode.OpenOrCreate)]
    public void Open_Refused_KeepsTheContent(FileMode mode)
    {
        var path = AFile();
        using (FileSystem.File.Open(path, FileMode.Open, FileAccess.Read, FileShare.None))
            Assert.That(() => FileSystem.File.Open(path, mode), Fails.InUse(path));
        Assert.That(TextOf(path), Is.EqualTo("content"));
    }

    [Test]
    public void Open_FirstHandleClosed_IsAllowed()
    {
        var path = AFile();
        FileSystem.File.Open(path, FileMode.Open).Dispose();
        Assert.That(() => FileSystem.File.Open(path, FileMode.Open).Dispose(), Throws.Nothing);
    }

    [Test]
    public void Open_OneOfTwoReadersClosed_StillHeld()
    {
        var path = AFile();
        var first = FileSystem.File.OpenRead(path);
        using var second = FileSystem.File.OpenRead(path);
        first.Dispose();
        first.Dispose();
        Assert.That(() => FileSystem.File.Open(path, FileMode.Open), Fails.InUse(path));
    }

    [Test]
    public void Open_CreatedFileStillOpen_IsHeld()
    {
        using var writer = FileSystem.File.Create(PathOf("f"));
        Assert.That(() => FileSystem.File.OpenRead(PathOf("f")), Fails.InUse(PathOf("f")));
        Assert.That(() => FileSystem.File.ReadAllText(PathOf("f")), Fails.InUse(PathOf("f")));
        Assert.That(() => FileSystem.File.WriteAllText(PathOf("f"), ""), Fails.InUse(PathOf("f")));
        Assert.That(() => FileSystem.File.AppendAllText(PathOf("f"), ""), Fails.InUse(PathOf("f")));
    }

    [Test]
    public void Open_CreatedFileStillOpen_ExistsAlready()
    {
        using var writer = FileSystem.File.Create(PathOf("f"));
        Assert.That(FileSystem.File.Exists(PathOf("f")), Is.True);
        Assert.That(FileSystem.Directory.GetFiles(Root), Is.EqualTo(new[] { PathOf("f") }));
        Assert.That(() => FileSystem.File.Open(PathOf("f"), FileMode.CreateNew), Fails.AlreadyExists(PathOf("f")));
    }

    [Test]
    public void Open_OtherFile_IsNotHeld()
    {
        using var first = FileSystem.File.Open(AFile("a"), FileMode.Open);
        Assert.That(() => FileSystem.File.Open(AFile("b"), FileMode.Open).Dispose(), Throws.Nothing);
    }

    [Test]
    public void Open_OtherSpellingOfThePath_IsHeld()
    {
        var path = AFile();
        using var first = FileSystem.File.Open(path, FileMode.Open);
        Assert.That(() => FileSystem.File.OpenRead(Root + "/./file.txt"), Throws.InstanceOf<IOException>());
    }

    [Test]
    public void Delete_FileOpenUnshared_RemovesTheName()
    {
        var path = AFile();
        using (FileSystem.File.Open(path, FileMode.Open, FileAccess.Read, FileShare.None))
            FileSystem.File.Delete(path);
        Assert.That(FileSystem.File.Exists(path), Is.False);
    }

    [Test]
    public void Move_FileOpenUnshared_Works()
    {
        var path = AFile();
        using (FileSystem.File.Open(path, FileMode.Open, FileAccess.Read, FileShare.None))
            FileSystem.File.Move(path, PathOf("moved"));
        Assert.That(TextOf(PathOf("moved")), Is.EqualTo("content"));
    }

    [Test]
    public void Delete_FileOpenThenCreatedAgain_IsAnotherFile()
    {
        var path = AFile();
        using var old = FileSystem.File.Open(path, FileMode.Open, FileAccess.Read, FileShare.None);
        FileSystem.File.Delete(path);
        FileSystem.File.WriteAllText(path, "new");
        Assert.That(TextOf(path), Is.EqualTo("new"));
    }

    [Test]
    public void Open_TwoReaders_HavePositionsOfTheirOwn()
    {
        var path = AFile();
        using var first = FileSystem.File.OpenRead(path);
        using var second = FileSystem.File.OpenRead(path);
        first.Position = 3;
        Assert.That((first.ReadByte(), second.ReadByte()), Is.EqualTo(((int)'t', (int)'c')));
    }

    [Test]
    public void Flush_ToDisk_IsVisibleToReaders()
    {
        using var writer = FileSystem.File.Open(PathOf("f"), FileMode.Create, FileAccess.Write, FileShare.Read);
        writer.Write("content"u8);
        writer.Flush(flushToDisk: true);
        using var reader = new StreamReader(FileSystem.File.Open(PathOf("f"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        Assert.That(reader.ReadToEnd(), Is.EqualTo("content"));
    }

    [Test]
    public void Flush_Plain_IsVisibleToReaders()
    {
        Requires(Capabilities.FlushIsVisible);
        using var writer = FileSystem.File.Open(PathOf("f"), FileMode.Create, FileAccess.Write, FileShare.Read);
        writer.Write("content"u8);
        writer.Flush();
        Assert.That(FileSystem.FileInfo.New(PathOf("f")).Length, Is.EqualTo(7));
    }

    [Test]
    public void Flush_ToDiskThenWriteMore_BothArrive()
    {
        using (var writer = FileSystem.File.Create(PathOf("f")))
        {
            writer.Write("one,"u8);
            writer.Flush(flushToDisk: true);
            writer.Write("two"u8);
        }

        Assert.That(TextOf(PathOf("f")), Is.EqualTo("one,two"));
    }
}
