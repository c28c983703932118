namespace VfsStorage.Tests.Behaviour.Metadata;

/// <summary>Names and content members of <c>IFileInfo</c>; what they share with <c>IFile</c> is specified there.</summary>
public sealed class FileInfoTests(Backend backend) : FileSystemBehaviour(backend)
{
    [Test]
    public void Names_Path_AreItsParts()
    {
        var info = FileSystem.FileInfo.New(PathOf("directory", "name.tar.gz"));
        Assert.That((info.Name, info.Extension, info.FullName), Is.EqualTo(("name.tar.gz", ".gz", PathOf("directory", "name.tar.gz"))));
        Assert.That(info.DirectoryName, Is.EqualTo(PathOf("directory")));
        Assert.That(info.Directory!.FullName, Is.EqualTo(PathOf("directory")));
        Assert.That(info.FileSystem, Is.SameAs(FileSystem));
    }

    [TestCase("noextension", "")]
    [TestCase("ends.", ".")]
    [TestCase(".hidden", ".hidden")]
    [TestCase("a.b.c", ".c")]
    public void Extension_Name_IsItsLastPart(string name, string expected) =>
        Assert.That(FileSystem.FileInfo.New(PathOf(name)).Extension, Is.EqualTo(expected));

    [Test]
    public void FullName_PathIsNotNormal_IsNormalAndToStringIsNot()
    {
        var info = FileSystem.FileInfo.New(Root + "/a/.././/file.txt");
        Assert.That(info.FullName, Is.EqualTo(PathOf("file.txt")));
        Assert.That(info.ToString(), Is.EqualTo(Root + "/a/.././/file.txt"));
    }

    [Test]
    public void Names_TrailingSeparator_HaveNoName()
    {
        var info = FileSystem.FileInfo.New(PathOf("a") + "/");
        Assert.That((info.Name, info.FullName, info.DirectoryName), Is.EqualTo(("", PathOf("a") + "/", PathOf("a"))));
    }

    [Test]
    public void DirectoryName_OfRoot_IsNull() => Assert.That(FileSystem.FileInfo.New("/").DirectoryName, Is.Null);

    [Test]
    public void Exists_TrailingSeparator_IsIgnored() => Assert.That(FileSystem.FileInfo.New(AFile() + "/").Exists, Is.True);

    [Test]
    public void New_BadPath_Throws()
    {
        Assert.That(() => FileSystem.FileInfo.New(null!), Fails.ArgumentNull("fileName"));
        Assert.That(() => FileSystem.FileInfo.New(""), Fails.Argument("path"));
        Assert.That(() => FileSystem.FileInfo.New("a\0b"), Fails.Argument("path"));
    }

    [Test]
    public void Wrap_Null_IsNull() => Assert.That(FileSystem.FileInfo.Wrap(null), Is.Null);

    [Test]
    public void Wrap_FileInfo_IsTheSameFile()
    {
        Requires(Capabilities.WrapsFrameworkObjects);
        Assert.That(FileSystem.FileInfo.Wrap(new FileInfo(AFile()))!.Length, Is.EqualTo(7));
    }

    [Test]
    public void FileSystem_OfFactory_IsTheFileSystem() => Assert.That(FileSystem.FileInfo.FileSystem, Is.SameAs(FileSystem));

    [Test]
    public void Length_Missing_Throws()
    {
        Assert.That(() => FileSystem.FileInfo.New(MissingFile).Length, Fails.FileNotFound(MissingFile));
        Assert.That(() => FileSystem.FileInfo.New(FileInMissingDirectory).Length, Throws.InstanceOf<IOException>());
    }

    [Test]
    public void Length_Directory_Throws()
    {
        var path = ADirectory();
        Assert.That(() => FileSystem.FileInfo.New(path).Length, Fails.FileNotFound(path));
    }

    [Test]
    public void Exists_Directory_IsFalse()
    {
        Assert.That(FileSystem.FileInfo.New(ADirectory()).Exists, Is.False);
        Assert.That(FileSystem.DirectoryInfo.New(AFile()).Exists, Is.False);
    }

    [Test]
    public void Open_EveryOverload_OpensTheFile()
    {
        var info = FileSystem.FileInfo.New(AFile());
        using (var stream = info.Open(FileMode.Open))
            Assert.That((stream.CanRead, stream.CanWrite), Is.EqualTo((true, true)));
        using (var stream = info.Open(FileMode.Open, FileAccess.Read))
            Assert.That((stream.CanRead, stream.CanWrite), Is.EqualTo((true, false)));
        using (var stream = info.Open(FileMode.Open, FileAccess.Read, FileShare.None))
            Assert.That(() => info.OpenRead(), Fails.InUse(info.FullName));
        using (var stream = info.Open(new FileStreamOptions { Access = FileAccess.ReadWrite }))
            Assert.That((stream.CanRead, stream.CanWrite), Is.EqualTo((true, true)));
        using (var stream = info.OpenRead())
            Assert.That((stream.CanRead, stream.CanWrite, stream.Name), Is.EqualTo((true, false, info.FullName)));
        using (var stream = info.OpenWrite())
            Assert.That((stream.CanRead, stream.CanWrite), Is.EqualTo((false, true)));
        using (var reader = info.OpenText())
            Assert.That(reader.ReadToEnd(), Is.EqualTo("content"));
    }

