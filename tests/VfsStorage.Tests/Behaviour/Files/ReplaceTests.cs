namespace VfsStorage.Tests.Behaviour.Files;

/// <summary>Replacing one file by another, with and without backup.</summary>
public sealed class ReplaceTests(Backend backend) : FileSystemBehaviour(backend)
{
    private string Target => PathOf("target.txt");

    private string Backup => PathOf("backup.txt");

    [Test]
    public void Replace_WithBackup_MovesBoth()
    {
        AFile("target.txt", "old");
        FileSystem.File.Replace(AFile(), Target, Backup);
        Assert.That(Tree(), Is.EqualTo(new[] { "backup.txt", "target.txt" }));
        Assert.That((TextOf(Target), TextOf(Backup)), Is.EqualTo(("content", "old")));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Replace_IgnoreMetadataErrors_IsTheSame(bool ignore)
    {
        AFile("target.txt", "old");
        FileSystem.File.Replace(AFile(), Target, Backup, ignore);
        Assert.That((TextOf(Target), TextOf(Backup)), Is.EqualTo(("content", "old")));
    }

    [Test]
    public void Replace_BackupNull_DropsTheOldContent()
    {
        AFile("target.txt", "old");
        FileSystem.File.Replace(AFile(), Target, null);
        Assert.That(Tree(), Is.EqualTo(new[] { "target.txt" }));
        Assert.That(TextOf(Target), Is.EqualTo("content"));
    }

    [Test]
    public void Replace_BackupExists_OverwritesIt()
    {
        AFile("target.txt", "old");
        AFile("backup.txt", "older");
        FileSystem.File.Replace(AFile(), Target, Backup);
        Assert.That((TextOf(Target), TextOf(Backup)), Is.EqualTo(("content", "old")));
    }

    [Test]
    public void Replace_SourceMissing_ThrowsAndKeepsTheTarget()
    {
        AFile("target.txt", "old");
        Assert.That(() => FileSystem.File.Replace(MissingFile, Target, Backup), Fails.FileNotFound(MissingFile));
        Assert.That(() => FileSystem.File.Replace(MissingFile, Target, null), Fails.FileNotFound(MissingFile));
        Assert.That(TextOf(Target), Is.EqualTo("old"));
    }

    [Test]
    public void Replace_TargetMissing_ThrowsAndKeepsTheSource()
    {
        var source = AFile();
        Assert.That(() => FileSystem.File.Replace(source, Target, Backup), Fails.FileNotFound(Target));
        Assert.That(() => FileSystem.File.Replace(source, Target, null), Fails.FileNotFound());
        Assert.That(Tree(), Is.EqualTo(new[] { "file.txt" }));
    }

    [Test]
    public void Replace_SourceIsDirectory_Throws()
    {
        AFile("target.txt", "old");
        var source = ADirectory();
        Assert.That(() => FileSystem.File.Replace(source, Target, null), Fails.AccessDenied(source));
        Assert.That(Tree(), Is.EqualTo(new[] { "directory/", "target.txt" }));
    }

    [Test]
    public void Replace_TargetIsDirectory_Throws()
    {
        var source = AFile();
        var target = ADirectory();
        Assert.That(() => FileSystem.File.Replace(source, target, null), Fails.AccessDenied(target));
        Assert.That(() => FileSystem.File.Replace(source, target, Backup), Fails.AccessDenied(target));
        Assert.That(Tree(), Is.EqualTo(new[] { "directory/", "file.txt" }));
    }

    [Test]
    public void Replace_BackupIsDirectory_ThrowsAndKeepsBoth()
    {
        AFile("target.txt", "old");
        var source = AFile();
        var backup = ADirectory();
        Assert.That(() => FileSystem.File.Replace(source, Target, backup), Throws.InstanceOf<SystemException>());
        Assert.That((TextOf(source), TextOf(Target)), Is.EqualTo(("content", "old")));
    }

    [Test]
    public void Replace_BackupDirectoryMissing_ThrowsAndKeepsBoth()
    {
        AFile("target.txt", "old");
        var source = AFile();
        Assert.That(() => FileSystem.File.Replace(source, Target, FileInMissingDirectory), Throws.InstanceOf<IOException>());
        Assert.That((TextOf(source), TextOf(Target)), Is.EqualTo(("content", "old")));
    }

    [Test]
    public void Replace_OntoItself_Throws()
    {
        var path = AFile();
        Assert.That(() => FileSystem.File.Replace(path, path, null), Fails.WithCode(Fails.GeneralCode, path));
        Assert.That(TextOf(path), Is.EqualTo("content"));
    }

    [Test]
    public void Replace_OntoItselfWithBackup_Throws()
    {
        var path = AFile();
        Assert.That(() => FileSystem.File.Replace(path, path, Backup), Fails.WithCode(Fails.GeneralCode, path));
        Assert.That(TextOf(path), Is.EqualTo("content"));
    }

    [Test]
    public void Replace_BadArguments_NameTheirParameter()
    {
        var path = AFile();
        Assert.That(() => FileSystem.File.Replace(null!, path, null), Fails.ArgumentNull("sourceFileName"));
        Assert.That(() => FileSystem.File.Replace(path, null!, null), Fails.ArgumentNull("destinationFileName"));
        Assert.That(() => FileSystem.File.Replace("", path, null), Fails.Argument("path"));
        Assert.That(() => FileSystem.File.Replace(path, "", null), Fails.Argument("path"));
        Assert.That(() => FileSystem.File.Replace(path, path, ""), Fails.Argument("path"));
        Assert.That(() => FileSystem.File.Replace(path, "a\0", null), Fails.Argument("path"));
    }

    [Test]
    public void Replace_File_KeepsTheTimeOfTheSource()
    {
        AFile("target.txt", "old");
        var source = AFile();
        var time = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        FileSystem.File.SetLastWriteTimeUtc(source, time);
        FileSystem.File.Replace(source, Target, null);
        Assert.That(FileSystem.File.GetLastWriteTimeUtc(Target), Is.EqualTo(time));
    }

    [Test]
    public void Replace_InAnotherDirectory_MovesBoth()
    {
        ADirectory();
        FileSystem.File.WriteAllText(PathOf("directory", "target.txt"), "old");
        FileSystem.File.Replace(AFile(), PathOf("directory", "target.txt"), Backup);
        Assert.That(Tree(), Is.EqualTo(new[] { "backup.txt", "directory/", "directory/target.txt" }));
    }
}
