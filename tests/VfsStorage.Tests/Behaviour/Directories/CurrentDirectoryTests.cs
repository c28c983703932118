namespace VfsStorage.Tests.Behaviour.Directories;

/// <summary>The current directory and relative paths; on the disk the whole process shares one, hence alone and restored.</summary>
[NonParallelizable]
public sealed class CurrentDirectoryTests(Backend backend) : FileSystemBehaviour(backend)
{
    private string _before = "";

    [SetUp]
    public void EnterRoot()
    {
        _before = FileSystem.Directory.GetCurrentDirectory();
        FileSystem.Directory.SetCurrentDirectory(Root);
    }

    [TearDown]
    public void Leave() => FileSystem.Directory.SetCurrentDirectory(_before);

    [Test]
    public void GetCurrentDirectory_AfterSet_IsTheNewOne() =>
        Assert.That(FileSystem.Directory.GetCurrentDirectory(), Is.EqualTo(Root));

    [Test]
    public void SetCurrentDirectory_Relative_IsTakenFromTheOldOne()
    {
        ADirectory("a");
        FileSystem.Directory.SetCurrentDirectory("a");
        Assert.That(FileSystem.Directory.GetCurrentDirectory(), Is.EqualTo(PathOf("a")));
        FileSystem.Directory.SetCurrentDirectory("..");
        Assert.That(FileSystem.Directory.GetCurrentDirectory(), Is.EqualTo(Root));
    }

    [Test]
    public void SetCurrentDirectory_TrailingSeparator_IsDropped()
    {
        FileSystem.Directory.SetCurrentDirectory(ADirectory() + "/");
        Assert.That(FileSystem.Directory.GetCurrentDirectory(), Is.EqualTo(PathOf("directory")));
    }

    [Test]
    public void SetCurrentDirectory_Root_IsSlash()
    {
        FileSystem.Directory.SetCurrentDirectory("/");
        Assert.That(FileSystem.Directory.GetCurrentDirectory(), Is.EqualTo("/"));
    }

    [Test]
    public void SetCurrentDirectory_Missing_ThrowsAndStays()
    {
        var missing = PathOf("missing");
        Assert.That(() => FileSystem.Directory.SetCurrentDirectory(missing), Fails.DirectoryNotFound(missing));
        Assert.That(FileSystem.Directory.GetCurrentDirectory(), Is.EqualTo(Root));
    }

    [Test]
    public void SetCurrentDirectory_File_Throws()
    {
        var path = AFile();
        Assert.That(() => FileSystem.Directory.SetCurrentDirectory(path), Throws.InstanceOf<IOException>());
        Assert.That(FileSystem.Directory.GetCurrentDirectory(), Is.EqualTo(Root));
    }

    [Test]
    public void SetCurrentDirectory_BadPath_Throws()
    {
        Assert.That(() => FileSystem.Directory.SetCurrentDirectory(null!), Fails.ArgumentNull("path"));
        Assert.That(() => FileSystem.Directory.SetCurrentDirectory(""), Fails.Argument("path"));
        Assert.That(() => FileSystem.Directory.SetCurrentDirectory("a\0b"), Fails.Argument("path"));
    }

    [Test]
    public void File_RelativePath_IsBelowTheCurrentDirectory()
    {
        FileSystem.File.WriteAllText("f", "content");
        FileSystem.File.Copy("f", "./g");
        FileSystem.File.Move("g", "h");
        Assert.That(Tree(), Is.EqualTo(new[] { "f", "h" }));
        Assert.That(FileSystem.File.Exists("f"), Is.True);
        Assert.That(TextOf("../" + FileSystem.Path.GetFileName(Root) + "/h"), Is.EqualTo("content"));
    }

    [Test]
    public void Directory_RelativePath_IsBelowTheCurrentDirectory()
    {
        var info = FileSystem.Directory.CreateDirectory("a/b");
        Assert.That(info.FullName, Is.EqualTo(PathOf("a", "b")));
        Assert.That(info.ToString(), Is.EqualTo("a/b"));
        FileSystem.Directory.Move("a/b", "c");
        Assert.That(FileSystem.Directory.Exists("c"), Is.True);
        FileSystem.Directory.Delete("a");
        Assert.That(Tree(), Is.EqualTo(new[] { "c/" }));
    }

