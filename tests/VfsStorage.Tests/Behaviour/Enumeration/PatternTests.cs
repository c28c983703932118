namespace VfsStorage.Tests.Behaviour.Enumeration;

/// <summary>Search patterns, in the old (Win32) and the simple way to match.</summary>
public sealed class PatternTests(Backend backend) : SharedTreeBehaviour(backend)
{
    private const string Everything = ".dot|B.CSV|a b|a.csv|a.d|a.txt|ab.csv|abc|abc.|b.c.csv|dir|empty|que?|star*";

    /// <summary>Pattern, what it finds with the overloads without options, and what it finds as <see cref="MatchType.Simple"/>.</summary>
    private static readonly string[][] Table =
    [
        ["*", Everything, Everything],
        ["**", Everything, Everything],
        ["*?", Everything, Everything],
        ["*.*", Everything, ".dot|B.CSV|a.csv|a.d|a.txt|ab.csv|abc.|b.c.csv"],
        ["", Everything, ""],
        [".", Everything, ""],
        ["*.", "a b|abc|abc.|dir|empty|que?|star*", "abc."],
        ["*.csv", "a.csv|ab.csv|b.c.csv", "a.csv|ab.csv|b.c.csv"],
        ["*.CSV", "B.CSV", "B.CSV"],
        ["*.?sv", "a.csv|ab.csv|b.c.csv", "a.csv|ab.csv|b.c.csv"],
        ["*.c*", "a.csv|ab.csv|b.c.csv", "a.csv|ab.csv|b.c.csv"],
        ["*.*.csv", "b.c.csv", "b.c.csv"],
        ["a*.csv", "a.csv|ab.csv", "a.csv|ab.csv"],
        ["a?.csv", "a.csv|ab.csv", "ab.csv"],
        ["?.csv", "a.csv", "a.csv"],
        ["??.csv", "a.csv|ab.csv", "ab.csv"],
        ["?????", "a b|abc|abc.|dir|empty|que?|star*", "B.CSV|a.csv|a.txt|empty|star*"],
        ["?", "", ""],
        ["a*", "a b|a.csv|a.d|a.txt|ab.csv|abc|abc.", "a b|a.csv|a.d|a.txt|ab.csv|abc|abc."],
        ["*b*", "a b|ab.csv|abc|abc.|b.c.csv", "a b|ab.csv|abc|abc.|b.c.csv"],
        ["*c", "abc", "abc"],
        ["abc", "abc", "abc"],
        ["abc.", "abc.", "abc."],
        ["abc.*", "abc|abc.", "abc."],
        ["abc*", "abc|abc.", "abc|abc."],
        ["a.csv", "a.csv", "a.csv"],
        ["A.csv", "", ""],
        ["a b", "a b", "a b"],
        [".*", ".dot", ".dot"],
        [".dot", ".dot", ".dot"],
        ["..", "", ""],
        ["..*", "", ""],
        ["dir", "dir", "dir"],
        ["d*r", "dir", "dir"],
        ["que?", "que?", "que?"],
        ["star*", "star*", "star*"],
        ["star\\*", "", "star*"],
        ["<", "", ""],
        ["a<csv", "", ""],
    ];

    private static readonly string[][] DirectoryParts =
    [
        ["dir/*", "dir/.hidden|dir/a.csv|dir/sub"],
        ["dir/*.csv", "dir/a.csv"],
        ["dir/", "dir/.hidden|dir/a.csv|dir/sub"],
        ["dir/sub/c.csv", "dir/sub/c.csv"],
        ["./*.csv", "./a.csv|./ab.csv|./b.c.csv"],
        ["dir/../*.csv", "dir/../a.csv|dir/../ab.csv|dir/../b.c.csv"],
        ["dir/..", ""],
    ];

    [TestCaseSource(nameof(Table))]
    public void Get_PatternWithoutOptions_MatchesAsWin32(string pattern, string win32, string _)
    {
        Assert.That(Found(FileSystem.Directory.GetFileSystemEntries(Root, pattern)), Is.EqualTo(win32));
        Assert.That(Found(FileSystem.DirectoryInfo.New(Root).GetFileSystemInfos(pattern).Select(info => info.FullName)), Is.EqualTo(win32));
    }

    [TestCaseSource(nameof(Table))]
    public void Get_PatternWithWin32Options_MatchesAsWin32(string pattern, string win32, string _)
    {
        var options = new EnumerationOptions { MatchType = MatchType.Win32, AttributesToSkip = 0 };
        Assert.That(Found(FileSystem.Directory.GetFileSystemEntries(Root, pattern, options)), Is.EqualTo(win32));
    }

    [TestCaseSource(nameof(Table))]
    public void Get_PatternWithSimpleOptions_MatchesSimply(string pattern, string _, string simple)
    {
        var options = new EnumerationOptions { MatchType = MatchType.Simple, AttributesToSkip = 0 };
        Assert.That(Found(FileSystem.Directory.GetFileSystemEntries(Root, pattern, options)), Is.EqualTo(simple));
    }

