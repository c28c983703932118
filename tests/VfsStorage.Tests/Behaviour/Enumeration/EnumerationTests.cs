namespace VfsStorage.Tests.Behaviour.Enumeration;

/// <summary>The form of returned paths, and when an enumeration looks.</summary>
public sealed class EnumerationTests(Backend backend) : FileSystemBehaviour(backend)
{
    [TestCase("/", "/file.txt")]
    [TestCase("//", "//file.txt")]
    [TestCase("/.", "/./file.txt")]
    [TestCase("/directory/..", "/directory/../file.txt")]
    [TestCase("/directory/../", "/directory/../file.txt")]
    public void Enumerate_PathIsNotNormal_IsKeptAsGiven(string suffix, string expected)
    {
        AFile();
        ADirectory();
        Assert.That(FileSystem.Directory.GetFiles(Root + suffix), Is.EqualTo(new[] { Root + expected }));
        Assert.That(FileSystem.Directory.GetFiles(Root + suffix, "*.txt", SearchOption.AllDirectories), Is.EqualTo(new[] { Root + expected }));
    }

    [Test]
    public void Enumerate_Root_HasOneSlash() => Assert.That(FileSystem.Directory.GetDirectories("/"), Is.All.StartWith("/").And.All.Not.StartWith("//"));

    [Test]
    public void Enumerate_RootOfTheFileSystem_ListsTheFirstSegment()
    {
        var first = "/" + Root.Split('/')[1];
        Assert.That(FileSystem.Directory.GetDirectories("/"), Does.Contain(first));
    }

    [Test]
    public void Enumerate_FileAddedBeforeTheFirstMove_MayBeSeenAndNeverBreaks()
    {
        AFile("a");
        var files = FileSystem.Directory.EnumerateFiles(Root);
        AFile("b");
        Assert.That(files, Does.Contain(PathOf("a")));
    }

    [Test]
    public void Enumerate_Twice_LooksAgain()
    {
        AFile("a");
        var files = FileSystem.Directory.EnumerateFiles(Root);
        Assert.That(files.Count(), Is.EqualTo(1));
        AFile("b");
        Assert.That(files.Count(), Is.EqualTo(2));
    }

    [Test]
    public void Get_Array_IsASnapshot()
    {
        AFile("a");
        var files = FileSystem.Directory.GetFiles(Root);
        AFile("b");
        Assert.That(files, Is.EqualTo(new[] { PathOf("a") }));
    }

    [Test]
    public void Enumerate_DeletingEachAsItComes_DeletesAll()
    {
        for (var i = 0; i < 30; i++)
            AFile($"{i}");
        foreach (var path in FileSystem.Directory.EnumerateFiles(Root))
            FileSystem.File.Delete(path);
        Assert.That(Tree(), Is.Empty);
    }

    [Test]
    public void Enumerate_DirectoryDeletedMeanwhile_EndsOrFails()
    {
        var path = ADirectory();
        for (var i = 0; i < 5; i++)
            FileSystem.File.WriteAllText($"{path}/{i}", "");
        using var files = FileSystem.Directory.EnumerateFiles(path).GetEnumerator();
        Assert.That(files.MoveNext(), Is.True);
        FileSystem.Directory.Delete(path, recursive: true);
        Assert.That(FileSystem.Directory.Exists(path), Is.False);
    }

    [Test]
    public void Enumerate_NotFinished_CanBeDropped()
    {
        for (var i = 0; i < 5; i++)
            AFile($"{i}");
        Assert.That(FileSystem.Directory.EnumerateFiles(Root).First(), Does.StartWith(Root + "/"));
        FileSystem.Directory.Delete(Root, recursive: true);
        FileSystem.Directory.CreateDirectory(Root);
    }

    [Test]
    public void Enumerate_CreatedMovedDeleted_ListsTheTruth()
    {
        AFile("a");
        AFile("b");
        ADirectory("c");
        FileSystem.File.Move(PathOf("a"), PathOf("d"));
        FileSystem.File.Delete(PathOf("b"));
        FileSystem.Directory.Move(PathOf("c"), PathOf("e"));
        Assert.That(FileSystem.Directory.GetFileSystemEntries(Root).Order(StringComparer.Ordinal), Is.EqualTo(new[] { PathOf("d"), PathOf("e") }));
    }

