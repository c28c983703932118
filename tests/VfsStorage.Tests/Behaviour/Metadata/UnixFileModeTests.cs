namespace VfsStorage.Tests.Behaviour.Metadata;

/// <summary>Permissions: set, kept by writes, and held to.</summary>
public sealed class UnixFileModeTests(Backend backend) : FileSystemBehaviour(backend)
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly UnixFileMode[] Modes =
    [
        Owner, Owner | UnixFileMode.UserExecute, Owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead, (UnixFileMode)0b111_111_111,
        (UnixFileMode)0b110_010_001, UnixFileMode.UserRead, Owner | UnixFileMode.StickyBit,
    ];

    [TestCaseSource(nameof(Modes))]
    public void SetUnixFileMode_File_IsReadBack(UnixFileMode mode)
    {
        var path = AFile();
        FileSystem.File.SetUnixFileMode(path, mode);
        Assert.That(FileSystem.File.GetUnixFileMode(path), Is.EqualTo(mode));
        Assert.That(TextOf(path), Is.EqualTo("content"));
    }

    [TestCaseSource(nameof(Modes))]
    public void SetUnixFileMode_Directory_IsReadBack(UnixFileMode mode)
    {
        var path = ADirectory();
        FileSystem.File.SetUnixFileMode(path, mode | UnixFileMode.UserExecute);
        Assert.That(FileSystem.File.GetUnixFileMode(path), Is.EqualTo(mode | UnixFileMode.UserExecute));
    }

    [TestCaseSource(nameof(Modes))]
    public void InfoUnixFileMode_File_IsReadBack(UnixFileMode mode)
    {
        Requires(Capabilities.InfoModes);
        var path = AFile();
        var info = FileSystem.FileInfo.New(path);
        info.UnixFileMode = mode;
        Assert.That(info.UnixFileMode, Is.EqualTo(mode));
        Assert.That(FileSystem.FileInfo.New(path).UnixFileMode, Is.EqualTo(mode));
        Assert.That(FileSystem.File.GetUnixFileMode(path), Is.EqualTo(mode));
    }

    [Test]
    public void GetUnixFileMode_New_IsReadableAndWritable()
    {
        Assert.That(FileSystem.File.GetUnixFileMode(AFile()) & (UnixFileMode)0b111_000_000, Is.EqualTo(Owner));
        Assert.That(FileSystem.File.GetUnixFileMode(ADirectory()) & (UnixFileMode)0b111_000_000,
            Is.EqualTo(Owner | UnixFileMode.UserExecute));
    }

    [Test]
    public void UnixFileMode_Missing_Throws()
    {
        Assert.That(() => FileSystem.File.GetUnixFileMode(MissingFile), Fails.FileNotFound(MissingFile));
        Assert.That(() => FileSystem.File.SetUnixFileMode(MissingFile, Owner), Fails.FileNotFound(MissingFile));
        Assert.That(() => FileSystem.File.GetUnixFileMode(FileInMissingDirectory), Fails.DirectoryNotFound(FileInMissingDirectory));
        Assert.That(() => FileSystem.File.SetUnixFileMode(FileInMissingDirectory, Owner), Fails.DirectoryNotFound(FileInMissingDirectory));
    }

    [Test]
    public void UnixFileMode_BadArguments_Throw()
    {
        Assert.That(() => FileSystem.File.GetUnixFileMode((string)null!), Fails.ArgumentNull("path"));
        Assert.That(() => FileSystem.File.GetUnixFileMode(""), Fails.Argument("path"));
        Assert.That(() => FileSystem.File.SetUnixFileMode((string)null!, Owner), Fails.ArgumentNull("path"));
        Assert.That(() => FileSystem.File.SetUnixFileMode("", Owner), Fails.Argument("path"));
        Assert.That(() => FileSystem.File.SetUnixFileMode(AFile(), (UnixFileMode)0x1000), Throws.TypeOf<ArgumentException>());
        Assert.That(() => FileSystem.File.SetUnixFileMode(AFile(), (UnixFileMode)(-1)), Throws.TypeOf<ArgumentException>());
    }

    [Test]
    public void Write_ExistingFile_KeepsItsMode()
    {
        var path = AFile();
        const UnixFileMode mode = Owner | UnixFileMode.UserExecute | UnixFileMode.OtherRead;
        FileSystem.File.SetUnixFileMode(path, mode);
        FileSystem.File.WriteAllText(path, "new");
        Assert.That(FileSystem.File.GetUnixFileMode(path), Is.EqualTo(mode));
        FileSystem.File.AppendAllText(path, "more");
        Assert.That(FileSystem.File.GetUnixFileMode(path), Is.EqualTo(mode));
        using (var stream = FileSystem.File.Open(path, FileMode.Open))
            stream.WriteByte(1);
        Assert.That(FileSystem.File.GetUnixFileMode(path), Is.EqualTo(mode));
    }

    [Test]
    public void Copy_Overwriting_TakesTheModeOfTheSource()
    {
        var source = AFile();
        var target = AFile("target");
        FileSystem.File.SetUnixFileMode(source, Owner | UnixFileMode.UserExecute);
        FileSystem.File.SetUnixFileMode(target, Owner | UnixFileMode.OtherRead);
        FileSystem.File.Copy(source, target, overwrite: true);
        Assert.That(FileSystem.File.GetUnixFileMode(target), Is.EqualTo(Owner | UnixFileMode.UserExecute));
    }

    [Test]
    public void GetAttributes_NoWriteBits_IsReadOnly()
    {
        var path = AFile();
        FileSystem.File.SetUnixFileMode(path, UnixFileMode.UserRead);
        Assert.That(FileSystem.File.GetAttributes(path), Is.EqualTo(FileAttributes.ReadOnly));
    }

    [Test]
    public void Mode_NoRead_RefusesReaders()
    {
        Requires(Capabilities.ModesEnforced);
        var path = AFile();
        FileSystem.File.SetUnixFileMode(path, UnixFileMode.UserWrite);
        Assert.That(() => FileSystem.File.ReadAllText(path), Fails.AccessDenied(path));
    }

    [Test]
    public void Mode_DirectoryNotWritable_RefusesNewFiles()
    {
        Requires(Capabilities.ModesEnforced);
        var path = ADirectory();
        FileSystem.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.That(() => FileSystem.File.WriteAllText(path + "/f", ""), Fails.AccessDenied(path + "/f"));
        Assert.That(() => FileSystem.Directory.CreateDirectory(path + "/d"), Fails.AccessDenied(path + "/d"));
    }

    [Test]
    public void Mode_NoWrite_RefusesWriters()
    {
        Requires(Capabilities.ReadOnlyEnforced);
        var path = AFile();
        FileSystem.File.SetUnixFileMode(path, UnixFileMode.UserRead);
        Assert.That(() => FileSystem.File.WriteAllText(path, "new"), Fails.AccessDenied(path));
        Assert.That(() => FileSystem.File.AppendAllText(path, "new"), Fails.AccessDenied(path));
        Assert.That(() => FileSystem.File.OpenWrite(path), Fails.AccessDenied(path));
    }
}
