using System.IO.Abstractions;

namespace VfsStorage.Tests.Behaviour.Links;

/// <summary>Making, reading and resolving symbolic links.</summary>
public sealed class SymbolicLinkTests(Backend backend) : FileSystemBehaviour(backend)
{
    private string Link => PathOf("link");

    [Test]
    public void CreateSymbolicLink_File_ReturnsAnInfoOfTheLink()
    {
        var target = AFile();
        var info = FileSystem.File.CreateSymbolicLink(Link, target);
        Assert.That(info, Is.InstanceOf<IFileInfo>());
        Assert.That((info.FullName, info.LinkTarget, info.Exists), Is.EqualTo((Link, target, true)));
        Assert.That(info.Attributes & FileAttributes.ReparsePoint, Is.EqualTo(FileAttributes.ReparsePoint));
        Assert.That(TextOf(Link), Is.EqualTo("content"));
    }

    [Test]
    public void CreateSymbolicLink_Directory_ReturnsAnInfoOfTheLink()
    {
        var target = ADirectory();
        FileSystem.File.WriteAllText(target + "/f", "content");
        var info = FileSystem.Directory.CreateSymbolicLink(Link, target);
        Assert.That(info, Is.InstanceOf<IDirectoryInfo>());
        Assert.That((info.FullName, info.LinkTarget, info.Exists), Is.EqualTo((Link, target, true)));
        Assert.That(info.Attributes, Is.EqualTo(FileAttributes.ReparsePoint | FileAttributes.Directory));
        Assert.That(TextOf(Link + "/f"), Is.EqualTo("content"));
    }

    [TestCase("file.txt")]
    [TestCase("./file.txt")]
    [TestCase("directory/../file.txt")]
    public void CreateSymbolicLink_RelativeTarget_IsKeptAsGiven(string target)
    {
        AFile();
        ADirectory();
        Assert.That(FileSystem.File.CreateSymbolicLink(Link, target).LinkTarget, Is.EqualTo(target));
        Assert.That(TextOf(Link), Is.EqualTo("content"));
    }

    [Test]
    public void CreateSymbolicLink_RelativeTarget_IsTakenFromTheLinksDirectory()
    {
        ADirectory();
        AFile("file.txt", "outside");
        FileSystem.File.WriteAllText(PathOf("directory", "file.txt"), "inside");
        FileSystem.File.CreateSymbolicLink(PathOf("directory", "in"), "file.txt");
        FileSystem.File.CreateSymbolicLink(PathOf("directory", "out"), "../file.txt");
        Assert.That((TextOf(PathOf("directory", "in")), TextOf(PathOf("directory", "out"))), Is.EqualTo(("inside", "outside")));
    }

    [Test]
    public void CreateSymbolicLink_Fails_TellsThePathAsWritten()
    {
        AFile();
        ADirectory();
        var taken = PathOf(".", "file.txt");
        var takenDirectory = PathOf(".", "directory");
        var lost = PathOf(".", "missing", "link");
        Assert.That(() => FileSystem.File.CreateSymbolicLink(taken, "target"), Fails.AlreadyExists(taken));
        Assert.That(() => FileSystem.FileInfo.New(taken).CreateAsSymbolicLink("target"), Fails.AlreadyExists(taken));
        Assert.That(() => FileSystem.Directory.CreateSymbolicLink(takenDirectory, "target"), Fails.AlreadyExists(takenDirectory));
        Assert.That(() => FileSystem.DirectoryInfo.New(takenDirectory).CreateAsSymbolicLink("target"), Fails.AlreadyExists(takenDirectory));
        Assert.That(() => FileSystem.File.CreateSymbolicLink(lost, "target"), Fails.DirectoryNotFound(lost));
    }

    [Test]
    public void ResolveLinkTarget_ChainTooLong_TellsThePathAsWritten()
    {
        var end = AFile();
        for (var i = 0; i < 42; i++)
        {
            end = FileSystem.File.CreateSymbolicLink(PathOf($"link{i}"), end).FullName;
        }

        var written = PathOf(".", "link41");
        Assert.That(() => FileSystem.File.ResolveLinkTarget(written, returnFinalTarget: true), Fails.WithCode(Fails.GeneralCode, written));
        Assert.That(() => FileSystem.FileInfo.New(written).ResolveLinkTarget(returnFinalTarget: true), Fails.WithCode(Fails.GeneralCode, PathOf("link41")));
    }

