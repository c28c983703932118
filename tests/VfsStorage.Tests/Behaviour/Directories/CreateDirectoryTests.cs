namespace VfsStorage.Tests.Behaviour.Directories;

/// <summary>Making directories: chains, existing ones, modes, and what stands in the way.</summary>
public sealed class CreateDirectoryTests(Backend backend) : FileSystemBehaviour(backend)
{
    [Test]
    public void CreateDirectory_Missing_MakesItAndReturnsItsInfo()
    {
        var info = FileSystem.Directory.CreateDirectory(PathOf("new"));
        Assert.That(Tree(), Is.EqualTo(new[] { "new/" }));
        Assert.That((info.FullName, info.Name, info.Exists), Is.EqualTo((PathOf("new"), "new", true)));
        Assert.That(info.ToString(), Is.EqualTo(PathOf("new")));
    }

    [Test]
    public void CreateDirectory_Chain_MakesEveryPart()
    {
        FileSystem.Directory.CreateDirectory(PathOf("a", "b", "c"));
        Assert.That(Tree(), Is.EqualTo(new[] { "a/", "a/b/", "a/b/c/" }));
    }

    /// <summary>Names that sort before, between and behind a file's and a directory's of that name.</summary>
    [TestCase("a-b"), TestCase("a.txt"), TestCase("a b"), TestCase("a0"), TestCase("aa"), TestCase("A")]
    public void CreateDirectory_NeighboursOfSimilarName_AreNoObstacle(string neighbour)
    {
        FileSystem.Directory.CreateDirectory(PathOf(neighbour));
        FileSystem.File.WriteAllText(PathOf(neighbour, "file"), "x");
        FileSystem.Directory.CreateDirectory(PathOf("a"));
        FileSystem.Directory.CreateDirectory(PathOf("a", "b"));
        FileSystem.Directory.CreateDirectory(PathOf("a"));
        Assert.That(Tree(), Is.EquivalentTo(new[] { "a/", "a/b/", $"{neighbour}/", $"{neighbour}/file" }));
    }

    [TestCase(0), TestCase(1), TestCase(2), TestCase(3)]
    public void CreateDirectory_LongChain_MakesWhatIsMissing(int there)
    {
        string[] names = ["a", "b", "c", "d"];
        if (there > 0)
            FileSystem.Directory.CreateDirectory(PathOf(names[..there]));
        FileSystem.Directory.CreateDirectory(PathOf(names));
        Assert.That(Tree(), Is.EqualTo(new[] { "a/", "a/b/", "a/b/c/", "a/b/c/d/" }));
    }

    [TestCase(1), TestCase(2), TestCase(3)]
    public void CreateDirectory_LongChainThroughFile_Throws(int depth)
    {
        string[] names = ["a", "b", "c", "d"];
        if (depth > 1)
            FileSystem.Directory.CreateDirectory(PathOf(names[..(depth - 1)]));
        FileSystem.File.WriteAllText(PathOf(names[..depth]), "x");
        Assert.That(() => FileSystem.Directory.CreateDirectory(PathOf(names)), Throws.InstanceOf<IOException>());
        Assert.That(FileSystem.File.ReadAllText(PathOf(names[..depth])), Is.EqualTo("x"));
    }

    [Test]
    public void CreateDirectory_ChainThenDeleteTheLast_KeepsTheOthers()
    {
        FileSystem.Directory.CreateDirectory(PathOf("a", "b", "c"));
        FileSystem.Directory.Delete(PathOf("a", "b", "c"));
        FileSystem.Directory.Delete(PathOf("a", "b"));
        Assert.That(Tree(), Is.EqualTo(new[] { "a/" }));
    }

    [Test]
    public void CreateDirectory_Exists_KeepsItsContent()
    {
        ADirectory();
        FileSystem.File.WriteAllText(PathOf("directory", "f"), "content");
        var info = FileSystem.Directory.CreateDirectory(PathOf("directory"));
        Assert.That(info.Exists, Is.True);
        Assert.That(Tree(), Is.EqualTo(new[] { "directory/", "directory/f" }));
    }

    [Test]
    public void CreateDirectory_TrailingSeparators_AreIgnored()
    {
        var info = FileSystem.Directory.CreateDirectory(PathOf("new") + "//");
        Assert.That(Tree(), Is.EqualTo(new[] { "new/" }));
        Assert.That(info.Name, Is.EqualTo("new"));
        Assert.That(info.FullName, Is.EqualTo(PathOf("new") + "/"));
    }

