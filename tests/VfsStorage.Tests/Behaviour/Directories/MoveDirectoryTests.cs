namespace VfsStorage.Tests.Behaviour.Directories;

/// <summary>Moving trees: onto, into, through and over everything there is.</summary>
public sealed class MoveDirectoryTests(Backend backend) : FileSystemBehaviour(backend)
{
    private string Target => PathOf("target");

    [Test]
    public void Move_Tree_MovesEverything()
    {
        FileSystem.Directory.CreateDirectory(PathOf("a", "b", "empty"));
        FileSystem.File.WriteAllText(PathOf("a", "f"), "1");
        FileSystem.File.WriteAllText(PathOf("a", "b", "g"), "2");
        AFile("a.txt");
        FileSystem.Directory.Move(PathOf("a"), Target);
        Assert.That(Tree(), Is.EqualTo(new[] { "a.txt", "target/", "target/b/", "target/b/empty/", "target/b/g", "target/f" }));
        Assert.That(TextOf(PathOf("target", "b", "g")), Is.EqualTo("2"));
    }

    [Test]
    public void Move_Empty_MovesIt()
    {
        FileSystem.Directory.Move(ADirectory(), Target);
        Assert.That(Tree(), Is.EqualTo(new[] { "target/" }));
    }

    [Test]
    public void Move_TrailingSeparators_AreIgnored()
    {
        FileSystem.Directory.Move(ADirectory() + "/", Target + "/");
        Assert.That(Tree(), Is.EqualTo(new[] { "target/" }));
    }

    [Test]
    public void Move_CaseOnly_Renames()
    {
        FileSystem.Directory.Move(ADirectory("name"), PathOf("NAME"));
        Assert.That(Tree(), Is.EqualTo(new[] { "NAME/" }));
    }

    [Test]
    public void Move_IntoAnotherDirectory_MovesIt()
    {
        ADirectory("a");
        ADirectory("b");
        FileSystem.Directory.Move(PathOf("a"), PathOf("b", "c"));
        Assert.That(Tree(), Is.EqualTo(new[] { "b/", "b/c/" }));
    }

    [Test]
    public void Move_SourceMissing_Throws()
    {
        var missing = PathOf("missing");
        Assert.That(() => FileSystem.Directory.Move(missing, Target), Fails.DirectoryNotFound(missing));
        Assert.That(Tree(), Is.Empty);
    }

    [Test]
    public void Move_OntoItself_Throws()
    {
        var path = ADirectory();
        Assert.That(() => FileSystem.Directory.Move(path, path), Fails.WithCode(Fails.GeneralCode));
        Assert.That(() => FileSystem.Directory.Move(path, path + "/"), Fails.WithCode(Fails.GeneralCode));
        Assert.That(() => FileSystem.Directory.Move(path, Root + "/./directory"), Fails.WithCode(Fails.GeneralCode));
        Assert.That(Tree(), Is.EqualTo(new[] { "directory/" }));
    }

    [Test]
    public void Move_MissingOntoItself_SaysSoFirst() =>
        Assert.That(() => FileSystem.Directory.Move(PathOf("x"), PathOf("x")), Fails.WithCode(Fails.GeneralCode));

    [TestCase("child")]
    [TestCase("b/child")]
    public void Move_IntoItself_ThrowsAndKeepsTheTree(string inside)
    {
        FileSystem.Directory.CreateDirectory(PathOf("a", "b"));
        FileSystem.File.WriteAllText(PathOf("a", "f"), "");
        Assert.That(() => FileSystem.Directory.Move(PathOf("a"), PathOf("a", inside)), Fails.WithCode(Fails.InvalidCode));
        Assert.That(Tree(), Is.EqualTo(new[] { "a/", "a/b/", "a/f" }));
    }

    [Test]
    public void Move_OntoItsParent_Throws()
    {
        FileSystem.Directory.CreateDirectory(PathOf("a", "b"));
        Assert.That(() => FileSystem.Directory.Move(PathOf("a", "b"), PathOf("a")), Fails.WithCode(Fails.GeneralCode, PathOf("a")));
    }

    [Test]
    public void Move_TargetIsDirectory_ThrowsEvenWhenEmpty()
    {
        var source = ADirectory("a");
        var target = ADirectory("b");
        Assert.That(() => FileSystem.Directory.Move(source, target), Fails.WithCode(Fails.GeneralCode, target));
        Assert.That(Tree(), Is.EqualTo(new[] { "a/", "b/" }));
    }

    [Test]
    public void Move_TargetIsFile_Throws()
    {
        var source = ADirectory();
        var target = AFile();
        Assert.That(() => FileSystem.Directory.Move(source, target), Fails.WithCode(Fails.GeneralCode, target));
        Assert.That(Tree(), Is.EqualTo(new[] { "directory/", "file.txt" }));
    }

    [Test]
    public void Move_TargetParentMissing_ThrowsNamingTheSource()
    {
        var source = ADirectory();
        Assert.That(() => FileSystem.Directory.Move(source, PathOf("missing", "b")), Fails.DirectoryNotFound(source));
        Assert.That(Tree(), Is.EqualTo(new[] { "directory/" }));
    }