    [Test]
    public void CreateSymbolicLink_PathTaken_Throws()
    {
        var target = AFile();
        AFile("link", "old");
        Assert.That(() => FileSystem.File.CreateSymbolicLink(Link, target), Fails.AlreadyExists(Link));
        Assert.That(() => FileSystem.Directory.CreateSymbolicLink(Link, target), Fails.AlreadyExists(Link));
        Assert.That(TextOf(Link), Is.EqualTo("old"));
        Assert.That(() => FileSystem.File.CreateSymbolicLink(ADirectory(), target), Fails.AlreadyExists(PathOf("directory")));
    }

    [Test]
    public void CreateSymbolicLink_ParentMissing_Throws() =>
        Assert.That(() => FileSystem.File.CreateSymbolicLink(FileInMissingDirectory, AFile()), Fails.DirectoryNotFound(FileInMissingDirectory));

    [Test]
    public void CreateSymbolicLink_BadArguments_NameTheirParameter()
    {
        Assert.That(() => FileSystem.File.CreateSymbolicLink(null!, "x"), Fails.ArgumentNull("path"));
        Assert.That(() => FileSystem.File.CreateSymbolicLink(Link, null!), Fails.ArgumentNull("pathToTarget"));
        Assert.That(() => FileSystem.File.CreateSymbolicLink("", "x"), Fails.Argument("path"));
        Assert.That(() => FileSystem.File.CreateSymbolicLink(Link, ""), Fails.Argument("pathToTarget"));
        Assert.That(() => FileSystem.File.CreateSymbolicLink("a\0b", "x"), Fails.Argument("path"));
        Assert.That(() => FileSystem.File.CreateSymbolicLink(Link, "a\0b"), Fails.Argument("pathToTarget"));
        Assert.That(() => FileSystem.Directory.CreateSymbolicLink(null!, "x"), Fails.ArgumentNull("path"));
        Assert.That(() => FileSystem.Directory.CreateSymbolicLink(Link, null!), Fails.ArgumentNull("pathToTarget"));
        Assert.That(() => FileSystem.Directory.CreateSymbolicLink(Link, ""), Fails.Argument("pathToTarget"));
    }

    [Test]
    public void CreateAsSymbolicLink_Info_MakesTheLink()
    {
        var target = AFile();
        var info = FileSystem.FileInfo.New(Link);
        info.CreateAsSymbolicLink(target);
        Assert.That((info.LinkTarget, info.Exists), Is.EqualTo((target, true)));
        var directory = FileSystem.DirectoryInfo.New(PathOf("dirlink"));
        directory.CreateAsSymbolicLink(ADirectory());
        Assert.That(directory.LinkTarget, Is.EqualTo(PathOf("directory")));
        Assert.That(() => info.CreateAsSymbolicLink(target), Fails.AlreadyExists(Link));
    }

    [Test]
    public void LinkTarget_NotALink_IsNull()
    {
        Assert.That(FileSystem.FileInfo.New(AFile()).LinkTarget, Is.Null);
        Assert.That(FileSystem.DirectoryInfo.New(ADirectory()).LinkTarget, Is.Null);
        Assert.That(FileSystem.FileInfo.New(MissingFile).LinkTarget, Is.Null);
    }

    [Test]
    public void ResolveLinkTarget_NotALink_IsNull()
    {
        Assert.That(FileSystem.File.ResolveLinkTarget(AFile(), returnFinalTarget: false), Is.Null);
        Assert.That(FileSystem.File.ResolveLinkTarget(AFile(), returnFinalTarget: true), Is.Null);
        Assert.That(FileSystem.Directory.ResolveLinkTarget(ADirectory(), returnFinalTarget: false), Is.Null);
    }

    [Test]
    public void ResolveLinkTarget_Missing_Throws()
    {
        Assert.That(() => FileSystem.File.ResolveLinkTarget(MissingFile, returnFinalTarget: false), Fails.FileNotFound(MissingFile));
        Assert.That(() => FileSystem.File.ResolveLinkTarget(FileInMissingDirectory, returnFinalTarget: true),
            Throws.InstanceOf<IOException>());
        Assert.That(() => FileSystem.Directory.ResolveLinkTarget(MissingFile, returnFinalTarget: false), Fails.DirectoryNotFound(MissingFile));
        Assert.That(() => FileSystem.File.ResolveLinkTarget(null!, returnFinalTarget: false), Fails.ArgumentNull("linkPath"));
        Assert.That(() => FileSystem.File.ResolveLinkTarget("", returnFinalTarget: false), Fails.Argument("linkPath"));
    }

