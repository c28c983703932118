namespace VfsStorage.Tests.Behaviour.Enumeration;

/// <summary>Every property of <see cref="EnumerationOptions"/>.</summary>
public sealed class OptionTests(Backend backend) : SharedTreeBehaviour(backend)
{
    protected override void MakeTree()
    {
        FileSystem.Directory.CreateDirectory(Root + "/dir/sub/deep");
        FileSystem.Directory.CreateDirectory(Root + "/.hide");
        foreach (var name in new[] { ".dot", "a.txt", "B.TXT", "dir/b.txt", "dir/.dot", "dir/sub/c.txt", "dir/sub/deep/d.txt", ".hide/e.txt" })
            FileSystem.File.WriteAllText($"{Root}/{name}", "");
    }

    [Test]
    public void Options_Default_SkipHiddenAndStayOnTop() => Assert.That(Entries(new EnumerationOptions()), Is.EqualTo("B.TXT|a.txt|dir"));

    [Test]
    public void RecurseSubdirectories_Default_SkipsWhatIsHidden() =>
        Assert.That(Entries(new EnumerationOptions { RecurseSubdirectories = true }),
            Is.EqualTo("B.TXT|a.txt|dir|dir/b.txt|dir/sub|dir/sub/c.txt|dir/sub/deep|dir/sub/deep/d.txt"));

    [TestCase(0, ".dot|.hide|B.TXT|a.txt|dir")]
    [TestCase(1, ".dot|.hide|.hide/e.txt|B.TXT|a.txt|dir|dir/.dot|dir/b.txt|dir/sub")]
    [TestCase(2, ".dot|.hide|.hide/e.txt|B.TXT|a.txt|dir|dir/.dot|dir/b.txt|dir/sub|dir/sub/c.txt|dir/sub/deep")]
    [TestCase(9, ".dot|.hide|.hide/e.txt|B.TXT|a.txt|dir|dir/.dot|dir/b.txt|dir/sub|dir/sub/c.txt|dir/sub/deep|dir/sub/deep/d.txt")]
    public void MaxRecursionDepth_Depth_EndsThere(int depth, string expected) =>
        Assert.That(Entries(new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = depth, AttributesToSkip = 0 }),
            Is.EqualTo(expected));

    [Test]
    public void MaxRecursionDepth_WithoutRecursion_IsIgnored() =>
        Assert.That(Entries(new EnumerationOptions { MaxRecursionDepth = 5 }), Is.EqualTo("B.TXT|a.txt|dir"));

    [TestCase(MatchCasing.PlatformDefault, "a.txt")]
    [TestCase(MatchCasing.CaseSensitive, "a.txt")]
    [TestCase(MatchCasing.CaseInsensitive, "B.TXT|a.txt")]
    public void MatchCasing_Pattern_Decides(MatchCasing casing, string expected) =>
        Assert.That(Entries(new EnumerationOptions { MatchCasing = casing }, "*.txt"), Is.EqualTo(expected));

    [TestCase((FileAttributes)0, ".dot|.hide|B.TXT|a.txt|dir")]
    [TestCase(FileAttributes.Hidden, "B.TXT|a.txt|dir")]
    [TestCase(FileAttributes.Directory, ".dot|B.TXT|a.txt")]
    [TestCase(FileAttributes.Directory | FileAttributes.Hidden, "B.TXT|a.txt")]
    [TestCase(FileAttributes.Normal, ".dot|.hide|B.TXT|a.txt|dir")]
    [TestCase(FileAttributes.ReparsePoint, ".dot|.hide|B.TXT|a.txt|dir")]
    public void AttributesToSkip_Attributes_AreLeftOut(FileAttributes skipped, string expected) =>
        Assert.That(Entries(new EnumerationOptions { AttributesToSkip = skipped }), Is.EqualTo(expected));

    [Test]
    public void AttributesToSkip_Directories_AlsoStopsTheRecursion() =>
        Assert.That(Entries(new EnumerationOptions { AttributesToSkip = FileAttributes.Directory, RecurseSubdirectories = true }),
            Is.EqualTo(".dot|B.TXT|a.txt"));

    [Test]
    public void ReturnSpecialDirectories_Set_ListsDotAndDotDot()
    {
        var options = new EnumerationOptions { ReturnSpecialDirectories = true, AttributesToSkip = 0 };
        Assert.That(Entries(options), Is.EqualTo(".|..|.dot|.hide|B.TXT|a.txt|dir"));
        Assert.That(Relative(FileSystem.Directory.GetDirectories(Root, "*", options)), Is.EqualTo(".|..|.hide|dir"));
        Assert.That(Relative(FileSystem.Directory.GetFiles(Root, "*", options)), Is.EqualTo(".dot|B.TXT|a.txt"));
        Assert.That(Entries(options, "a*"), Is.EqualTo("a.txt"));
    }

    [Test]
    public void ReturnSpecialDirectories_HiddenSkipped_StillListsThem() =>
        Assert.That(Entries(new EnumerationOptions { ReturnSpecialDirectories = true }), Is.EqualTo(".|..|B.TXT|a.txt|dir"));

    [Test]
    public void ReturnSpecialDirectories_Recursive_ListsThemAtEveryLevel() =>
        Assert.That(
            Relative(FileSystem.Directory.GetDirectories(Root + "/dir", "*",
                new EnumerationOptions { ReturnSpecialDirectories = true, RecurseSubdirectories = true, AttributesToSkip = 0 })),
            Is.EqualTo("dir/.|dir/..|dir/sub|dir/sub/.|dir/sub/..|dir/sub/deep|dir/sub/deep/.|dir/sub/deep/.."));

    [Test]
    public void BufferSize_Any_ListsTheSame() =>
        Assert.That(Entries(new EnumerationOptions { BufferSize = 1 }), Is.EqualTo("B.TXT|a.txt|dir"));

    [Test]
    public void IgnoreInaccessible_MissingDirectory_StillThrows() =>
        Assert.That(() => FileSystem.Directory.GetFiles(Root + "/missing", "*", new EnumerationOptions { IgnoreInaccessible = true }),
            Fails.DirectoryNotFound(Root + "/missing"));

    [Test]
    public void Options_Bad_Throw()
    {
        var directory = FileSystem.Directory;
        Assert.That(() => directory.GetFiles(Root, "*", (SearchOption)9), Fails.ArgumentOutOfRange("searchOption"));
        Assert.That(() => { _ = directory.EnumerateDirectories(Root, "*", (SearchOption)9); }, Fails.ArgumentOutOfRange("searchOption"));
        Assert.That(() => directory.GetFiles(Root, "*", null!), Fails.ArgumentNull("enumerationOptions"));
        Assert.That(() => directory.GetFiles(Root, "*", new EnumerationOptions { MatchType = (MatchType)9 }),
            Fails.ArgumentOutOfRange("matchType"));
        Assert.That(() => FileSystem.DirectoryInfo.New(Root).GetFiles("*", (SearchOption)9), Fails.ArgumentOutOfRange("searchOption"));
    }

    private string Entries(EnumerationOptions options, string pattern = "*") =>
        Relative(FileSystem.Directory.GetFileSystemEntries(Root, pattern, options));

    private string Relative(IEnumerable<string> paths) =>
        string.Join('|', paths.Select(path => path[(Root.Length + 1)..]).Order(StringComparer.Ordinal));
}
