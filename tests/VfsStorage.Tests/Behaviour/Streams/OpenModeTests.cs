namespace VfsStorage.Tests.Behaviour.Streams;

/// <summary>Every mode with every access, on a file that exists and on one that does not.</summary>
public sealed class OpenModeTests(Backend backend) : FileSystemBehaviour(backend)
{
    private const string ArgumentFails = "argument";

    /// <summary>Mode, access, and what becomes of a missing and of an existing file with "content" after an "X" is written.</summary>
    private static readonly object[][] Table =
    [
        [FileMode.CreateNew, FileAccess.Read, ArgumentFails, ArgumentFails],
        [FileMode.CreateNew, FileAccess.Write, "X", "exists"],
        [FileMode.CreateNew, FileAccess.ReadWrite, "X", "exists"],
        [FileMode.Create, FileAccess.Read, ArgumentFails, ArgumentFails],
        [FileMode.Create, FileAccess.Write, "X", "X"],
        [FileMode.Create, FileAccess.ReadWrite, "X", "X"],
        [FileMode.Open, FileAccess.Read, "missing", "content"],
        [FileMode.Open, FileAccess.Write, "missing", "Xontent"],
        [FileMode.Open, FileAccess.ReadWrite, "missing", "Xontent"],
        [FileMode.OpenOrCreate, FileAccess.Read, "", "content"],
        [FileMode.OpenOrCreate, FileAccess.Write, "X", "Xontent"],
        [FileMode.OpenOrCreate, FileAccess.ReadWrite, "X", "Xontent"],
        [FileMode.Truncate, FileAccess.Read, ArgumentFails, ArgumentFails],
        [FileMode.Truncate, FileAccess.Write, "missing", "X"],
        [FileMode.Truncate, FileAccess.ReadWrite, "missing", "X"],
        [FileMode.Append, FileAccess.Read, ArgumentFails, ArgumentFails],
        [FileMode.Append, FileAccess.Write, "X", "contentX"],
        [FileMode.Append, FileAccess.ReadWrite, ArgumentFails, ArgumentFails],
    ];

    [TestCaseSource(nameof(Table))]
    public void Open_FileMissing_GivesTheTableResult(FileMode mode, FileAccess access, string missing, string _) =>
        Check(PathOf("f"), mode, access, missing);

    [TestCaseSource(nameof(Table))]
    public void Open_FileExists_GivesTheTableResult(FileMode mode, FileAccess access, string _, string existing) =>
        Check(AFile(), mode, access, existing);

    [TestCaseSource(nameof(Table))]
    public void Open_RefusedOrNot_LeavesNoHandleBehind(FileMode mode, FileAccess access, string _, string existing)
    {
        var path = AFile();
        Check(path, mode, access, existing);
        Assert.That(() => FileSystem.File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose(), Throws.Nothing);
    }

    [TestCase(FileMode.CreateNew)]
    [TestCase(FileMode.Create)]
    [TestCase(FileMode.Open)]
    [TestCase(FileMode.OpenOrCreate)]
    [TestCase(FileMode.Truncate)]
    public void Open_ModeOnly_CanReadAndWrite(FileMode mode)
    {
        var path = mode == FileMode.CreateNew ? MissingFile : AFile();
        using var stream = FileSystem.File.Open(path, mode);
        Assert.That((stream.CanRead, stream.CanWrite, stream.CanSeek), Is.EqualTo((true, true, true)));
    }

    [Test]
    public void Open_AppendOnly_CanOnlyWrite()
    {
        using var stream = FileSystem.File.Open(AFile(), FileMode.Append);
        Assert.That((stream.CanRead, stream.CanWrite, stream.CanSeek), Is.EqualTo((false, true, true)));
        Assert.That(stream.Position, Is.EqualTo(7));
    }

    [Test]
    public void Open_CreateExisting_EmptiesItAtOnce()
    {
        var path = AFile();
        using var stream = FileSystem.File.Open(path, FileMode.Create);
        Assert.That((stream.Length, stream.Position), Is.EqualTo((0L, 0L)));
    }

