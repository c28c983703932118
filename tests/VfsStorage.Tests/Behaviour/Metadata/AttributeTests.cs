namespace VfsStorage.Tests.Behaviour.Metadata;

/// <summary>File attributes: those of a name, those that are kept, and what read-only means.</summary>
public sealed class AttributeTests(Backend backend) : FileSystemBehaviour(backend)
{
    [TestCase("file.txt", FileAttributes.Normal)]
    [TestCase(".hidden", FileAttributes.Hidden)]
    [TestCase("..hidden", FileAttributes.Hidden)]
    [TestCase("a.b", FileAttributes.Normal)]
    public void GetAttributes_File_AreThoseOfItsName(string name, FileAttributes expected)
    {
        var path = AFile(name);
        Assert.That(FileSystem.File.GetAttributes(path), Is.EqualTo(expected));
        Assert.That(FileSystem.FileInfo.New(path).Attributes, Is.EqualTo(expected));
    }

    [TestCase("directory", FileAttributes.Directory)]
    [TestCase(".hidden", FileAttributes.Directory | FileAttributes.Hidden)]
    public void GetAttributes_Directory_AreThoseOfItsName(string name, FileAttributes expected)
    {
        var path = ADirectory(name);
        Assert.That(FileSystem.File.GetAttributes(path), Is.EqualTo(expected));
        Assert.That(FileSystem.File.GetAttributes(path + "/").HasFlag(FileAttributes.Directory), Is.True);
        Assert.That(FileSystem.DirectoryInfo.New(path).Attributes, Is.EqualTo(expected));
    }

    [Test]
    public void GetAttributes_Root_IsDirectory() =>
        Assert.That(FileSystem.File.GetAttributes("/") & FileAttributes.Directory, Is.EqualTo(FileAttributes.Directory));

    [Test]
    public void GetAttributes_Missing_Throws()
    {
        Assert.That(() => FileSystem.File.GetAttributes(MissingFile), Fails.FileNotFound(MissingFile));
        Assert.That(() => FileSystem.File.GetAttributes(FileInMissingDirectory), Fails.DirectoryNotFound(FileInMissingDirectory));
        var through = AFile() + "/child";
        Assert.That(() => FileSystem.File.GetAttributes(through), Fails.DirectoryNotFound(through));
    }

    [Test]
    public void GetAttributes_InfoOfMissing_IsMinusOne()
    {
        Assert.That(FileSystem.FileInfo.New(MissingFile).Attributes, Is.EqualTo((FileAttributes)(-1)));
        Assert.That(FileSystem.DirectoryInfo.New(MissingFile).Attributes, Is.EqualTo((FileAttributes)(-1)));
    }

    [Test]
    public void SetAttributes_Missing_Throws()
    {
        Assert.That(() => FileSystem.File.SetAttributes(MissingFile, FileAttributes.Normal), Fails.FileNotFound(MissingFile));
        Assert.That(() => FileSystem.File.SetAttributes(FileInMissingDirectory, FileAttributes.Normal),
            Fails.DirectoryNotFound(FileInMissingDirectory));
        Assert.That(() => FileSystem.FileInfo.New(MissingFile).Attributes = FileAttributes.Normal, Fails.FileNotFound(MissingFile));
    }

    [Test]
    public void GetSetAttributes_BadPath_Throws()
    {
        Assert.That(() => FileSystem.File.GetAttributes((string)null!), Fails.ArgumentNull("path"));
        Assert.That(() => FileSystem.File.GetAttributes(""), Fails.Argument("path"));
        Assert.That(() => FileSystem.File.GetAttributes("a\0b"), Fails.Argument("path"));
        Assert.That(() => FileSystem.File.SetAttributes((string)null!, FileAttributes.Normal), Fails.ArgumentNull("path"));
        Assert.That(() => FileSystem.File.SetAttributes("", FileAttributes.Normal), Fails.Argument("path"));
        Assert.That(() => FileSystem.File.SetAttributes("a\0b", FileAttributes.Normal), Fails.Argument("path"));
    }

    [Test]
    public void SetAttributes_ReadOnly_IsKept()
    {
        var path = AFile();
        FileSystem.File.SetAttributes(path, FileAttributes.ReadOnly);
        Assert.That(FileSystem.File.GetAttributes(path), Is.EqualTo(FileAttributes.ReadOnly));
        Assert.That(FileSystem.FileInfo.New(path).IsReadOnly, Is.True);
        Assert.That(TextOf(path), Is.EqualTo("content"));
    }

    [TestCase(FileAttributes.Normal)]
    [TestCase((FileAttributes)0)]
    [TestCase(FileAttributes.Archive)]
    public void SetAttributes_NotReadOnly_TakesItAway(FileAttributes attributes)
    {
        var path = AFile();
        FileSystem.File.SetAttributes(path, FileAttributes.ReadOnly);
        FileSystem.File.SetAttributes(path, attributes);
        Assert.That(FileSystem.File.GetAttributes(path), Is.EqualTo(FileAttributes.Normal));
    }

