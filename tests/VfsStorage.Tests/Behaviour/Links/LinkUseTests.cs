namespace VfsStorage.Tests.Behaviour.Links;

/// <summary>What every other operation does when a path is, or goes through, a symbolic link.</summary>
public sealed class LinkUseTests(Backend backend) : FileSystemBehaviour(backend)
{
    private string Link => PathOf("link");

    [Test]
    public void Write_ThroughLink_ChangesTheTargetAndKeepsTheLink()
    {
        var target = AFile();
        FileSystem.File.CreateSymbolicLink(Link, target);
        FileSystem.File.WriteAllText(Link, "new");
        FileSystem.File.AppendAllText(Link, "!");
        Assert.That(TextOf(target), Is.EqualTo("new!"));
        Assert.That(FileSystem.FileInfo.New(Link).LinkTarget, Is.EqualTo(target));
    }

    [Test]
    public void Open_Link_OpensTheTarget()
    {
        var target = AFile();
        FileSystem.File.CreateSymbolicLink(Link, target);
        using (var stream = FileSystem.File.Open(Link, FileMode.Open))
        {
            Assert.That(stream.Name, Is.EqualTo(Link));
            stream.WriteByte((byte)'X');
        }

        Assert.That(TextOf(target), Is.EqualTo("Xontent"));
    }

    [Test]
    public void Delete_LinkToFile_KeepsTheTarget()
    {
        var target = AFile();
        FileSystem.File.CreateSymbolicLink(Link, target);
        FileSystem.File.Delete(Link);
        Assert.That(Tree(), Is.EqualTo(new[] { "file.txt" }));
    }

