namespace VfsStorage.Tests.Behaviour.Directories;

/// <summary>Existence, parents, roots, drives, and temporary directories.</summary>
public sealed class DirectoryTests(Backend backend) : FileSystemBehaviour(backend)
{
    [Test]
    public void Exists_Directory_IsTrue()
    {
        var path = ADirectory();
        Assert.That(FileSystem.Directory.Exists(path), Is.True);
        Assert.That(FileSystem.Directory.Exists(path + "/"), Is.True);
        Assert.That(FileSystem.Directory.Exists(path + "//"), Is.True);
        Assert.That(FileSystem.Directory.Exists(path + "/."), Is.True);
        Assert.That(FileSystem.Directory.Exists(path + "/.."), Is.True);
        Assert.That(FileSystem.Directory.Exists(path + "/missing/.."), Is.True);
    }

    [Test]
    public void Exists_RootAndScratch_IsTrue()
    {
        Assert.That(FileSystem.Directory.Exists("/"), Is.True);
        Assert.That(FileSystem.Directory.Exists("//"), Is.True);
        Assert.That(FileSystem.Directory.Exists("/.."), Is.True);
        Assert.That(FileSystem.Directory.Exists(Root), Is.True);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("a\0b")]
    public void Exists_BadPath_IsFalse(string? path) => Assert.That(FileSystem.Directory.Exists(path), Is.False);

    [Test]
    public void Exists_FileOrMissing_IsFalse()
    {
        var file = AFile();
        Assert.That(FileSystem.Directory.Exists(file), Is.False);
        Assert.That(FileSystem.Directory.Exists(file + "/"), Is.False);
        Assert.That(FileSystem.Directory.Exists(file + "/child"), Is.False);
        Assert.That(FileSystem.Directory.Exists(PathOf("missing")), Is.False);
        Assert.That(FileSystem.Directory.Exists(PathOf("missing", "child")), Is.False);
    }

    [Test]
    public void Exists_OnlyAPrefixOfAName_IsFalse()
    {
        ADirectory("foobar");
        AFile("foo.bar");
        Assert.That(FileSystem.Directory.Exists(PathOf("foo")), Is.False);
    }

    [Test]
    public void Exists_OtherCase_IsFalse()
    {
        ADirectory("name");
        Assert.That(FileSystem.Directory.Exists(PathOf("NAME")), Is.False);
    }

    [TestCase("/a/b", "/a")]
    [TestCase("/a/b/", "/a/b")]
    [TestCase("/a", "/")]
    [TestCase("/a//b", "/a")]
    [TestCase("/a/./b/../c", "/a")]
    [TestCase("/a/b\\c", "/a")]
    public void GetParent_HasParent_ReturnsIt(string path, string expected) =>
        Assert.That(FileSystem.Directory.GetParent(path)?.FullName, Is.EqualTo(expected));

    [TestCase("/")]
    [TestCase("//")]
    [TestCase("/..")]
    public void GetParent_Root_IsNull(string path) => Assert.That(FileSystem.Directory.GetParent(path), Is.Null);

    [Test]
    public void GetParent_BadPath_Throws()
    {
        Assert.That(() => FileSystem.Directory.GetParent(null!), Fails.ArgumentNull("path"));
        Assert.That(() => FileSystem.Directory.GetParent(""), Fails.Argument("path"));
        Assert.That(() => FileSystem.Directory.GetParent("a\0b"), Fails.Argument("path"));
    }

    [TestCase("/")]
    [TestCase("/a/b")]
    [TestCase("a/b")]
    [TestCase(" ")]
    public void GetDirectoryRoot_AnyPath_IsSlash(string path) =>
        Assert.That(FileSystem.Directory.GetDirectoryRoot(path), Is.EqualTo("/"));

    [Test]
    public void GetDirectoryRoot_BadPath_Throws()
    {
        Assert.That(() => FileSystem.Directory.GetDirectoryRoot(null!), Fails.ArgumentNull("path"));
        Assert.That(() => FileSystem.Directory.GetDirectoryRoot(""), Fails.Argument("path"));
        Assert.That(() => FileSystem.Directory.GetDirectoryRoot("a\0b"), Fails.Argument("path"));
    }

    [Test]
    public void GetLogicalDrives_Always_HasTheRoot() => Assert.That(FileSystem.Directory.GetLogicalDrives(), Does.Contain("/"));

    [Test]
    public void GetLogicalDrives_Always_AreTheDrives() =>
        Assert.That(FileSystem.Directory.GetLogicalDrives(), Is.EquivalentTo(FileSystem.DriveInfo.GetDrives().Select(drive => drive.Name)));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("vfs-")]
    public void CreateTempSubdirectory_Prefix_StartsTheName(string? prefix)
    {
        var info = FileSystem.Directory.CreateTempSubdirectory(prefix);
        try
        {
            Assert.That(FileSystem.Directory.Exists(info.FullName), Is.True);
            Assert.That(info.Name, Does.StartWith(prefix ?? ""));
            Assert.That(info.Name, Has.Length.EqualTo((prefix ?? "").Length + 6));
            Assert.That(info.Parent!.FullName + "/", Is.EqualTo(FileSystem.Path.GetTempPath()));
            Assert.That(info.EnumerateFileSystemInfos(), Is.Empty);
            Assert.That(FileSystem.File.GetUnixFileMode(info.FullName), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        }
        finally
        {
            info.Delete();
        }
    }

    [Test]
    public void CreateTempSubdirectory_Twice_MakesTwo()
    {
        var first = FileSystem.Directory.CreateTempSubdirectory("vfs-");
        var second = FileSystem.Directory.CreateTempSubdirectory("vfs-");
        Assert.That(first.FullName, Is.Not.EqualTo(second.FullName));
        first.Delete();
        second.Delete();
    }

    [Test]
    public void CreateTempSubdirectory_PrefixWithSeparator_Throws() =>
        Assert.That(() => FileSystem.Directory.CreateTempSubdirectory("a/b"), Fails.Argument("prefix"));
}
