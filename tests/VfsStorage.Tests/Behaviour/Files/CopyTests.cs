namespace VfsStorage.Tests.Behaviour.Files;

/// <summary>Copying files: targets, refusals, and what a copy carries along.</summary>
public sealed class CopyTests(Backend backend) : FileSystemBehaviour(backend)
{
    private string Target => PathOf("target.txt");

    [Test]
    public void Copy_TargetMissing_CopiesTheContent()
    {
        var source = AFile();
        FileSystem.File.Copy(source, Target);
        Assert.That((TextOf(source), TextOf(Target)), Is.EqualTo(("content", "content")));
    }

    [Test]
    public void Copy_EmptyFile_CopiesIt()
    {
        FileSystem.File.Copy(AFile(content: ""), Target);
        Assert.That(FileSystem.FileInfo.New(Target).Length, Is.Zero);
    }

    [Test]
    public void Copy_ThenChangeOne_LeavesTheOther()
    {
        var source = AFile();
        FileSystem.File.Copy(source, Target);
        FileSystem.File.AppendAllText(source, "!");
        Assert.That(TextOf(Target), Is.EqualTo("content"));
    }

    [Test]
    public void Copy_TargetExists_Throws()
    {
        var source = AFile();
        AFile("target.txt", "old");
        Assert.That(() => FileSystem.File.Copy(source, Target), Fails.AlreadyExists(Target));
        Assert.That(() => FileSystem.File.Copy(source, Target, overwrite: false), Fails.AlreadyExists(Target));
        Assert.That(TextOf(Target), Is.EqualTo("old"));
    }

    [Test]
    public void Copy_Overwrite_ReplacesTheTarget()
    {
        var source = AFile();
        AFile("target.txt", "a much longer old content");
        FileSystem.File.Copy(source, Target, overwrite: true);
        Assert.That(TextOf(Target), Is.EqualTo("content"));
    }

    [Test]
    public void Copy_OverwriteTargetMissing_CopiesTheContent()
    {
        FileSystem.File.Copy(AFile(), Target, overwrite: true);
        Assert.That(TextOf(Target), Is.EqualTo("content"));
    }

    [Test]
    public void Copy_SourceMissing_Throws()
    {
        Assert.That(() => FileSystem.File.Copy(MissingFile, Target), Fails.FileNotFound(MissingFile));
        Assert.That(() => FileSystem.File.Copy(MissingFile, Target, overwrite: true), Fails.FileNotFound(MissingFile));
        Assert.That(Tree(), Is.Empty);
    }

    [Test]
    public void Copy_SourceDirectoryMissing_Throws() =>
        Assert.That(() => FileSystem.File.Copy(FileInMissingDirectory, Target), Fails.DirectoryNotFound(FileInMissingDirectory));

    [Test]
    public void Copy_TargetDirectoryMissing_Throws() =>
        Assert.That(() => FileSystem.File.Copy(AFile(), FileInMissingDirectory), Fails.DirectoryNotFound(FileInMissingDirectory));

    [Test]
    public void Copy_SourceAndTargetExist_SourceMissingIsNoticedFirst()
    {
        AFile("target.txt", "old");
        Assert.That(() => FileSystem.File.Copy(MissingFile, Target), Fails.FileNotFound(MissingFile));
        Assert.That(() => FileSystem.File.Copy(MissingFile, FileInMissingDirectory), Fails.FileNotFound(MissingFile));
    }

    [Test]
    public void Copy_SourceIsDirectory_Throws()
    {
        var source = ADirectory();
        Assert.That(() => FileSystem.File.Copy(source, Target), Fails.AccessDenied(source));
        Assert.That(() => FileSystem.File.Copy(source, Target, overwrite: true), Fails.AccessDenied(source));
        Assert.That(Tree(), Is.EqualTo(new[] { "directory/" }));
    }

    [Test]
    public void Copy_TargetIsDirectory_Throws()
    {
        var source = AFile();
        var target = ADirectory();
        Assert.That(() => FileSystem.File.Copy(source, target), Fails.WithCode(Fails.GeneralCode, target));
        Assert.That(() => FileSystem.File.Copy(source, target, overwrite: true), Fails.AccessDenied(target));
        Assert.That(Tree(), Is.EqualTo(new[] { "directory/", "file.txt" }));
    }

    [Test]
    public void Copy_OntoItself_Throws()
    {
        var path = AFile();
        Assert.That(() => FileSystem.File.Copy(path, path), Fails.AlreadyExists(path));
        Assert.That(TextOf(path), Is.EqualTo("content"));
    }

    [Test]
    public void Copy_OntoItselfOverwriting_ThrowsAndKeepsTheContent()
    {
        var path = AFile();
        Assert.That(() => FileSystem.File.Copy(path, path, overwrite: true), Fails.InUse(path));
        Assert.That(TextOf(path), Is.EqualTo("content"));
    }

    [Test]
    public void Copy_ThroughAFile_Throws()
    {
        var source = AFile();
        Assert.That(() => FileSystem.File.Copy(source, source + "/child"), Fails.DirectoryNotFound(source + "/child"));
        Assert.That(() => FileSystem.File.Copy(source + "/child", Target), Fails.DirectoryNotFound(source + "/child"));
    }