    [Test]
    public void Delete_DanglingLink_RemovesIt()
    {
        FileSystem.File.CreateSymbolicLink(Link, MissingFile);
        FileSystem.File.Delete(Link);
        Assert.That(FileSystem.Directory.GetFileSystemEntries(Root), Is.Empty);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void DirectoryDelete_LinkToDirectory_KeepsTheTarget(bool recursive)
    {
        var target = ADirectory();
        FileSystem.File.WriteAllText(target + "/f", "");
        FileSystem.Directory.CreateSymbolicLink(Link, target);
        FileSystem.Directory.Delete(Link, recursive);
        Assert.That(Tree(), Is.EqualTo(new[] { "directory/", "directory/f" }));
    }

    [Test]
    public void FileDelete_LinkToDirectory_RemovesTheLink()
    {
        FileSystem.Directory.CreateSymbolicLink(Link, ADirectory());
        FileSystem.File.Delete(Link);
        Assert.That(Tree(), Is.EqualTo(new[] { "directory/" }));
    }

    [Test]
    public void DirectoryDelete_RecursiveWithLinkInside_KeepsWhatItPointsTo()
    {
        var outside = ADirectory("outside");
        FileSystem.File.WriteAllText(outside + "/f", "");
        FileSystem.Directory.CreateSymbolicLink(ADirectory() + "/link", outside);
        FileSystem.Directory.Delete(PathOf("directory"), recursive: true);
        Assert.That(Tree(), Is.EqualTo(new[] { "outside/", "outside/f" }));
    }

    [Test]
    public void Move_Link_MovesTheLink()
    {
        FileSystem.File.CreateSymbolicLink(Link, AFile());
        FileSystem.File.Move(Link, PathOf("moved"));
        Assert.That(FileSystem.FileInfo.New(PathOf("moved")).LinkTarget, Is.EqualTo(PathOf("file.txt")));
        Assert.That(FileSystem.File.Exists(PathOf("file.txt")), Is.True);
        Assert.That(FileSystem.File.Exists(Link), Is.False);
    }

    [Test]
    public void Copy_Link_CopiesTheTarget()
    {
        FileSystem.File.CreateSymbolicLink(Link, AFile());
        FileSystem.File.Copy(Link, PathOf("copy"));
        Assert.That(FileSystem.FileInfo.New(PathOf("copy")).LinkTarget, Is.Null);
        Assert.That(TextOf(PathOf("copy")), Is.EqualTo("content"));
    }

    [Test]
    public void Copy_OnDanglingLinkThroughLinkedDirectory_Throws()
    {
        FileSystem.Directory.CreateSymbolicLink(Link, ADirectory());
        FileSystem.File.CreateSymbolicLink(PathOf("directory", "dangling"), MissingFile);
        Assert.That(() => FileSystem.File.Copy(AFile(), Link + "/dangling"), Fails.AlreadyExists(Link + "/dangling"));
        Assert.That(FileSystem.File.Exists(MissingFile), Is.False);
    }

    [Test]
    public void CreateNew_OnDanglingLinkThroughLinkedDirectory_Throws()
    {
        FileSystem.Directory.CreateSymbolicLink(Link, ADirectory());
        FileSystem.File.CreateSymbolicLink(PathOf("directory", "dangling"), MissingFile);
        Assert.That(() => FileSystem.File.Open(Link + "/dangling", FileMode.CreateNew), Fails.AlreadyExists(Link + "/dangling"));
        Assert.That(FileSystem.File.Exists(MissingFile), Is.False);
    }

    [Test]
    public void Copy_LinkOntoItself_Throws()
    {
        FileSystem.File.CreateSymbolicLink(Link, MissingFile);
        Assert.That(() => FileSystem.File.Copy(Link, Link), Throws.TypeOf<FileNotFoundException>());
        AFile("missing.txt");
        Assert.That(() => FileSystem.File.Copy(Link, Link), Throws.TypeOf<IOException>());
    }

    [Test]
    public void Copy_OnLinkToDirectory_Throws()
    {
        FileSystem.Directory.CreateSymbolicLink(Link, ADirectory());
        FileSystem.Directory.CreateSymbolicLink(PathOf("directory", "in"), ADirectory("other"));
        var source = AFile();
        foreach (var target in new[] { Link, Link + "/in" })
            Assert.That(() => FileSystem.File.Copy(source, target), Throws.TypeOf<IOException>().With.Message.EqualTo($"The target file '{target}' is a directory, not a file."));
    }

    [Test]
    public void DirectoryMove_SourceMissingBesideCircle_TellsOfTheSource()
    {
        FileSystem.File.CreateSymbolicLink(Link, "link");
        var source = PathOf("missing", "directory");
        Assert.That(() => FileSystem.Directory.Move(source, Link + "/moved"), Fails.DirectoryNotFound(source));
    }

    [Test]
    public void Copy_OverLink_WritesItsTarget()
    {
        var target = AFile("target", "old");
        FileSystem.File.CreateSymbolicLink(Link, target);
        FileSystem.File.Copy(AFile(), Link, overwrite: true);
        Assert.That(TextOf(target), Is.EqualTo("content"));
        Assert.That(FileSystem.FileInfo.New(Link).LinkTarget, Is.EqualTo(target));
    }

    [Test]
    public void DirectoryMove_LinkToDirectory_MovesTheLink()
    {
        FileSystem.Directory.CreateSymbolicLink(Link, ADirectory());
        FileSystem.Directory.Move(Link, PathOf("moved"));
        Assert.That(FileSystem.DirectoryInfo.New(PathOf("moved")).LinkTarget, Is.EqualTo(PathOf("directory")));
        Assert.That(FileSystem.Directory.Exists(PathOf("directory")), Is.True);
    }

    [Test]
    public void Path_ThroughDirectoryLink_ReachesItsContent()
    {
        FileSystem.Directory.CreateDirectory(PathOf("directory", "sub"));
        FileSystem.Directory.CreateSymbolicLink(Link, PathOf("directory"));
        FileSystem.File.WriteAllText(Link + "/sub/f", "content");
        FileSystem.Directory.CreateDirectory(Link + "/new");
        FileSystem.File.Copy(Link + "/sub/f", Link + "/g");
        FileSystem.File.Move(Link + "/g", Link + "/h");
        Assert.That(TextOf(PathOf("directory", "h")), Is.EqualTo("content"));
        Assert.That(FileSystem.File.Exists(Link + "/sub/f"), Is.True);
        Assert.That(FileSystem.Directory.Exists(Link + "/new"), Is.True);
        Assert.That(FileSystem.Directory.GetDirectories(Link).Order(), Is.EqualTo(new[] { Link + "/new", Link + "/sub" }));
        FileSystem.File.Delete(Link + "/h");
        FileSystem.Directory.Delete(Link + "/new");
        Assert.That(FileSystem.Directory.GetFileSystemEntries(PathOf("directory")), Is.EqualTo(new[] { PathOf("directory", "sub") }));
    }

    [Test]
    public void Path_ThroughTwoLinks_ReachesItsContent()
    {
        FileSystem.Directory.CreateDirectory(PathOf("directory", "sub"));
        FileSystem.File.WriteAllText(PathOf("directory", "sub", "f"), "content");
        FileSystem.Directory.CreateSymbolicLink(Link, "directory");
        FileSystem.Directory.CreateSymbolicLink(PathOf("directory", "inner"), "sub");
        Assert.That(TextOf(Link + "/inner/f"), Is.EqualTo("content"));
    }

    [Test]
    public void Path_DotDotAfterLink_IsTakenByName()
    {
        FileSystem.Directory.CreateDirectory(PathOf("a", "b"));
        FileSystem.File.WriteAllText(PathOf("f"), "root");
        FileSystem.File.WriteAllText(PathOf("a", "f"), "a");
        FileSystem.Directory.CreateSymbolicLink(Link, PathOf("a", "b"));
        Assert.That(TextOf(Link + "/../f"), Is.EqualTo("root"));
    }

    [Test]
    public void Enumerate_Links_AreListedByWhatTheyPointTo()
    {
        FileSystem.File.CreateSymbolicLink(PathOf("filelink"), AFile());
        FileSystem.Directory.CreateSymbolicLink(PathOf("dirlink"), ADirectory());
        Assert.That(FileSystem.Directory.GetFiles(Root).Order(), Is.EqualTo(new[] { PathOf("file.txt"), PathOf("filelink") }));
        Assert.That(FileSystem.Directory.GetDirectories(Root).Order(), Is.EqualTo(new[] { PathOf("directory"), PathOf("dirlink") }));
        Assert.That(FileSystem.Directory.GetFiles(Root, "*", new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint }),
            Is.EqualTo(new[] { PathOf("file.txt") }));
    }