    [Test]
    public void ResolveLinkTarget_Chain_OneStepOrToTheEnd()
    {
        var target = AFile();
        FileSystem.File.CreateSymbolicLink(PathOf("one"), target);
        FileSystem.File.CreateSymbolicLink(PathOf("two"), "one");
        FileSystem.File.CreateSymbolicLink(PathOf("three"), PathOf("two"));
        Assert.That(FileSystem.File.ResolveLinkTarget(PathOf("three"), returnFinalTarget: false)!.FullName, Is.EqualTo(PathOf("two")));
        Assert.That(FileSystem.File.ResolveLinkTarget(PathOf("two"), returnFinalTarget: false)!.FullName, Is.EqualTo(PathOf("one")));
        Assert.That(FileSystem.File.ResolveLinkTarget(PathOf("three"), returnFinalTarget: true)!.FullName, Is.EqualTo(target));
        Assert.That(FileSystem.FileInfo.New(PathOf("three")).ResolveLinkTarget(returnFinalTarget: true)!.FullName, Is.EqualTo(target));
        Assert.That(TextOf(PathOf("three")), Is.EqualTo("content"));
    }

    [Test]
    public void ResolveLinkTarget_Directory_IsADirectoryInfo()
    {
        FileSystem.Directory.CreateSymbolicLink(Link, ADirectory());
        var target = FileSystem.Directory.ResolveLinkTarget(Link, returnFinalTarget: true);
        Assert.That(target, Is.InstanceOf<IDirectoryInfo>());
        Assert.That((target!.FullName, target.Exists), Is.EqualTo((PathOf("directory"), true)));
        Assert.That(FileSystem.DirectoryInfo.New(Link).ResolveLinkTarget(returnFinalTarget: false)!.FullName, Is.EqualTo(PathOf("directory")));
    }

    [Test]
    public void ResolveLinkTarget_Dangling_ReturnsTheMissingTarget()
    {
        FileSystem.File.CreateSymbolicLink(Link, MissingFile);
        var target = FileSystem.File.ResolveLinkTarget(Link, returnFinalTarget: true);
        Assert.That((target!.FullName, target.Exists), Is.EqualTo((MissingFile, false)));
    }

    [Test]
    public void Loop_EveryUse_Throws()
    {
        FileSystem.File.CreateSymbolicLink(PathOf("a"), PathOf("b"));
        FileSystem.File.CreateSymbolicLink(PathOf("b"), PathOf("a"));
        Assert.That(() => FileSystem.File.ResolveLinkTarget(PathOf("a"), returnFinalTarget: true), Throws.InstanceOf<IOException>());
        Assert.That(() => FileSystem.File.ReadAllText(PathOf("a")), Throws.InstanceOf<IOException>());
        Assert.That(() => FileSystem.File.WriteAllText(PathOf("a"), ""), Throws.InstanceOf<IOException>());
        Assert.That(FileSystem.File.ResolveLinkTarget(PathOf("a"), returnFinalTarget: false)!.FullName, Is.EqualTo(PathOf("b")));
    }

    [Test]
    public void Loop_OntoItself_Throws()
    {
        FileSystem.File.CreateSymbolicLink(Link, Link);
        Assert.That(() => FileSystem.File.ReadAllText(Link), Fails.WithCode(Fails.LoopCode, Link));
        Assert.That(() => FileSystem.File.ResolveLinkTarget(Link, returnFinalTarget: true), Throws.InstanceOf<IOException>());
    }

    [Test]
    public void Dangling_ReadFails_AndWriteMakesTheTarget()
    {
        FileSystem.File.CreateSymbolicLink(Link, MissingFile);
        Assert.That(() => FileSystem.File.ReadAllText(Link), Fails.FileNotFound(Link));
        FileSystem.File.WriteAllText(Link, "new");
        Assert.That(TextOf(MissingFile), Is.EqualTo("new"));
        Assert.That(FileSystem.FileInfo.New(Link).LinkTarget, Is.EqualTo(MissingFile));
    }

    [Test]
    public void Dangling_Exists_AsTheKernelSees()
    {
        FileSystem.File.CreateSymbolicLink(Link, MissingFile);
        Assert.That(FileSystem.File.Exists(Link), Is.True);
        Assert.That(FileSystem.Directory.Exists(Link), Is.False);
        Assert.That(FileSystem.Path.Exists(Link), Is.True);
        Assert.That(FileSystem.FileInfo.New(Link).Exists, Is.True);
        Assert.That(FileSystem.Directory.GetFiles(Root), Is.EqualTo(new[] { Link }));
    }

    [Test]
    public void Dangling_CreateNew_Throws()
    {
        FileSystem.File.CreateSymbolicLink(Link, MissingFile);
        Assert.That(() => FileSystem.File.Open(Link, FileMode.CreateNew), Fails.AlreadyExists(Link));
    }
}