    [Test]
    public void Copy_TrailingSeparator_Throws()
    {
        var source = AFile();
        Assert.That(() => FileSystem.File.Copy(source + "/", Target), Fails.DirectoryNotFound(source + "/"));
        Assert.That(() => FileSystem.File.Copy(source, Target + "/"), Fails.AccessDenied(Target + "/"));
    }

    [Test]
    public void Copy_Nulls_NameTheirParameter()
    {
        var path = AFile();
        Assert.That(() => FileSystem.File.Copy(null!, path), Fails.ArgumentNull("sourceFileName"));
        Assert.That(() => FileSystem.File.Copy(path, null!), Fails.ArgumentNull("destFileName"));
        Assert.That(() => FileSystem.File.Copy(null!, null!, overwrite: true), Fails.ArgumentNull("sourceFileName"));
        Assert.That(() => FileSystem.File.Copy("", path), Fails.Argument("sourceFileName"));
        Assert.That(() => FileSystem.File.Copy(path, ""), Fails.Argument("destFileName"));
        Assert.That(() => FileSystem.File.Copy("", null!), Fails.Argument("sourceFileName"));
        Assert.That(() => FileSystem.File.Copy("a\0b", path), Fails.Argument("path"));
        Assert.That(() => FileSystem.File.Copy(path, "a\0b"), Fails.Argument("path"));
    }

    [Test]
    public void Copy_IntoAnotherDirectory_CopiesTheContent()
    {
        ADirectory();
        FileSystem.File.Copy(AFile(), PathOf("directory", "copy.txt"));
        Assert.That(TextOf(PathOf("directory", "copy.txt")), Is.EqualTo("content"));
    }

    [Test]
    public void Copy_SourceHasWriteTime_CarriesIt()
    {
        var source = AFile();
        var time = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc).AddTicks(1_234_567);
        FileSystem.File.SetLastWriteTimeUtc(source, time);
        FileSystem.File.Copy(source, Target);
        Assert.That(FileSystem.File.GetLastWriteTimeUtc(Target), Is.EqualTo(time));
    }

    [Test]
    public void Copy_Overwrite_CarriesTheWriteTime()
    {
        var source = AFile();
        AFile("target.txt", "old");
        var time = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        FileSystem.File.SetLastWriteTimeUtc(source, time);
        FileSystem.File.Copy(source, Target, overwrite: true);
        Assert.That(FileSystem.File.GetLastWriteTimeUtc(Target), Is.EqualTo(time));
    }

    [Test]
    public void Copy_SourceHasMode_CarriesIt()
    {
        var source = AFile();
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead;
        FileSystem.File.SetUnixFileMode(source, mode);
        FileSystem.File.Copy(source, Target);
        Assert.That(FileSystem.File.GetUnixFileMode(Target), Is.EqualTo(mode));
    }

    [Test]
    public void Copy_SourceIsReadOnly_CopyIsReadOnly()
    {
        var source = AFile();
        FileSystem.File.SetAttributes(source, FileAttributes.ReadOnly);
        FileSystem.File.Copy(source, Target);
        Assert.That(FileSystem.File.GetAttributes(Target) & FileAttributes.ReadOnly, Is.EqualTo(FileAttributes.ReadOnly));
    }

    [Test]
    public void Copy_OverwriteReadOnlyTarget_Throws()
    {
        Requires(Capabilities.ReadOnlyEnforced);
        var source = AFile();
        AFile("target.txt", "old");
        FileSystem.File.SetAttributes(Target, FileAttributes.ReadOnly);
        Assert.That(() => FileSystem.File.Copy(source, Target, overwrite: true), Fails.AccessDenied(Target));
        Assert.That(TextOf(Target), Is.EqualTo("old"));
    }

    [Test]
    public void Copy_SourceOpenForReading_Works()
    {
        var source = AFile();
        using var _ = FileSystem.File.OpenRead(source);
        FileSystem.File.Copy(source, Target);
        Assert.That(TextOf(Target), Is.EqualTo("content"));
    }

    [Test]
    public void Copy_SourceOpenUnshared_Throws()
    {
        var source = AFile();
        using var _ = FileSystem.File.Open(source, FileMode.Open);
        Assert.That(() => FileSystem.File.Copy(source, Target), Fails.InUse(source));
    }

    [Test]
    public void Copy_TargetOpen_Throws()
    {
        var source = AFile();
        AFile("target.txt", "old");
        using (FileSystem.File.OpenRead(Target))
            Assert.That(() => FileSystem.File.Copy(source, Target, overwrite: true), Fails.InUse(Target));
        Assert.That(TextOf(Target), Is.EqualTo("old"));
    }

    [Test]
    public void Copy_PathsAreNotNormal_CopiesTheContent()
    {
        ADirectory();
        AFile();
        FileSystem.File.Copy(Root + "/directory//../file.txt", Root + "/./directory/new.txt");
        Assert.That(TextOf(PathOf("directory", "new.txt")), Is.EqualTo("content"));
    }
}