    [TestCase((FileMode)0)]
    [TestCase((FileMode)7)]
    [TestCase((FileMode)(-1))]
    public void Open_ModeUnknown_Throws(FileMode mode)
    {
        Assert.That(() => FileSystem.File.Open(MissingFile, mode, FileAccess.ReadWrite), Fails.ArgumentOutOfRange("mode"));
        Assert.That(() => FileSystem.FileStream.New(MissingFile, mode), Fails.ArgumentOutOfRange("mode"));
        Assert.That(() => new FileStreamOptions { Mode = mode }, Fails.ArgumentOutOfRange("value"));
    }

    [TestCase((FileAccess)0)]
    [TestCase((FileAccess)4)]
    public void Open_AccessUnknown_Throws(FileAccess access)
    {
        Assert.That(() => FileSystem.File.Open(MissingFile, FileMode.Create, access), Fails.ArgumentOutOfRange("access"));
        Assert.That(() => FileSystem.FileStream.New(MissingFile, FileMode.Create, access), Fails.ArgumentOutOfRange("access"));
    }

    [Test]
    public void Open_ShareUnknown_Throws()
    {
        Assert.That(() => FileSystem.File.Open(MissingFile, FileMode.Create, FileAccess.Write, (FileShare)64),
            Fails.ArgumentOutOfRange("share"));
        Assert.That(() => FileSystem.FileStream.New(MissingFile, FileMode.Create, FileAccess.Write, (FileShare)64),
            Fails.ArgumentOutOfRange("share"));
    }

    [Test]
    public void New_BufferSizeNegative_Throws()
    {
        Assert.That(() => FileSystem.FileStream.New(MissingFile, FileMode.Create, FileAccess.Write, FileShare.None, -1),
            Fails.ArgumentOutOfRange("bufferSize"));
        Assert.That(() => FileSystem.File.Create(MissingFile, -1), Fails.ArgumentOutOfRange("bufferSize"));
    }

    [Test]
    public void New_OptionsUnknown_Throws()
    {
        Assert.That(() => FileSystem.FileStream.New(MissingFile, FileMode.Create, FileAccess.Write, FileShare.None, 1, (FileOptions)1),
            Fails.ArgumentOutOfRange("options"));
        Assert.That(() => FileSystem.File.Create(MissingFile, 1, (FileOptions)1), Fails.ArgumentOutOfRange("options"));
    }

    [Test]
    public void New_FileStreamOptionsNull_Throws()
    {
        Assert.That(() => FileSystem.FileStream.New(MissingFile, (FileStreamOptions)null!), Fails.ArgumentNull("options"));
        Assert.That(() => FileSystem.File.Open(MissingFile, null!), Fails.ArgumentNull("options"));
    }

    [Test]
    public void Open_SeveralArgumentsWrong_PathIsNoticedFirst()
    {
        Assert.That(() => FileSystem.File.Open(null!, (FileMode)99), Fails.ArgumentNull("path"));
        Assert.That(() => FileSystem.File.Open("", (FileMode)99), Fails.Argument("path"));
        Assert.That(() => FileSystem.FileStream.New("", (FileMode)99, (FileAccess)99, (FileShare)99, -1, (FileOptions)1), Fails.Argument("path"));
        Assert.That(() => FileSystem.FileStream.New("a", (FileMode)99, (FileAccess)99, (FileShare)99, -1, (FileOptions)1),
            Fails.ArgumentOutOfRange("mode"));
    }

    private void Check(string path, FileMode mode, FileAccess access, string expected)
    {
        switch (expected)
        {
            case ArgumentFails:
                Assert.That(() => OpenAndWrite(path, mode, access), Fails.Argument("access"));
                break;
            case "missing":
                Assert.That(() => OpenAndWrite(path, mode, access), Fails.FileNotFound(path));
                break;
            case "exists":
                Assert.That(() => OpenAndWrite(path, mode, access), Fails.AlreadyExists(path));
                break;
            default:
                OpenAndWrite(path, mode, access);
                Assert.That(TextOf(path), Is.EqualTo(expected));
                break;
        }
    }

    private void OpenAndWrite(string path, FileMode mode, FileAccess access)
    {
        using var stream = FileSystem.File.Open(path, mode, access);
        if (access != FileAccess.Read)
            stream.WriteByte((byte)'X');
    }
}
