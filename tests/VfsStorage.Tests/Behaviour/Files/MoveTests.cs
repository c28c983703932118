namespace VfsStorage.Tests.Behaviour.Files;

/// <summary>Moving files: targets, refusals, and what a file keeps.</summary>
public sealed class MoveTests(Backend backend) : FileSystemBehaviour(backend)
{
    private string Target => PathOf("target.txt");

    [TestCase(false)]
    [TestCase(true)]
    public void Move_TargetMissing_MovesTheContent(bool overwrite)
    {
        FileSystem.File.Move(AFile(), Target, overwrite);
        Assert.That(Tree(), Is.EqualTo(new[] { "target.txt" }));
        Assert.That(TextOf(Target), Is.EqualTo("content"));
    }

    [Test]
    public void Move_TwoArguments_MovesTheContent()
    {
        FileSystem.File.Move(AFile(), Target);
        Assert.That(Tree(), Is.EqualTo(new[] { "target.txt" }));
    }

    [Test]
    public void Move_TargetExists_ThrowsAndKeepsBoth()
    {
        var source = AFile();
        AFile("target.txt", "old");
        Assert.That(() => FileSystem.File.Move(source, Target), Fails.AlreadyExists(Target));
        Assert.That((TextOf(source), TextOf(Target)), Is.EqualTo(("content", "old")));
    }

    [Test]
    public void Move_Overwrite_ReplacesTheTarget()
    {
        var source = AFile();
        AFile("target.txt", "a longer old content");
        FileSystem.File.Move(source, Target, overwrite: true);
        Assert.That(TextOf(Target), Is.EqualTo("content"));
        Assert.That(FileSystem.File.Exists(source), Is.False);
    }

    [Test]
    public void Move_OntoItself_ChangesNothing()
    {
        var path = AFile();
        FileSystem.File.Move(path, path);
        FileSystem.File.Move(path, path, overwrite: true);
        Assert.That(TextOf(path), Is.EqualTo("content"));
    }

    [Test]
    public void Move_OntoItselfByAnotherSpelling_ChangesNothing()
    {
        var path = AFile();
        FileSystem.File.Move(path, Root + "/./file.txt");
        Assert.That(TextOf(path), Is.EqualTo("content"));
    }

    [Test]
    public void Move_CaseOnly_Renames()
    {
        FileSystem.File.Move(AFile("name.txt"), PathOf("NAME.txt"));
        Assert.That(Tree(), Is.EqualTo(new[] { "NAME.txt" }));
    }

    [Test]
    public void Move_SourceMissing_Throws()
    {
        Assert.That(() => FileSystem.File.Move(MissingFile, Target), Fails.FileNotFound(MissingFile));
        Assert.That(() => FileSystem.File.Move(MissingFile, Target, overwrite: true), Fails.FileNotFound(MissingFile));
        Assert.That(() => FileSystem.File.Move(MissingFile, MissingFile), Fails.FileNotFound(MissingFile));
        Assert.That(() => FileSystem.File.Move(FileInMissingDirectory, Target), Fails.FileNotFound(FileInMissingDirectory));
    }

    [Test]
    public void Move_TargetDirectoryMissing_ThrowsAndKeepsTheSource()
    {
        var source = AFile();
        Assert.That(() => FileSystem.File.Move(source, FileInMissingDirectory), Fails.DirectoryNotFound(FileInMissingDirectory));
        Assert.That(() => FileSystem.File.Move(source, FileInMissingDirectory, overwrite: true),
            Fails.DirectoryNotFound(FileInMissingDirectory));
        Assert.That(TextOf(source), Is.EqualTo("content"));
    }

    [Test]
    public void Move_SourceIsDirectory_Throws()
    {
        var source = ADirectory();
        Assert.That(() => FileSystem.File.Move(source, Target), Fails.FileNotFound(source));
        Assert.That(() => FileSystem.File.Move(source, Target, overwrite: true), Fails.FileNotFound(source));
        Assert.That(FileSystem.Directory.Exists(source), Is.True);
    }

    [Test]
    public void Move_TargetIsDirectory_Throws()
    {
        var source = AFile();
        var target = ADirectory();
        Assert.That(() => FileSystem.File.Move(source, target), Fails.AlreadyExists(target));
        Assert.That(() => FileSystem.File.Move(source, target, overwrite: true), Fails.WithCode(Fails.IsADirectoryCode, target));
        Assert.That(Tree(), Is.EqualTo(new[] { "directory/", "file.txt" }));
    }