    [Test]
    public void Open_Missing_Throws()
    {
        var info = FileSystem.FileInfo.New(MissingFile);
        Assert.That(() => info.Open(FileMode.Open), Fails.FileNotFound(MissingFile));
        Assert.That(() => info.OpenRead(), Fails.FileNotFound(MissingFile));
        Assert.That(() => info.OpenText(), Fails.FileNotFound(MissingFile));
        Assert.That(() => info.Open(FileMode.Truncate, FileAccess.Write), Fails.FileNotFound(MissingFile));
    }

    [Test]
    public void Create_AppendText_CreateText_WriteTheFile()
    {
        var info = FileSystem.FileInfo.New(PathOf("f"));
        using (var stream = info.Create())
            stream.Write("created"u8);
        Assert.That(TextOf(PathOf("f")), Is.EqualTo("created"));
        using (var writer = info.AppendText())
            writer.Write(", appended");
        Assert.That(TextOf(PathOf("f")), Is.EqualTo("created, appended"));
        using (var writer = info.CreateText())
            writer.Write("new");
        Assert.That(TextOf(PathOf("f")), Is.EqualTo("new"));
    }

    [Test]
    public void CopyTo_Target_ReturnsItsInfo()
    {
        var info = FileSystem.FileInfo.New(AFile());
        var copy = info.CopyTo(PathOf("copy"));
        Assert.That((copy.FullName, copy.Exists, copy.Length), Is.EqualTo((PathOf("copy"), true, 7L)));
        Assert.That(info.FullName, Is.EqualTo(PathOf("file.txt")));
        Assert.That(() => info.CopyTo(PathOf("copy")), Fails.AlreadyExists(PathOf("copy")));
        Assert.That(() => info.CopyTo(PathOf("copy"), overwrite: false), Fails.AlreadyExists(PathOf("copy")));
        Assert.That(info.CopyTo(PathOf("copy"), overwrite: true).Exists, Is.True);
    }

    [Test]
    public void CopyTo_BadTarget_Throws()
    {
        var info = FileSystem.FileInfo.New(AFile());
        Assert.That(() => info.CopyTo(null!), Fails.ArgumentNull("destFileName"));
        Assert.That(() => info.CopyTo(""), Fails.Argument("destFileName"));
        Assert.That(() => info.CopyTo("a\0b"), Fails.Argument("path"));
    }

    [Test]
    public void MoveTo_Target_MovesTheInfoToo()
    {
        var info = FileSystem.FileInfo.New(AFile());
        info.MoveTo(PathOf("moved.log"));
        Assert.That((info.FullName, info.Name, info.Extension, info.Exists), Is.EqualTo((PathOf("moved.log"), "moved.log", ".log", true)));
        Assert.That(info.ToString(), Is.EqualTo(PathOf("moved.log")));
        Assert.That(Tree(), Is.EqualTo(new[] { "moved.log" }));
    }

    [Test]
    public void MoveTo_TargetExists_NeedsOverwrite()
    {
        var info = FileSystem.FileInfo.New(AFile());
        AFile("target", "old");
        Assert.That(() => info.MoveTo(PathOf("target")), Fails.AlreadyExists(PathOf("target")));
        Assert.That(info.FullName, Is.EqualTo(PathOf("file.txt")));
        info.MoveTo(PathOf("target"), overwrite: true);
        Assert.That(TextOf(PathOf("target")), Is.EqualTo("content"));
    }

    [Test]
    public void MoveTo_BadTarget_Throws()
    {
        var info = FileSystem.FileInfo.New(AFile());
        Assert.That(() => info.MoveTo(null!), Fails.ArgumentNull("destFileName"));
        Assert.That(() => info.MoveTo(""), Fails.Argument("destFileName"));
        Assert.That(() => info.MoveTo(FileInMissingDirectory), Fails.DirectoryNotFound());
        Assert.That(() => FileSystem.FileInfo.New(MissingFile).MoveTo(PathOf("x")), Fails.FileNotFound(MissingFile));
    }

    [Test]
    public void Replace_Target_ReturnsItsInfo()
    {
        AFile("target", "old");
        var result = FileSystem.FileInfo.New(AFile()).Replace(PathOf("target"), PathOf("backup"));
        Assert.That((result.FullName, TextOf(PathOf("target")), TextOf(PathOf("backup"))), Is.EqualTo((PathOf("target"), "content", "old")));
        result = FileSystem.FileInfo.New(AFile()).Replace(PathOf("target"), null, ignoreMetadataErrors: true);
        Assert.That(result.FullName, Is.EqualTo(PathOf("target")));
        Assert.That(Tree(), Is.EqualTo(new[] { "backup", "target" }));
    }

    [Test]
    public void Delete_File_RemovesIt()
    {
        var info = FileSystem.FileInfo.New(AFile());
        info.Delete();
        info.Delete();
        Assert.That(info.Exists, Is.False);
        Assert.That(Tree(), Is.Empty);
    }

    [Test]
    public void Delete_Directory_Throws()
    {
        var path = ADirectory();
        Assert.That(() => FileSystem.FileInfo.New(path).Delete(), Fails.AccessDenied(path));
    }
}
