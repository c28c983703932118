namespace VfsStorage.Tests.Behaviour.Paths;

/// <summary>The members of <c>IPath</c> that are constants, chance, or look at the file system.</summary>
public sealed class PathTests(Backend backend) : FileSystemBehaviour(backend)
{
    [Test]
    public void Separators_Always_AreThoseOfUnix()
    {
        var path = FileSystem.Path;
        Assert.That((path.DirectorySeparatorChar, path.AltDirectorySeparatorChar), Is.EqualTo(('/', '/')));
        Assert.That((path.PathSeparator, path.VolumeSeparatorChar), Is.EqualTo((':', '/')));
    }

    [Test]
    public void GetInvalidChars_Always_AreNulAndSlash()
    {
        Assert.That(FileSystem.Path.GetInvalidFileNameChars(), Is.EquivalentTo(new[] { '\0', '/' }));
        Assert.That(FileSystem.Path.GetInvalidPathChars(), Is.EquivalentTo(new[] { '\0' }));
    }

    [Test]
    public void GetInvalidChars_ChangedByTheCaller_AreNotShared()
    {
        FileSystem.Path.GetInvalidFileNameChars()[0] = 'x';
        Assert.That(FileSystem.Path.GetInvalidFileNameChars(), Does.Not.Contain('x'));
    }

    [Test]
    public void GetRandomFileName_Twice_IsTwoShortNames()
    {
        var name = FileSystem.Path.GetRandomFileName();
        Assert.That(name, Has.Length.EqualTo(12));
        Assert.That(name[8], Is.EqualTo('.'));
        Assert.That(FileSystem.Path.GetRandomFileName(), Is.Not.EqualTo(name));
    }

    [Test]
    public void GetTempPath_Always_IsARootedDirectoryWithSlash()
    {
        var path = FileSystem.Path.GetTempPath();
        Assert.That(path, Does.StartWith("/").And.EndsWith("/"));
        Assert.That(FileSystem.Path.IsPathFullyQualified(path), Is.True);
    }

    [Test]
    public void GetTempFileName_Twice_MakesTwoEmptyFiles()
    {
#pragma warning disable CS0618 // Obsolete, and still a member that must work.
        var first = FileSystem.Path.GetTempFileName();
        var second = FileSystem.Path.GetTempFileName();
#pragma warning restore CS0618
        try
        {
            Assert.That(first, Is.Not.EqualTo(second));
            Assert.That(first, Does.StartWith(FileSystem.Path.GetTempPath()).And.EndsWith(".tmp"));
            Assert.That(FileSystem.FileInfo.New(first).Length, Is.Zero);
            FileSystem.File.WriteAllText(first, "usable");
            Assert.That(TextOf(first), Is.EqualTo("usable"));
        }
        finally
        {
            FileSystem.File.Delete(first);
            FileSystem.File.Delete(second);
        }
    }

    [Test]
    public void Exists_FileDirectoryMissing_IsTheTruth()
    {
        var path = FileSystem.Path;
        Assert.That(path.Exists(AFile()), Is.True);
        Assert.That(path.Exists(ADirectory()), Is.True);
        Assert.That(path.Exists(ADirectory() + "/"), Is.True);
        Assert.That(path.Exists(MissingFile), Is.False);
        Assert.That(path.Exists(AFile() + "/"), Is.False);
        Assert.That(path.Exists(AFile() + "/child"), Is.False);
        Assert.That(path.Exists("/"), Is.True);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("a\0b")]
    public void Exists_BadPath_IsFalse(string? path) => Assert.That(FileSystem.Path.Exists(path), Is.False);

    [Test]
    public void FileSystem_OfPath_IsTheFileSystem() => Assert.That(FileSystem.Path.FileSystem, Is.SameAs(FileSystem));
}