    [Test]
    public void Move_ThroughFile_Throws()
    {
        var source = ADirectory();
        var file = AFile();
        Assert.That(() => FileSystem.Directory.Move(source, file + "/child"), Fails.WithCode(Fails.GeneralCode, source));
        Assert.That(() => FileSystem.Directory.Move(file + "/child", Target), Fails.WithCode(Fails.GeneralCode, file + "/child"));
        Assert.That(Tree(), Is.EqualTo(new[] { "directory/", "file.txt" }));
    }

    [Test]
    public void Move_File_MovesIt()
    {
        FileSystem.Directory.Move(AFile(), Target);
        Assert.That(Tree(), Is.EqualTo(new[] { "target" }));
        Assert.That(TextOf(Target), Is.EqualTo("content"));
    }

    [Test]
    public void Move_FileWithTrailingSeparator_Throws()
    {
        var source = AFile();
        Assert.That(() => FileSystem.Directory.Move(source + "/", Target), Fails.WithCode(Fails.GeneralCode, source + "/"));
        Assert.That(Tree(), Is.EqualTo(new[] { "file.txt" }));
    }

    [Test]
    public void Move_FileOntoFile_Throws()
    {
        var source = AFile("a");
        AFile("target", "old");
        Assert.That(() => FileSystem.Directory.Move(source, Target), Throws.InstanceOf<IOException>());
        Assert.That((TextOf(source), TextOf(Target)), Is.EqualTo(("content", "old")));
    }

    [Test]
    public void Move_RootOfTheFileSystem_Throws()
    {
        Assert.That(() => FileSystem.Directory.Move("/", Target),
            Throws.InstanceOf<IOException>().Or.InstanceOf<UnauthorizedAccessException>());
        Assert.That(FileSystem.Directory.Exists(Root), Is.True);
    }

    [Test]
    public void Move_BadArguments_NameTheirParameter()
    {
        var path = ADirectory();
        Assert.That(() => FileSystem.Directory.Move(null!, path), Fails.ArgumentNull("sourceDirName"));
        Assert.That(() => FileSystem.Directory.Move(path, null!), Fails.ArgumentNull("destDirName"));
        Assert.That(() => FileSystem.Directory.Move("", path), Fails.Argument("sourceDirName"));
        Assert.That(() => FileSystem.Directory.Move(path, ""), Fails.Argument("destDirName"));
        Assert.That(() => FileSystem.Directory.Move("", null!), Fails.Argument("sourceDirName"));
        Assert.That(() => FileSystem.Directory.Move("a\0b", path), Fails.Argument("path"));
        Assert.That(() => FileSystem.Directory.Move(path, "a\0b"), Fails.Argument("path"));
    }

    [Test]
    public void Move_Tree_KeepsTimesAndModes()
    {
        var time = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        FileSystem.Directory.CreateDirectory(PathOf("a", "b"));
        FileSystem.File.WriteAllText(PathOf("a", "b", "f"), "");
        FileSystem.File.SetUnixFileMode(PathOf("a", "b", "f"), mode);
        FileSystem.File.SetLastWriteTimeUtc(PathOf("a", "b", "f"), time);
        FileSystem.Directory.SetLastWriteTimeUtc(PathOf("a", "b"), time.AddDays(1));
        FileSystem.Directory.Move(PathOf("a"), Target);
        Assert.That(FileSystem.File.GetLastWriteTimeUtc(PathOf("target", "b", "f")), Is.EqualTo(time));
        Assert.That(FileSystem.File.GetUnixFileMode(PathOf("target", "b", "f")), Is.EqualTo(mode));
        Assert.That(FileSystem.Directory.GetLastWriteTimeUtc(PathOf("target", "b")), Is.EqualTo(time.AddDays(1)));
    }

    [Test]
    public void Move_FileToPathWithTrailingSeparator_MovesIt()
    {
        FileSystem.Directory.Move(AFile(), Target + "/");
        Assert.That(Tree(), Is.EqualTo(new[] { "target" }));
    }

    [Test]
    public void Move_ThereAndBack_IsTheSame()
    {
        FileSystem.Directory.CreateDirectory(PathOf("a", "b"));
        FileSystem.File.WriteAllText(PathOf("a", "b", "f"), "");
        FileSystem.Directory.Move(PathOf("a"), Target);
        FileSystem.Directory.Move(Target, PathOf("a"));
        Assert.That(Tree(), Is.EqualTo(new[] { "a/", "a/b/", "a/b/f" }));
    }

    [Test]
    public void Move_NameIsPrefixOfAnother_KeepsTheOther()
    {
        ADirectory("foo");
        ADirectory("foobar");
        AFile("foo.bar");
        FileSystem.Directory.Move(PathOf("foo"), Target);
        Assert.That(Tree(), Is.EqualTo(new[] { "foo.bar", "foobar/", "target/" }));
    }
}
