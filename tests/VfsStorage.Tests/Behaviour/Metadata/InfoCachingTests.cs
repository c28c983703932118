namespace VfsStorage.Tests.Behaviour.Metadata;

/// <summary>An info looks once, when it is first asked, and again after <c>Refresh()</c> or its own change.</summary>
public sealed class InfoCachingTests(Backend backend) : FileSystemBehaviour(backend)
{
    [Test]
    public void Exists_FileMadeLater_IsSeenAfterRefresh()
    {
        var info = FileSystem.FileInfo.New(MissingFile);
        Assert.That(info.Exists, Is.False);
        AFile("missing.txt");
        Assert.That(info.Exists, Is.False);
        info.Refresh();
        Assert.That(info.Exists, Is.True);
    }

    [Test]
    public void Exists_NotAskedBefore_LooksNow()
    {
        var info = FileSystem.FileInfo.New(MissingFile);
        AFile("missing.txt");
        Assert.That(info.Exists, Is.True);
    }

    [Test]
    public void Exists_FileDeletedLater_IsSeenAfterRefresh()
    {
        var info = FileSystem.FileInfo.New(AFile());
        Assert.That(info.Exists, Is.True);
        FileSystem.File.Delete(info.FullName);
        Assert.That(info.Exists, Is.True);
        info.Refresh();
        Assert.That(info.Exists, Is.False);
    }

    [Test]
    public void Length_FileGrown_IsSeenAfterRefresh()
    {
        var info = FileSystem.FileInfo.New(AFile());
        Assert.That(info.Length, Is.EqualTo(7));
        FileSystem.File.AppendAllText(info.FullName, "!");
        Assert.That(info.Length, Is.EqualTo(7));
        info.Refresh();
        Assert.That(info.Length, Is.EqualTo(8));
    }

    [Test]
    public void Length_AfterExists_IsOfTheSameLook()
    {
        var info = FileSystem.FileInfo.New(AFile());
        Assert.That(info.Exists, Is.True);
        FileSystem.File.AppendAllText(info.FullName, "!");
        Assert.That(info.Length, Is.EqualTo(7));
    }

    [Test]
    public void Times_ChangedElsewhere_AreSeenAfterRefresh()
    {
        var info = FileSystem.FileInfo.New(AFile());
        var first = info.LastWriteTimeUtc;
        FileSystem.File.SetLastWriteTimeUtc(info.FullName, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.That(info.LastWriteTimeUtc, Is.EqualTo(first));
        info.Refresh();
        Assert.That(info.LastWriteTimeUtc.Year, Is.EqualTo(2001));
    }

    [Test]
    public void Attributes_ChangedElsewhere_AreSeenAfterRefresh()
    {
        var info = FileSystem.FileInfo.New(AFile());
        Assert.That(info.Attributes, Is.EqualTo(FileAttributes.Normal));
        FileSystem.File.SetAttributes(info.FullName, FileAttributes.ReadOnly);
        Assert.That(info.Attributes, Is.EqualTo(FileAttributes.Normal));
        info.Refresh();
        Assert.That(info.Attributes, Is.EqualTo(FileAttributes.ReadOnly));
    }

    [Test]
    public void Setters_OfTheInfo_AreSeenAtOnce()
    {
        var info = FileSystem.FileInfo.New(AFile());
        Assert.That(info.Exists, Is.True);
        info.LastWriteTimeUtc = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        info.LastAccessTimeUtc = new DateTime(2002, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        info.Attributes = FileAttributes.ReadOnly;
        Assert.That((info.LastWriteTimeUtc.Year, info.LastAccessTimeUtc.Year, info.IsReadOnly), Is.EqualTo((2001, 2002, true)));
    }

    [Test]
    public void Delete_OfTheInfo_IsSeenAtOnce()
    {
        var info = FileSystem.FileInfo.New(AFile());
        Assert.That(info.Exists, Is.True);
        info.Delete();
        Assert.That(info.Exists, Is.False);
    }

    [Test]
    public void MoveTo_OfTheInfo_IsSeenAtOnce()
    {
        var info = FileSystem.FileInfo.New(AFile());
        Assert.That(info.Exists, Is.True);
        info.MoveTo(PathOf("moved"));
        Assert.That((info.Exists, info.Length), Is.EqualTo((true, 7L)));
    }

    [Test]
    public void Create_OfTheInfo_NeedsRefresh()
    {
        var info = FileSystem.FileInfo.New(MissingFile);
        Assert.That(info.Exists, Is.False);
        info.Create().Dispose();
        info.Refresh();
        Assert.That(info.Exists, Is.True);
    }

    [Test]
    public void Exists_DirectoryMadeLater_IsSeenAfterRefresh()
    {
        var info = FileSystem.DirectoryInfo.New(PathOf("directory"));
        Assert.That(info.Exists, Is.False);
        ADirectory();
        Assert.That(info.Exists, Is.False);
        info.Refresh();
        Assert.That(info.Exists, Is.True);
    }

    [Test]
    public void Create_OfTheDirectoryInfo_IsSeenAtOnce()
    {
        var info = FileSystem.DirectoryInfo.New(PathOf("directory"));
        Assert.That(info.Exists, Is.False);
        info.Create();
        Assert.That(info.Exists, Is.True);
    }

    [Test]
    public void Delete_OfTheDirectoryInfo_IsSeenAtOnce()
    {
        var info = FileSystem.DirectoryInfo.New(ADirectory());
        Assert.That(info.Exists, Is.True);
        info.Delete();
        Assert.That(info.Exists, Is.False);
    }

    [Test]
    public void Length_MissingThenMade_WorksAfterRefresh()
    {
        var info = FileSystem.FileInfo.New(MissingFile);
        Assert.That(() => info.Length, Fails.FileNotFound(MissingFile));
        AFile("missing.txt");
        info.Refresh();
        Assert.That(info.Length, Is.EqualTo(7));
    }

    [Test]
    public void Refresh_Missing_DoesNotThrow() => Assert.That(() => FileSystem.FileInfo.New(FileInMissingDirectory).Refresh(), Throws.Nothing);

    [Test]
    public void Enumerated_FileGrownLater_KeepsWhatWasListed()
    {
        AFile();
        var info = FileSystem.DirectoryInfo.New(Root).GetFiles().Single();
        FileSystem.File.AppendAllText(info.FullName, "!");
        info.Refresh();
        Assert.That(info.Length, Is.EqualTo(8));
    }
}