    [Test]
    public async Task Enumerate_ManyEntries_ListsEachOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 150).Select(i => FileSystem.File.WriteAllTextAsync(PathOf($"file{i}"), "")));
        for (var i = 0; i < 20; i++)
            ADirectory($"dir{i}");
        Assert.That(FileSystem.Directory.GetFiles(Root), Has.Length.EqualTo(150).And.Unique);
        Assert.That(FileSystem.Directory.GetDirectories(Root), Has.Length.EqualTo(20).And.Unique);
        Assert.That(FileSystem.Directory.EnumerateFileSystemEntries(Root).Count(), Is.EqualTo(170));
    }

    [Test]
    public void EnumerateInfos_Entries_AreOfTheRightKind()
    {
        AFile("f");
        ADirectory("d");
        var infos = FileSystem.DirectoryInfo.New(Root).GetFileSystemInfos().OrderBy(info => info.Name, StringComparer.Ordinal).ToArray();
        Assert.That(infos[0], Is.InstanceOf<System.IO.Abstractions.IDirectoryInfo>());
        Assert.That(infos[1], Is.InstanceOf<System.IO.Abstractions.IFileInfo>());
        Assert.That(infos.Select(info => info.Exists), Is.All.True);
        Assert.That(((System.IO.Abstractions.IFileInfo)infos[1]).Length, Is.EqualTo(7));
        Assert.That(infos.Select(info => info.FileSystem), Is.All.SameAs(FileSystem));
        Assert.That(infos.Select(info => info.ToString()), Is.EqualTo(new[] { PathOf("d"), PathOf("f") }));
    }

    [Test]
    public void EnumerateInfos_TimesAndAttributes_AreThoseOfTheFile()
    {
        var time = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        FileSystem.File.SetLastWriteTimeUtc(AFile("f"), time);
        FileSystem.File.SetAttributes(PathOf("f"), FileAttributes.ReadOnly);
        var info = FileSystem.DirectoryInfo.New(Root).EnumerateFiles().Single();
        Assert.That(info.LastWriteTimeUtc, Is.EqualTo(time));
        Assert.That(info.IsReadOnly, Is.True);
        Assert.That(info.Attributes, Is.EqualTo(FileAttributes.ReadOnly));
    }

    [Test]
    public void AttributesToSkip_ReadOnly_LeavesReadOnlyFilesOut()
    {
        FileSystem.File.SetAttributes(AFile("a"), FileAttributes.ReadOnly);
        AFile("b");
        Assert.That(FileSystem.Directory.GetFiles(Root, "*", new EnumerationOptions { AttributesToSkip = FileAttributes.ReadOnly }),
            Is.EqualTo(new[] { PathOf("b") }));
    }

    [Test]
    public void IgnoreInaccessible_LockedDirectory_DecidesWhetherItThrows()
    {
        Requires(Capabilities.ModesEnforced);
        var locked = ADirectory();
        FileSystem.File.SetUnixFileMode(locked, UnixFileMode.None);
        var options = new EnumerationOptions { RecurseSubdirectories = true };
        Assert.That(FileSystem.Directory.GetFileSystemEntries(Root, "*", options), Is.EqualTo(new[] { locked }));
        options.IgnoreInaccessible = false;
        Assert.That(() => FileSystem.Directory.GetFileSystemEntries(Root, "*", options), Fails.AccessDenied(locked));
        Assert.That(() => FileSystem.Directory.GetFiles(Root, "*", SearchOption.AllDirectories), Fails.AccessDenied(locked));
    }

    [Test]
    public void EnumerateInfos_DirectoryInfoMissing_Throws()
    {
        var info = FileSystem.DirectoryInfo.New(PathOf("missing"));
        Assert.That(() => info.GetFiles(), Fails.DirectoryNotFound(PathOf("missing")));
        Assert.That(() => { _ = info.EnumerateDirectories(); }, Fails.DirectoryNotFound(PathOf("missing")));
    }
}