    [Test]
    public void Missing_RelativePath_NamesTheFullPath()
    {
        Assert.That(() => FileSystem.File.ReadAllText("f"), Fails.FileNotFound(PathOf("f")));
        Assert.That(() => FileSystem.File.ReadAllText("a/f"), Fails.DirectoryNotFound(PathOf("a", "f")));
        Assert.That(() => FileSystem.Directory.Delete("a"), Fails.DirectoryNotFound(PathOf("a")));
        Assert.That(() => FileSystem.File.GetAttributes("f"), Fails.FileNotFound(PathOf("f")));
    }

    [TestCase(".", "./f")]
    [TestCase("./", "./f")]
    [TestCase("a", "a/g")]
    [TestCase("a/", "a/g")]
    [TestCase("a//", "a//g")]
    [TestCase("./a", "./a/g")]
    [TestCase("a/..", "a/../f")]
    public void GetFiles_RelativePath_ReturnsRelativePaths(string path, string expected)
    {
        AFile("f");
        ADirectory("a");
        FileSystem.File.WriteAllText(PathOf("a", "g"), "");
        Assert.That(FileSystem.Directory.GetFiles(path), Is.EqualTo(new[] { expected }));
    }

    [Test]
    public void EnumerateFiles_RelativeAndRecursive_ReturnsRelativePaths()
    {
        AFile("f");
        ADirectory("a");
        FileSystem.File.WriteAllText(PathOf("a", "g"), "");
        Assert.That(FileSystem.Directory.EnumerateFiles(".", "*", SearchOption.AllDirectories), Is.EquivalentTo(new[] { "./f", "./a/g" }));
    }

    [Test]
    public void EnumerateFiles_CurrentDirectoryChangesAfterTheCall_KeepsTheOldOne()
    {
        AFile("f");
        ADirectory("a");
        var files = FileSystem.Directory.EnumerateFiles(".");
        FileSystem.Directory.SetCurrentDirectory("a");
        Assert.That(files, Is.EqualTo(new[] { "./f" }));
    }

    [Test]
    public void Info_RelativePath_KeepsTheFullPathOfItsBirth()
    {
        AFile("f");
        ADirectory("a");
        var file = FileSystem.FileInfo.New("f");
        var directory = FileSystem.DirectoryInfo.New("a");
        FileSystem.Directory.SetCurrentDirectory("/");
        Assert.That((file.FullName, file.Exists, file.ToString()), Is.EqualTo((PathOf("f"), true, "f")));
        Assert.That((directory.FullName, directory.Exists, directory.ToString()), Is.EqualTo((PathOf("a"), true, "a")));
    }

    [Test]
    public void Stream_RelativePath_NameIsTheFullPath()
    {
        using var stream = FileSystem.File.Create("f");
        Assert.That(stream.Name, Is.EqualTo(PathOf("f")));
    }

    [Test]
    public void Path_RelativePath_IsMadeFull()
    {
        Assert.That(FileSystem.Path.GetFullPath("a/../b"), Is.EqualTo(PathOf("b")));
        Assert.That(FileSystem.Path.GetFullPath("."), Is.EqualTo(Root));
        Assert.That(FileSystem.Path.GetRelativePath(".", PathOf("x")), Is.EqualTo("x"));
        Assert.That(FileSystem.Path.GetRelativePath("a", "b/c"), Is.EqualTo("../b/c"));
        AFile("f");
        Assert.That(FileSystem.Path.Exists("f"), Is.True);
    }

    [Test]
    public void GetParent_RelativePath_IsTakenFromTheCurrentDirectory()
    {
        Assert.That(FileSystem.Directory.GetParent("a")?.FullName, Is.EqualTo(Root));
        Assert.That(FileSystem.Directory.GetParent(".")?.FullName, Is.EqualTo(FileSystem.Path.GetDirectoryName(Root)));
    }

    [Test]
    public void DotDot_AboveTheRoot_StaysAtTheRoot()
    {
        FileSystem.Directory.SetCurrentDirectory("../../../../../../../../..");
        Assert.That(FileSystem.Directory.GetCurrentDirectory(), Is.EqualTo("/"));
    }
}