    [TestCaseSource(nameof(Table))]
    public void Get_Pattern_OfFilesIsThePartThatAreFiles(string pattern, string win32, string _)
    {
        var directories = new[] { "a.d", "dir", "empty" };
        var names = win32.Split('|', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(Found(FileSystem.Directory.GetFiles(Root, pattern)), Is.EqualTo(string.Join('|', names.Except(directories))));
        Assert.That(Found(FileSystem.Directory.GetDirectories(Root, pattern)), Is.EqualTo(string.Join('|', names.Intersect(directories))));
    }

    [TestCaseSource(nameof(DirectoryParts))]
    public void Get_PatternHasDirectory_ListsThat(string pattern, string expected)
    {
        Assert.That(Found(FileSystem.Directory.GetFileSystemEntries(Root, pattern)), Is.EqualTo(expected));
        Assert.That(Found(FileSystem.Directory.EnumerateFileSystemEntries(Root, pattern)), Is.EqualTo(expected));
    }

    [TestCase("missing/*", "missing")]
    [TestCase("*/a.csv", "*")]
    [TestCase("a.csv/*", "a.csv")]
    [TestCase("dir/su*/*", "dir/su*")]
    public void Get_PatternHasBadDirectory_Throws(string pattern, string named)
    {
        Assert.That(() => FileSystem.Directory.GetFileSystemEntries(Root, pattern), Fails.DirectoryNotFound(PathOf(named)));
    }

    [Test]
    public void Get_PatternClimbsOut_ListsTheParent()
    {
        Assert.That(FileSystem.Directory.GetFiles(PathOf("dir"), "../a.c*"), Is.EqualTo(new[] { PathOf("dir", "../a.csv") }));
    }

    [TestCase("/")]
    [TestCase("/tmp/*")]
    public void Get_PatternRooted_Throws(string pattern)
    {
        Assert.That(() => FileSystem.Directory.GetFiles(Root, pattern), Throws.TypeOf<ArgumentException>());
        Assert.That(() => FileSystem.Directory.EnumerateDirectories(Root, pattern), Throws.TypeOf<ArgumentException>());
    }

    [Test]
    public void Get_PatternHasNul_Throws()
    {
        Assert.That(() => FileSystem.Directory.GetFiles(Root, "a\0b"), Throws.TypeOf<ArgumentException>());
        Assert.That(() => FileSystem.DirectoryInfo.New(Root).GetFiles("a\0b"), Throws.TypeOf<ArgumentException>());
    }

    [Test]
    public void Get_PatternNull_Throws()
    {
        var directory = FileSystem.Directory;
        var info = FileSystem.DirectoryInfo.New(Root);
        Assert.Multiple(() =>
        {
            Assert.That(() => directory.GetFiles(Root, null!), Fails.ArgumentNull("searchPattern"));
            Assert.That(() => directory.GetDirectories(Root, null!, SearchOption.AllDirectories), Fails.ArgumentNull("searchPattern"));
            Assert.That(() => directory.GetFileSystemEntries(Root, null!, new EnumerationOptions()), Fails.ArgumentNull("searchPattern"));
            Assert.That(() => { _ = directory.EnumerateFiles(Root, null!); }, Fails.ArgumentNull("searchPattern"));
            Assert.That(() => info.GetFiles(null!), Fails.ArgumentNull("searchPattern"));
            Assert.That(() => { _ = info.EnumerateFileSystemInfos(null!); }, Fails.ArgumentNull("searchPattern"));
        });
    }

    [Test]
    public void Get_PathAndPatternNull_NamesThePath() =>
        Assert.That(() => FileSystem.Directory.GetFiles(null!, null!), Fails.ArgumentNull("path"));

    [Test]
    public void Get_PatternInTree_MatchesNamesAtEveryLevel()
    {
        Assert.That(Found(FileSystem.Directory.GetFiles(Root, "?.csv", SearchOption.AllDirectories)),
            Is.EqualTo("a.csv|dir/.hidden/x.csv|dir/a.csv|dir/sub/c.csv"));
        Assert.That(Found(FileSystem.Directory.GetDirectories(Root, "s*", SearchOption.AllDirectories)), Is.EqualTo("dir/sub"));
    }

    protected override void MakeTree()
    {
        FileSystem.Directory.CreateDirectory(PathOf("dir", "sub"));
        FileSystem.Directory.CreateDirectory(PathOf("dir", ".hidden"));
        ADirectory("empty");
        ADirectory("a.d");
        string[] files =
        [
            ".dot", "a.csv", "a.txt", "ab.csv", "abc", "abc.", "B.CSV", "b.c.csv", "a b", "star*", "que?",
            "dir/a.csv", "dir/sub/c.csv", "dir/.hidden/x.csv",
        ];
        foreach (var name in files)
            FileSystem.File.WriteAllText(PathOf(name), "");
    }

    private string Found(IEnumerable<string> paths) =>
        string.Join('|', paths.Select(path => path[(Root.Length + 1)..]).Order(StringComparer.Ordinal));
}
