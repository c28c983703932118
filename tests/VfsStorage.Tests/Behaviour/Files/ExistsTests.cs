namespace VfsStorage.Tests.Behaviour.Files;

/// <summary>Whether a file exists, for paths that name one, something else, or nothing.</summary>
public sealed class ExistsTests(Backend backend) : FileSystemBehaviour(backend)
{
    [Test]
    public void Exists_File_IsTrue() => Assert.That(FileSystem.File.Exists(AFile()), Is.True);

    [Test]
    public void Exists_EmptyFile_IsTrue() => Assert.That(FileSystem.File.Exists(AFile(content: "")), Is.True);

    [Test]
    public void Exists_Missing_IsFalse() => Assert.That(FileSystem.File.Exists(MissingFile), Is.False);

    [Test]
    public void Exists_ParentMissing_IsFalse() => Assert.That(FileSystem.File.Exists(FileInMissingDirectory), Is.False);

    [Test]
    public void Exists_Directory_IsFalse() => Assert.That(FileSystem.File.Exists(ADirectory()), Is.False);

    [Test]
    public void Exists_TrailingSeparator_IsFalse() => Assert.That(FileSystem.File.Exists(AFile() + "/"), Is.False);

    [Test]
    public void Exists_ThroughAFile_IsFalse() => Assert.That(FileSystem.File.Exists(AFile() + "/child"), Is.False);

    [Test]
    public void Exists_OtherCase_IsFalse()
    {
        AFile("name");
        Assert.That(FileSystem.File.Exists(PathOf("NAME")), Is.False);
    }

    [Test]
    public void Exists_OnlyAPrefixOfTheName_IsFalse()
    {
        AFile("name.txt");
        Assert.That(FileSystem.File.Exists(PathOf("name")), Is.False);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("a\0b")]
    [TestCase("/")]
    public void Exists_PathCannotBeAFile_IsFalse(string? path) => Assert.That(FileSystem.File.Exists(path), Is.False);

    [Test]
    public void Exists_PathIsNotNormal_IsTrue()
    {
        AFile();
        ADirectory();
        Assert.That(FileSystem.File.Exists(Root + "//directory/.././/file.txt"), Is.True);
    }

    [Test]
    public void Exists_ParentOfMissingDirectory_IsTakenByName()
    {
        AFile();
        Assert.That(FileSystem.File.Exists(Root + "/missing/../file.txt"), Is.True);
    }
}