    [Test]
    public void CreateDirectory_PathIsNotNormal_MakesOnlyTheTarget()
    {
        FileSystem.Directory.CreateDirectory(Root + "/a/../b//./c");
        Assert.That(Tree(), Is.EqualTo(new[] { "b/", "b/c/" }));
    }

    [Test]
    public void CreateDirectory_OverFile_Throws()
    {
        var path = AFile();
        Assert.That(() => FileSystem.Directory.CreateDirectory(path), Fails.AlreadyExists(path));
        Assert.That(() => FileSystem.Directory.CreateDirectory(path + "/"), Fails.AlreadyExists(path + "/"));
        Assert.That(TextOf(path), Is.EqualTo("content"));
    }

    [Test]
    public void CreateDirectory_ThroughFile_Throws()
    {
        var path = AFile();
        Assert.That(() => FileSystem.Directory.CreateDirectory(path + "/a"), Fails.DirectoryNotFound(path + "/a"));
        Assert.That(() => FileSystem.Directory.CreateDirectory(path + "/a/b"), Fails.DirectoryNotFound(path + "/a/b"));
        Assert.That(Tree(), Is.EqualTo(new[] { "file.txt" }));
    }

    [Test]
    public void CreateDirectory_BadPath_Throws()
    {
        Assert.That(() => FileSystem.Directory.CreateDirectory(null!), Fails.ArgumentNull("path"));
        Assert.That(() => FileSystem.Directory.CreateDirectory(""), Fails.Argument("path"));
        Assert.That(() => FileSystem.Directory.CreateDirectory("a\0b"), Fails.Argument("path"));
        Assert.That(() => FileSystem.Directory.CreateDirectory(null!, UnixFileMode.None), Fails.ArgumentNull("path"));
        Assert.That(() => FileSystem.Directory.CreateDirectory("", UnixFileMode.None), Fails.Argument("path"));
        Assert.That(() => FileSystem.Directory.CreateDirectory("a\0b", UnixFileMode.None), Fails.Argument("path"));
    }

    [Test]
    public void CreateDirectory_Root_ReturnsIt()
    {
        var info = FileSystem.Directory.CreateDirectory("/");
        Assert.That((info.FullName, info.Exists), Is.EqualTo(("/", true)));
    }

    [Test]
    public void CreateDirectory_Mode_IsTheModeOfTheDirectory()
    {
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead;
        var info = FileSystem.Directory.CreateDirectory(PathOf("new"), mode);
        Assert.That(info.Exists, Is.True);
        Assert.That(FileSystem.File.GetUnixFileMode(PathOf("new")), Is.EqualTo(mode));
    }

    [Test]
    public void CreateDirectory_ModeOfChain_IsOnlyForTheLast()
    {
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        FileSystem.Directory.CreateDirectory(PathOf("a", "b"), mode);
        var usual = FileSystem.File.GetUnixFileMode(ADirectory("usual"));
        Assert.That(FileSystem.File.GetUnixFileMode(PathOf("a", "b")), Is.EqualTo(mode));
        Assert.That(FileSystem.File.GetUnixFileMode(PathOf("a")), Is.EqualTo(usual));
    }

    [Test]
    public void CreateDirectory_ModeAndExists_KeepsTheOldMode()
    {
        var old = FileSystem.File.GetUnixFileMode(ADirectory("new"));
        FileSystem.Directory.CreateDirectory(PathOf("new"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.That(FileSystem.File.GetUnixFileMode(PathOf("new")), Is.EqualTo(old));
    }

    [Test]
    public void CreateDirectory_InvalidMode_Throws() =>
        Assert.That(() => FileSystem.Directory.CreateDirectory(PathOf("new"), (UnixFileMode)0x1000), Fails.Argument("unixCreateMode"));

    [Test]
    public void CreateDirectory_NameOfDeletedFile_Works()
    {
        FileSystem.File.Delete(AFile("x"));
        ADirectory("x");
        Assert.That(Tree(), Is.EqualTo(new[] { "x/" }));
    }

    [Test]
    public async Task CreateDirectory_ManyAtOnce_AllSucceed()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () => FileSystem.Directory.CreateDirectory(PathOf("a", "b", "c")),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.That(Tree(), Is.EqualTo(new[] { "a/", "a/b/", "a/b/c/" }));
    }
}
