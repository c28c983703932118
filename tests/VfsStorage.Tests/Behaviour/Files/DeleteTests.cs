namespace VfsStorage.Tests.Behaviour.Files;

/// <summary>Removing files, and nothing beside them.</summary>
public sealed class DeleteTests(Backend backend) : FileSystemBehaviour(backend)
{
    [Test]
    public void Delete_File_RemovesIt()
    {
        var path = AFile();
        FileSystem.File.Delete(path);
        Assert.That(FileSystem.File.Exists(path), Is.False);
        Assert.That(Tree(), Is.Empty);
    }

    [Test]
    public void Delete_FileMissing_DoesNothing() =>
        Assert.That(() => FileSystem.File.Delete(MissingFile), Throws.Nothing);

    [Test]
    public void Delete_DirectoryMissing_Throws() =>
        Assert.That(() => FileSystem.File.Delete(FileInMissingDirectory), Fails.DirectoryNotFound(FileInMissingDirectory));

    [Test]
    public void Delete_Directory_Throws()
    {
        var path = ADirectory();
        Assert.That(() => FileSystem.File.Delete(path), Fails.AccessDenied(path));
        Assert.That(FileSystem.Directory.Exists(path), Is.True);
    }

    [Test]
    public void Delete_DirectoryWithTrailingSeparator_Throws()
    {
        var path = ADirectory() + "/";
        Assert.That(() => FileSystem.File.Delete(path), Fails.AccessDenied(path));
    }

    [Test]
    public void Delete_FileWithTrailingSeparator_Throws()
    {
        var path = AFile() + "/";
        Assert.That(() => FileSystem.File.Delete(path), Fails.DirectoryNotFound(path));
        Assert.That(Tree(), Is.EqualTo(new[] { "file.txt" }));
    }

    [Test]
    public void Delete_MissingWithTrailingSeparator_Throws() =>
        Assert.That(() => FileSystem.File.Delete(MissingFile + "/"), Fails.DirectoryNotFound(MissingFile + "/"));

    [Test]
    public void Delete_ThroughAFile_Throws()
    {
        var path = AFile() + "/child";
        Assert.That(() => FileSystem.File.Delete(path), Fails.DirectoryNotFound(path));
    }

    [Test]
    public void Delete_ReadOnlyFile_RemovesIt()
    {
        var path = AFile();
        FileSystem.File.SetAttributes(path, FileAttributes.ReadOnly);
        FileSystem.File.Delete(path);
        Assert.That(FileSystem.File.Exists(path), Is.False);
    }

    [Test]
    public void Delete_LastFile_KeepsItsDirectory()
    {
        ADirectory();
        FileSystem.File.WriteAllText(PathOf("directory", "f"), "");
        FileSystem.File.Delete(PathOf("directory", "f"));
        Assert.That(Tree(), Is.EqualTo(new[] { "directory/" }));
    }

    [Test]
    public void Delete_NameIsPrefixOfAnother_KeepsTheOther()
    {
        AFile("foo");
        AFile("foo.bar");
        ADirectory("foobar");
        FileSystem.File.Delete(PathOf("foo"));
        Assert.That(Tree(), Is.EqualTo(new[] { "foo.bar", "foobar/" }));
    }

    [Test]
    public void Delete_FileOpenForReading_ReaderKeepsItsContent()
    {
        Requires(Capabilities.DeletedFilesStayReadable);
        var path = AFile();
        using var reader = FileSystem.File.OpenText(path);
        FileSystem.File.Delete(path);
        Assert.That(FileSystem.File.Exists(path), Is.False);
        Assert.That(reader.ReadToEnd(), Is.EqualTo("content"));
    }

    [Test]
    public void Delete_BadPath_Throws()
    {
        Assert.That(() => FileSystem.File.Delete(null!), Fails.ArgumentNull("path"));
        Assert.That(() => FileSystem.File.Delete(""), Fails.Argument("path"));
        Assert.That(() => FileSystem.File.Delete("a\0b"), Fails.Argument("path"));
    }

    [Test]
    public void Delete_ThenWrite_MakesANewFile()
    {
        var path = AFile();
        FileSystem.File.SetAttributes(path, FileAttributes.ReadOnly);
        FileSystem.File.Delete(path);
        FileSystem.File.WriteAllText(path, "new");
        Assert.That(TextOf(path), Is.EqualTo("new"));
        Assert.That(FileSystem.File.GetAttributes(path), Is.EqualTo(FileAttributes.Normal));
    }
}
