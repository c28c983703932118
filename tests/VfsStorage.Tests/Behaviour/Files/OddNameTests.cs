namespace VfsStorage.Tests.Behaviour.Files;

/// <summary>Names that another file system, a URL or a protocol would trip over.</summary>
public sealed class OddNameTests(Backend backend) : FileSystemBehaviour(backend)
{
    private static readonly string[] Names =
    [
        " ", "  two  spaces  ", " leading", "trailing ", "a\tb", "a\nb", "a\rb", "a\u0001b", "a\u007Fb",
        "%", "%20", "a%2Fb", "a+b", "a&b=c", "a?b", "a#b", "a;b", "a:b", "a*b", "a|b", "a\"b", "a'b", "<a>", "a`b", "$a", "~a", "^a", "{a}", "[a]", "(a)",
        "a\\b", "\\", "a,b", "a@b", "!a", "=a", ".hidden", "..double", "...", "a.", "a..", "a..b", "-a", "--", "_",
        "ünï", "u\u0308", "世界", "𝄞", "é", "e\u0301", "\u202Ertl", "\uFEFFbom", "nul", "con", "CON.txt", "aux.", "a~1",
    ];

    [TestCaseSource(nameof(Names))]
    public void File_OddName_Works(string name)
    {
        var path = PathOf(name);
        FileSystem.File.WriteAllText(path, "text");
        Assert.That(FileSystem.File.Exists(path), Is.True);
        Assert.That(TextOf(path), Is.EqualTo("text"));
        Assert.That(FileSystem.Directory.GetFiles(Root), Is.EqualTo(new[] { path }));
        Assert.That(FileSystem.FileInfo.New(path).Name, Is.EqualTo(name));
    }

    [TestCaseSource(nameof(Names))]
    public void Directory_OddName_Works(string name)
    {
        var path = PathOf(name);
        FileSystem.Directory.CreateDirectory(path);
        FileSystem.File.WriteAllText(path + "/child", name);
        Assert.That(FileSystem.Directory.Exists(path), Is.True);
        Assert.That(FileSystem.Directory.GetFiles(path), Is.EqualTo(new[] { path + "/child" }));
        Assert.That(FileSystem.Directory.GetDirectories(Root), Is.EqualTo(new[] { path }));
        FileSystem.Directory.Delete(path, recursive: true);
        Assert.That(Tree(), Is.Empty);
    }

    [TestCaseSource(nameof(Names))]
    public void CopyAndMove_OddName_Works(string name)
    {
        AFile();
        FileSystem.File.Copy(PathOf("file.txt"), PathOf(name));
        FileSystem.File.Move(PathOf(name), PathOf(name + name));
        FileSystem.File.Delete(PathOf("file.txt"));
        Assert.That(FileSystem.Directory.GetFileSystemEntries(Root), Is.EqualTo(new[] { PathOf(name + name) }));
        Assert.That(TextOf(PathOf(name + name)), Is.EqualTo("content"));
    }

    [Test]
    public void Names_DifferOnlyInCase_AreDifferentFiles()
    {
        AFile("name", "lower");
        AFile("NAME", "upper");
        Assert.That((TextOf(PathOf("name")), TextOf(PathOf("NAME"))), Is.EqualTo(("lower", "upper")));
    }

    [Test]
    public void Names_DifferOnlyInNormalisation_AreDifferentFiles()
    {
        AFile("\u00E9", "composed");
        AFile("e\u0301", "decomposed");
        Assert.That(Tree(), Has.Length.EqualTo(2));
    }

    [Test]
    public void Names_TrailingSpaceAndDot_AreKept()
    {
        AFile("a");
        AFile("a ");
        AFile("a.");
        Assert.That(Tree(), Is.EqualTo(new[] { "a", "a ", "a." }));
    }

    [Test]
    public void Name_Of255Bytes_Works()
    {
        var path = AFile(new string('n', 255));
        Assert.That(TextOf(path), Is.EqualTo("content"));
    }

    [Test]
    public void Name_Over255Bytes_Throws()
    {
        Requires(Capabilities.NamesLimitedTo255Bytes);
        Assert.That(() => AFile(new string('n', 256)), Fails.PathTooLong());
        Assert.That(() => AFile(new string('ü', 128)), Fails.PathTooLong());
        Assert.That(() => ADirectory(new string('n', 256)), Fails.PathTooLong());
        Assert.That(FileSystem.File.Exists(PathOf(new string('n', 256))), Is.False);
    }

    [Test]
    public void Path_Over5000Bytes_Throws()
    {
        var path = PathOf([.. Enumerable.Repeat(new string('n', 100), 50), "file"]);
        Assert.That(() => FileSystem.File.WriteAllText(path, ""), Fails.PathTooLong());
        Assert.That(() => FileSystem.File.ReadAllText(path), Fails.PathTooLong());
        Assert.That(() => FileSystem.File.Delete(path), Fails.PathTooLong());
        Assert.That(() => FileSystem.Directory.CreateDirectory(path), Fails.PathTooLong());
        Assert.That(() => FileSystem.Directory.GetFiles(path), Fails.PathTooLong());
        Assert.That(() => FileSystem.File.Copy(AFile(), path), Fails.PathTooLong());
        Assert.That(() => FileSystem.File.Move(AFile(), path), Fails.PathTooLong());
        Assert.That(FileSystem.File.Exists(path), Is.False);
        Assert.That(FileSystem.Directory.Exists(path), Is.False);
    }

    [Test]
    public void Directories_20Deep_Work()
    {
        var path = PathOf([.. Enumerable.Range(0, 20).Select(i => $"level{i}")]);
        FileSystem.Directory.CreateDirectory(path);
        FileSystem.File.WriteAllText(path + "/file", "deep");
        Assert.That(Tree(), Has.Length.EqualTo(21));
    }
}
