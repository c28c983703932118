namespace VfsStorage.Tests.Behaviour.Directories;

/// <summary>Names and members of <c>IDirectoryInfo</c>; what it shares with <c>IDirectory</c> is specified there.</summary>
public sealed class DirectoryInfoTests(Backend backend) : FileSystemBehaviour(backend)
{
    [Test]
    public void Names_Path_AreItsParts()
    {
        var info = FileSystem.DirectoryInfo.New(PathOf("a", "b.d"));
        Assert.That((info.Name, info.Extension, info.FullName), Is.EqualTo(("b.d", ".d", PathOf("a", "b.d"))));
        Assert.That(info.Parent!.FullName, Is.EqualTo(PathOf("a")));
        Assert.That(info.Root.FullName, Is.EqualTo("/"));
        Assert.That(info.FileSystem, Is.SameAs(FileSystem));
        Assert.That(info.ToString(), Is.EqualTo(PathOf("a", "b.d")));
    }

    [Test]
    public void Names_TrailingSeparator_AreOfTheDirectory()
    {
        var info = FileSystem.DirectoryInfo.New(PathOf("a") + "/");
        Assert.That((info.Name, info.FullName, info.Parent!.FullName), Is.EqualTo(("a", PathOf("a") + "/", Root)));
    }

    [Test]
    public void Names_Root_AreSlash()
    {
        var info = FileSystem.DirectoryInfo.New("/");
        Assert.That((info.Name, info.FullName, info.Exists, info.Extension), Is.EqualTo(("/", "/", true, "")));
        Assert.That(info.Parent, Is.Null);
    }

    [Test]
    public void FullName_PathIsNotNormal_IsNormal() =>
        Assert.That(FileSystem.DirectoryInfo.New(Root + "/a/.././/b").FullName, Is.EqualTo(PathOf("b")));

    [Test]
    public void New_BadPath_Throws()
    {
        Assert.That(() => FileSystem.DirectoryInfo.New(null!), Fails.ArgumentNull("path"));
        Assert.That(() => FileSystem.DirectoryInfo.New(""), Fails.Argument("path"));
        Assert.That(() => FileSystem.DirectoryInfo.New("a\0b"), Fails.Argument("path"));
    }

    [Test]
    public void Wrap_Null_IsNull() => Assert.That(FileSystem.DirectoryInfo.Wrap(null), Is.Null);

    [Test]
    public void Wrap_DirectoryInfo_IsTheSameDirectory()
    {
        Requires(Capabilities.WrapsFrameworkObjects);
        Assert.That(FileSystem.DirectoryInfo.Wrap(new DirectoryInfo(Root))!.Exists, Is.True);
    }

    [Test]
    public void FileSystem_OfFactory_IsTheFileSystem()
    {
        Assert.That(FileSystem.DirectoryInfo.FileSystem, Is.SameAs(FileSystem));
        Assert.That(FileSystem.Directory.FileSystem, Is.SameAs(FileSystem));
        Assert.That(FileSystem.File.FileSystem, Is.SameAs(FileSystem));
    }

    [Test]
    public void Create_Chain_MakesEveryPart()
    {
        FileSystem.DirectoryInfo.New(PathOf("a", "b")).Create();
        FileSystem.DirectoryInfo.New(PathOf("a", "b")).Create();
        Assert.That(Tree(), Is.EqualTo(new[] { "a/", "a/b/" }));
    }

    [Test]
    public void Create_OverFile_Throws()
    {
        var path = AFile();
        Assert.That(() => FileSystem.DirectoryInfo.New(path).Create(), Fails.AlreadyExists(path));
    }

    [Test]
    public void CreateSubdirectory_Path_MakesIt()
    {
        var info = FileSystem.DirectoryInfo.New(PathOf("a"));
        var sub = info.CreateSubdirectory("b/c");
        Assert.That((sub.FullName, sub.Name, sub.Exists), Is.EqualTo((PathOf("a", "b", "c"), "c", true)));
        Assert.That(Tree(), Is.EqualTo(new[] { "a/", "a/b/", "a/b/c/" }));
    }