    [Test]
    public void Enumerate_Recursive_FollowsDirectoryLinks()
    {
        FileSystem.File.WriteAllText(ADirectory() + "/f", "");
        FileSystem.Directory.CreateSymbolicLink(Link, PathOf("directory"));
        Assert.That(FileSystem.Directory.GetFiles(Root, "*", SearchOption.AllDirectories).Order(),
            Is.EqualTo(new[] { PathOf("directory", "f"), Link + "/f" }));
    }

    [Test]
    public void Exists_LinkToFileAndDirectory_IsTheTargetsKind()
    {
        FileSystem.File.CreateSymbolicLink(PathOf("filelink"), AFile());
        FileSystem.Directory.CreateSymbolicLink(PathOf("dirlink"), ADirectory());
        Assert.That(FileSystem.File.Exists(PathOf("filelink")), Is.True);
        Assert.That(FileSystem.Directory.Exists(PathOf("filelink")), Is.False);
        Assert.That(FileSystem.File.Exists(PathOf("dirlink")), Is.False);
        Assert.That(FileSystem.Directory.Exists(PathOf("dirlink")), Is.True);
    }

    [Test]
    public void GetAttributes_Link_AreTheLinks()
    {
        FileSystem.File.CreateSymbolicLink(PathOf("filelink"), AFile());
        FileSystem.Directory.CreateSymbolicLink(PathOf("dirlink"), ADirectory());
        FileSystem.File.CreateSymbolicLink(PathOf(".dangling"), MissingFile);
        Assert.That(FileSystem.File.GetAttributes(PathOf("filelink")), Is.EqualTo(FileAttributes.ReparsePoint));
        Assert.That(FileSystem.File.GetAttributes(PathOf("dirlink")), Is.EqualTo(FileAttributes.ReparsePoint | FileAttributes.Directory));
        Assert.That(FileSystem.File.GetAttributes(PathOf(".dangling")), Is.EqualTo(FileAttributes.ReparsePoint | FileAttributes.Hidden));
    }

    [Test]
    public void Times_SetOnLink_LeaveTheTarget()
    {
        var target = AFile();
        var time = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        FileSystem.File.SetLastWriteTimeUtc(target, time);
        FileSystem.File.CreateSymbolicLink(Link, target);
        FileSystem.File.SetLastWriteTimeUtc(Link, time.AddDays(1));
        Assert.That(FileSystem.File.GetLastWriteTimeUtc(target), Is.EqualTo(time));
        Assert.That(FileSystem.File.GetLastWriteTimeUtc(Link), Is.EqualTo(time.AddDays(1)));
    }

    [Test]
    public void SetUnixFileMode_Link_ChangesTheTarget()
    {
        var target = AFile();
        FileSystem.File.CreateSymbolicLink(Link, target);
        FileSystem.File.SetUnixFileMode(Link, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.That(FileSystem.File.GetUnixFileMode(target), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserExecute));
        Assert.That(FileSystem.File.GetUnixFileMode(Link), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserExecute));
    }

    [Test]
    public void Length_Link_IsNotTheTargets()
    {
        FileSystem.File.CreateSymbolicLink(Link, AFile(content: new string('x', 5000)));
        Assert.That(FileSystem.FileInfo.New(Link).Length, Is.EqualTo(PathOf("file.txt").Length));
    }

    [Test]
    public void CreateDirectory_OnDirectoryLink_KeepsTheLink()
    {
        FileSystem.Directory.CreateSymbolicLink(Link, ADirectory());
        FileSystem.Directory.CreateDirectory(Link);
        Assert.That(FileSystem.DirectoryInfo.New(Link).LinkTarget, Is.EqualTo(PathOf("directory")));
    }

    [Test]
    public void CreateDirectory_OnDanglingLink_Throws()
    {
        FileSystem.File.CreateSymbolicLink(Link, MissingFile);
        Assert.That(() => FileSystem.Directory.CreateDirectory(Link), Fails.AlreadyExists(Link));
    }

    [Test]
    public void Move_OverwriteLink_ReplacesTheLink()
    {
        var target = AFile("target", "old");
        FileSystem.File.CreateSymbolicLink(Link, target);
        FileSystem.File.Move(AFile(), Link, overwrite: true);
        Assert.That(FileSystem.FileInfo.New(Link).LinkTarget, Is.Null);
        Assert.That((TextOf(Link), TextOf(target)), Is.EqualTo(("content", "old")));
    }
}