    [TestCase(FileAttributes.Hidden)]
    [TestCase(FileAttributes.System)]
    [TestCase(FileAttributes.Archive)]
    [TestCase(FileAttributes.Compressed)]
    [TestCase(FileAttributes.Temporary)]
    [TestCase(FileAttributes.Offline)]
    [TestCase(FileAttributes.Encrypted)]
    public void SetAttributes_NotOfUnix_AreDropped(FileAttributes attributes)
    {
        var path = AFile();
        FileSystem.File.SetAttributes(path, attributes);
        Assert.That(FileSystem.File.GetAttributes(path), Is.EqualTo(FileAttributes.Normal));
    }

    [Test]
    public void SetAttributes_Unknown_Throws() =>
        Assert.That(() => FileSystem.File.SetAttributes(AFile(), (FileAttributes)0x1000000), Throws.TypeOf<ArgumentException>());

    [Test]
    public void SetAttributes_HiddenFileReadOnly_IsBoth()
    {
        var path = AFile(".hidden");
        FileSystem.File.SetAttributes(path, FileAttributes.ReadOnly);
        Assert.That(FileSystem.File.GetAttributes(path), Is.EqualTo(FileAttributes.ReadOnly | FileAttributes.Hidden));
    }

    [Test]
    public void SetAttributes_Directory_CanBeReadOnly()
    {
        var path = ADirectory();
        FileSystem.File.SetAttributes(path, FileAttributes.ReadOnly);
        Assert.That(FileSystem.File.GetAttributes(path), Is.EqualTo(FileAttributes.Directory | FileAttributes.ReadOnly));
        FileSystem.File.SetAttributes(path, FileAttributes.Normal);
        Assert.That(FileSystem.File.GetAttributes(path), Is.EqualTo(FileAttributes.Directory));
    }

    [Test]
    public void SetAttributes_ReadOnly_TakesTheWriteBits()
    {
        var path = AFile();
        FileSystem.File.SetUnixFileMode(path, (UnixFileMode)0b110_110_110);
        FileSystem.File.SetAttributes(path, FileAttributes.ReadOnly);
        Assert.That(FileSystem.File.GetUnixFileMode(path), Is.EqualTo((UnixFileMode)0b100_100_100));
        FileSystem.File.SetAttributes(path, FileAttributes.Normal);
        Assert.That(FileSystem.File.GetUnixFileMode(path) & UnixFileMode.UserWrite, Is.EqualTo(UnixFileMode.UserWrite));
    }

    [Test]
    public void IsReadOnly_Set_IsTheAttribute()
    {
        var info = FileSystem.FileInfo.New(AFile());
        info.IsReadOnly = true;
        Assert.That((info.IsReadOnly, info.Attributes), Is.EqualTo((true, FileAttributes.ReadOnly)));
        info.IsReadOnly = false;
        Assert.That((info.IsReadOnly, info.Attributes), Is.EqualTo((false, FileAttributes.Normal)));
    }

    [Test]
    public void IsReadOnly_Missing_IsTrue()
    {
        Assert.That(FileSystem.FileInfo.New(MissingFile).IsReadOnly, Is.True);
        Assert.That(() => FileSystem.FileInfo.New(MissingFile).IsReadOnly = true, Throws.TypeOf<ArgumentException>());
    }

    [Test]
    public void ReadOnlyFile_CanBeReadMovedAndCopied()
    {
        var path = AFile();
        FileSystem.File.SetAttributes(path, FileAttributes.ReadOnly);
        FileSystem.File.Copy(path, PathOf("copy"));
        FileSystem.File.Move(path, PathOf("moved"));
        Assert.That((TextOf(PathOf("copy")), TextOf(PathOf("moved"))), Is.EqualTo(("content", "content")));
    }

    [TestCase(FileMode.Open)]
    [TestCase(FileMode.Create)]
    [TestCase(FileMode.OpenOrCreate)]
    [TestCase(FileMode.Truncate)]
    [TestCase(FileMode.Append)]
    public void ReadOnlyFile_OpenedForWriting_Throws(FileMode mode)
    {
        Requires(Capabilities.ReadOnlyEnforced);
        var path = AFile();
        FileSystem.File.SetAttributes(path, FileAttributes.ReadOnly);
        Assert.That(() => FileSystem.File.Open(path, mode, FileAccess.Write), Fails.AccessDenied(path));
        Assert.That(TextOf(path), Is.EqualTo("content"));
    }

    [Test]
    public void ReadOnlyFile_MadeWritableAgain_CanBeWritten()
    {
        var path = AFile();
        FileSystem.File.SetAttributes(path, FileAttributes.ReadOnly);
        FileSystem.File.SetAttributes(path, FileAttributes.Normal);
        FileSystem.File.WriteAllText(path, "new");
        Assert.That(TextOf(path), Is.EqualTo("new"));
    }
}