    [TestCase(".")]
    [TestCase("b/..")]
    public void CreateSubdirectory_OfItself_ReturnsIt(string path) =>
        Assert.That(FileSystem.DirectoryInfo.New(Root).CreateSubdirectory(path).FullName, Is.EqualTo(Root));

    [TestCase("..")]
    [TestCase("../other")]
    [TestCase("a/../../x")]
    [TestCase("/absolute")]
    public void CreateSubdirectory_Outside_Throws(string path)
    {
        var info = FileSystem.DirectoryInfo.New(ADirectory());
        Assert.That(() => info.CreateSubdirectory(path), Throws.TypeOf<ArgumentException>());
        Assert.That(Tree(), Is.EqualTo(new[] { "directory/" }));
    }

    [Test]
    public void CreateSubdirectory_BadPath_Throws()
    {
        var info = FileSystem.DirectoryInfo.New(Root);
        Assert.That(() => info.CreateSubdirectory(null!), Fails.ArgumentNull("path"));
        Assert.That(() => info.CreateSubdirectory(""), Fails.Argument("path"));
        Assert.That(() => info.CreateSubdirectory("a\0b"), Fails.Argument("path"));
        AFile("f");
        Assert.That(() => info.CreateSubdirectory("f"), Fails.AlreadyExists(PathOf("f")));
    }

    [Test]
    public void Delete_NotEmpty_NeedsRecursive()
    {
        var info = FileSystem.DirectoryInfo.New(ADirectory());
        FileSystem.File.WriteAllText(PathOf("directory", "f"), "");
        Assert.That(() => info.Delete(), Fails.NotEmpty(info.FullName));
        Assert.That(() => info.Delete(recursive: false), Fails.NotEmpty(info.FullName));
        info.Delete(recursive: true);
        Assert.That(Tree(), Is.Empty);
    }

    [Test]
    public void Delete_Missing_Throws()
    {
        var info = FileSystem.DirectoryInfo.New(PathOf("missing"));
        Assert.That(() => info.Delete(), Fails.DirectoryNotFound(info.FullName));
        Assert.That(() => info.Delete(recursive: true), Fails.DirectoryNotFound(info.FullName));
    }

    [Test]
    public void MoveTo_Target_MovesTheInfoToo()
    {
        var info = FileSystem.DirectoryInfo.New(ADirectory());
        FileSystem.File.WriteAllText(PathOf("directory", "f"), "");
        info.MoveTo(PathOf("moved"));
        Assert.That(info.FullName.TrimEnd('/'), Is.EqualTo(PathOf("moved")));
        Assert.That((info.Name, info.Exists, info.Parent!.FullName), Is.EqualTo(("moved", true, Root)));
        Assert.That(Tree(), Is.EqualTo(new[] { "moved/", "moved/f" }));
    }

    [Test]
    public void MoveTo_BadTarget_Throws()
    {
        var info = FileSystem.DirectoryInfo.New(ADirectory());
        Assert.That(() => info.MoveTo(null!), Fails.ArgumentNull("destDirName"));
        Assert.That(() => info.MoveTo(""), Fails.Argument("destDirName"));
        Assert.That(() => info.MoveTo(PathOf("directory")), Fails.WithCode(Fails.GeneralCode));
        Assert.That(() => info.MoveTo(PathOf("directory", "inside")), Throws.InstanceOf<IOException>());
        ADirectory("existing");
        Assert.That(() => info.MoveTo(PathOf("existing")), Fails.WithCode(Fails.GeneralCode));
        Assert.That(() => FileSystem.DirectoryInfo.New(PathOf("missing")).MoveTo(PathOf("x")), Fails.DirectoryNotFound());
    }

    [Test]
    public void Exists_TrailingSeparator_IsTrue() => Assert.That(FileSystem.DirectoryInfo.New(ADirectory() + "/").Exists, Is.True);
}
