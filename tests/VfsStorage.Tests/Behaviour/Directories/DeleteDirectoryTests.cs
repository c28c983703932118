namespace VfsStorage.Tests.Behaviour.Directories;

/// <summary>Removing directories, empty and whole trees, and nothing beside them.</summary>
public sealed class DeleteDirectoryTests(Backend backend) : FileSystemBehaviour(backend)
{
    [TestCase(false)]
    [TestCase(true)]
    public void Delete_Empty_RemovesIt(bool recursive)
    {
        FileSystem.Directory.Delete(ADirectory(), recursive);
        Assert.That(Tree(), Is.Empty);
    }

    [Test]
    public void Delete_OneArgumentEmpty_RemovesIt()
    {
        FileSystem.Directory.Delete(ADirectory());
        Assert.That(Tree(), Is.Empty);
    }

    [Test]
    public void Delete_TrailingSeparator_RemovesIt()
    {
        FileSystem.Directory.Delete(ADirectory() + "/");
        Assert.That(Tree(), Is.Empty);
    }

    [Test]
    public void Delete_HasFile_ThrowsAndKeepsIt()
    {
        var path = ADirectory();
        FileSystem.File.WriteAllText(path + "/f", "");
        Assert.That(() => FileSystem.Directory.Delete(path), Fails.NotEmpty(path));
        Assert.That(() => FileSystem.Directory.Delete(path, recursive: false), Fails.NotEmpty(path));
        Assert.That(Tree(), Is.EqualTo(new[] { "directory/", "directory/f" }));
    }

    [Test]
    public void Delete_HasDirectory_Throws()
    {
        var path = ADirectory();
        FileSystem.Directory.CreateDirectory(path + "/sub");
        Assert.That(() => FileSystem.Directory.Delete(path), Fails.NotEmpty(path));
    }

    [Test]
    public void Delete_Recursive_RemovesTheWholeTreeOnly()
    {
        FileSystem.Directory.CreateDirectory(PathOf("a", "b", "c"));
        FileSystem.Directory.CreateDirectory(PathOf("a", "empty"));
        FileSystem.File.WriteAllText(PathOf("a", "f"), "");
        FileSystem.File.WriteAllText(PathOf("a", "b", "c", "f"), "");
        AFile("a.txt");
        AFile("ab");
        ADirectory("a-");
        FileSystem.Directory.Delete(PathOf("a"), recursive: true);
        Assert.That(Tree(), Is.EqualTo(new[] { "a-/", "a.txt", "ab" }));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Delete_Missing_Throws(bool recursive)
    {
        var missing = PathOf("missing");
        Assert.That(() => FileSystem.Directory.Delete(missing, recursive), Fails.DirectoryNotFound(missing));
        Assert.That(() => FileSystem.Directory.Delete(missing + "/child", recursive), Fails.DirectoryNotFound(missing + "/child"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Delete_File_Throws(bool recursive)
    {
        var path = AFile();
        Assert.That(() => FileSystem.Directory.Delete(path, recursive), Fails.DirectoryNotFound(path));
        Assert.That(() => FileSystem.Directory.Delete(path + "/", recursive), Fails.DirectoryNotFound(path + "/"));
        Assert.That(() => FileSystem.Directory.Delete(path + "/child", recursive), Fails.DirectoryNotFound(path + "/child"));
        Assert.That(TextOf(path), Is.EqualTo("content"));
    }

    [Test]
    public void Delete_RootOfTheFileSystem_Throws()
    {
        Assert.That(() => FileSystem.Directory.Delete("/"), Throws.InstanceOf<IOException>().Or.InstanceOf<UnauthorizedAccessException>());
        Assert.That(FileSystem.Directory.Exists(Root), Is.True);
    }

    [Test]
    public void Delete_BadPath_Throws()
    {
        Assert.That(() => FileSystem.Directory.Delete(null!), Fails.ArgumentNull("path"));
        Assert.That(() => FileSystem.Directory.Delete(""), Fails.Argument("path"));
        Assert.That(() => FileSystem.Directory.Delete("a\0b"), Fails.Argument("path"));
        Assert.That(() => FileSystem.Directory.Delete(null!, recursive: true), Fails.ArgumentNull("path"));
        Assert.That(() => FileSystem.Directory.Delete("", recursive: true), Fails.Argument("path"));
        Assert.That(() => FileSystem.Directory.Delete("a\0b", recursive: true), Fails.Argument("path"));
    }

    [Test]
    public void Delete_RecursiveWithReadOnlyFiles_RemovesThem()
    {
        var path = ADirectory();
        FileSystem.File.WriteAllText(path + "/f", "");
        FileSystem.File.SetAttributes(path + "/f", FileAttributes.ReadOnly);
        FileSystem.Directory.Delete(path, recursive: true);
        Assert.That(Tree(), Is.Empty);
    }

    [Test]
    public void Delete_RecursiveWithOddNames_RemovesThem()
    {
        var path = ADirectory();
        foreach (var name in new[] { " ", "%2F", "a\nb", "*", ".hidden", "ü", "a\\b" })
            FileSystem.File.WriteAllText($"{path}/{name}", "");
        FileSystem.Directory.Delete(path, recursive: true);
        Assert.That(Tree(), Is.Empty);
    }

    [Test]
    public async Task Delete_RecursiveManyFiles_RemovesAll()
    {
        var path = ADirectory();
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => FileSystem.File.WriteAllTextAsync($"{path}/{i}", "")));
        FileSystem.Directory.Delete(path, recursive: true);
        Assert.That(Tree(), Is.Empty);
    }

    [Test]
    public void Delete_ThenCreate_IsEmpty()
    {
        var path = ADirectory();
        FileSystem.File.WriteAllText(path + "/f", "");
        FileSystem.Directory.Delete(path, recursive: true);
        ADirectory();
        Assert.That(Tree(), Is.EqualTo(new[] { "directory/" }));
    }

    [Test]
    public void Delete_ThenWriteIntoIt_Throws()
    {
        var path = ADirectory();
        FileSystem.File.WriteAllText(path + "/f", "");
        FileSystem.Directory.Delete(path, recursive: true);
        Assert.That(() => FileSystem.File.WriteAllText(path + "/f", ""), Fails.DirectoryNotFound(path + "/f"));
    }
}