    [Test]
    public void Move_ThroughAFile_Throws()
    {
        var source = AFile();
        var other = AFile("other.txt");
        Assert.That(() => FileSystem.File.Move(source, other + "/child"), Fails.DirectoryNotFound());
        Assert.That(() => FileSystem.File.Move(source, other + "/child", overwrite: true), Fails.DirectoryNotFound(other + "/child"));
        Assert.That(() => FileSystem.File.Move(other + "/child", Target), Fails.FileNotFound(other + "/child"));
    }

    [Test]
    public void Move_TrailingSeparator_Throws()
    {
        var source = AFile();
        Assert.That(() => FileSystem.File.Move(source + "/", Target), Fails.DirectoryNotFound());
        Assert.That(() => FileSystem.File.Move(source, Target + "/"), Fails.DirectoryNotFound(Target + "/"));
        Assert.That(() => FileSystem.File.Move(source, Target + "/", overwrite: true), Fails.DirectoryNotFound(Target + "/"));
        Assert.That(TextOf(source), Is.EqualTo("content"));
    }

    [Test]
    public void Move_BadArguments_NameTheirParameter()
    {
        var path = AFile();
        Assert.That(() => FileSystem.File.Move(null!, path), Fails.ArgumentNull("sourceFileName"));
        Assert.That(() => FileSystem.File.Move(path, null!), Fails.ArgumentNull("destFileName"));
        Assert.That(() => FileSystem.File.Move(null!, null!, overwrite: true), Fails.ArgumentNull("sourceFileName"));
        Assert.That(() => FileSystem.File.Move("", path), Fails.Argument("sourceFileName"));
        Assert.That(() => FileSystem.File.Move(path, ""), Fails.Argument("destFileName"));
        Assert.That(() => FileSystem.File.Move("a\0b", path), Fails.Argument("path"));
        Assert.That(() => FileSystem.File.Move(path, "a\0b"), Fails.Argument("path"));
    }

    [Test]
    public void Move_File_KeepsItsTimesAndMode()
    {
        var source = AFile();
        var time = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc).AddTicks(1_234_567);
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        FileSystem.File.SetUnixFileMode(source, mode);
        FileSystem.File.SetLastAccessTimeUtc(source, time.AddDays(1));
        FileSystem.File.SetLastWriteTimeUtc(source, time);
        FileSystem.File.Move(source, Target);
        Assert.That(FileSystem.File.GetLastWriteTimeUtc(Target), Is.EqualTo(time));
        Assert.That(FileSystem.File.GetLastAccessTimeUtc(Target), Is.EqualTo(time.AddDays(1)));
        Assert.That(FileSystem.File.GetUnixFileMode(Target), Is.EqualTo(mode));
    }

    [Test]
    public void Move_TimesNeverSet_KeepsTheWriteTime()
    {
        var source = AFile();
        var time = FileSystem.File.GetLastWriteTimeUtc(source);
        FileSystem.File.Move(source, Target);
        Assert.That(FileSystem.File.GetLastWriteTimeUtc(Target), Is.EqualTo(time));
    }

    [Test]
    public void Move_ReadOnlySource_MovesIt()
    {
        var source = AFile();
        FileSystem.File.SetAttributes(source, FileAttributes.ReadOnly);
        FileSystem.File.Move(source, Target);
        Assert.That(FileSystem.File.GetAttributes(Target) & FileAttributes.ReadOnly, Is.EqualTo(FileAttributes.ReadOnly));
    }

    [Test]
    public void Move_OverwriteReadOnlyTarget_ReplacesIt()
    {
        var source = AFile();
        AFile("target.txt", "old");
        FileSystem.File.SetAttributes(Target, FileAttributes.ReadOnly);
        FileSystem.File.Move(source, Target, overwrite: true);
        Assert.That(TextOf(Target), Is.EqualTo("content"));
    }

    [Test]
    public void Move_ToAnotherDirectory_LeavesTheOldOne()
    {
        ADirectory("a");
        ADirectory("b");
        FileSystem.File.WriteAllText(PathOf("a", "f"), "content");
        FileSystem.File.Move(PathOf("a", "f"), PathOf("b", "f"));
        Assert.That(Tree(), Is.EqualTo(new[] { "a/", "b/", "b/f" }));
    }

    [Test]
    public void Move_SourceOpenForReading_ReaderKeepsItsContent()
    {
        Requires(Capabilities.DeletedFilesStayReadable);
        var source = AFile();
        using var reader = FileSystem.File.OpenText(source);
        FileSystem.File.Move(source, Target);
        Assert.That(reader.ReadToEnd(), Is.EqualTo("content"));
        Assert.That(TextOf(Target), Is.EqualTo("content"));
    }

    [Test]
    public void Move_ThereAndBack_IsTheSame()
    {
        var source = AFile();
        FileSystem.File.Move(source, Target);
        FileSystem.File.Move(Target, source);
        Assert.That(Tree(), Is.EqualTo(new[] { "file.txt" }));
    }
}
