namespace VfsStorage.Tests.Behaviour.Streams;

/// <summary><see cref="FileOptions"/> and <see cref="FileStreamOptions"/>.</summary>
public sealed class OptionsTests(Backend backend) : FileSystemBehaviour(backend)
{
    [Test]
    public void DeleteOnClose_NewFile_ExistsUntilClosed()
    {
        using (var stream = FileSystem.File.Create(PathOf("f"), 1, FileOptions.DeleteOnClose))
        {
            stream.WriteByte(1);
            Assert.That(FileSystem.File.Exists(PathOf("f")), Is.True);
        }

        Assert.That(Tree(), Is.Empty);
    }

    [Test]
    public void DeleteOnClose_ExistingFileReadOnly_IsDeleted()
    {
        var path = AFile();
        using (FileSystem.FileStream.New(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.DeleteOnClose))
            Assert.That(FileSystem.File.Exists(path), Is.True);
        Assert.That(FileSystem.File.Exists(path), Is.False);
    }

    [Test]
    public async Task DeleteOnClose_DisposedAsync_IsDeleted()
    {
        await using (FileSystem.File.Open(PathOf("f"), new FileStreamOptions
        {
            Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        }))
        {
        }

        Assert.That(Tree(), Is.Empty);
    }

    [Test]
    public void DeleteOnClose_FileGoneBefore_DoesNotThrow()
    {
        var stream = FileSystem.File.Create(PathOf("f"), 1, FileOptions.DeleteOnClose);
        FileSystem.File.Delete(PathOf("f"));
        Assert.That(() => stream.Dispose(), Throws.Nothing);
    }

    [TestCase(FileOptions.WriteThrough)]
    [TestCase(FileOptions.SequentialScan)]
    [TestCase(FileOptions.RandomAccess)]
    [TestCase(FileOptions.Asynchronous)]
    [TestCase(FileOptions.WriteThrough | FileOptions.Asynchronous | FileOptions.SequentialScan)]
    public void Open_Hint_WritesAndReads(FileOptions options)
    {
        using (var stream = FileSystem.File.Create(PathOf("f"), 10, options))
            stream.Write("content"u8);
        using var reader = FileSystem.FileStream.New(PathOf("f"), FileMode.Open, FileAccess.Read, FileShare.Read, 10, options);
        Assert.That(new StreamReader(reader).ReadToEnd(), Is.EqualTo("content"));
    }

    [Test]
    public void Encrypted_OnLinux_IsIgnoredOrRefused()
    {
        try
        {
            FileSystem.File.Create(PathOf("f"), 1, FileOptions.Encrypted).Dispose();
            Assert.That(FileSystem.File.Exists(PathOf("f")), Is.True);
        }
        catch (NotSupportedException)
        {
            Assert.That(FileSystem.File.Exists(PathOf("f")), Is.False);
        }
    }

    [Test]
    public void Options_Default_IsOpenForReading()
    {
        using var stream = FileSystem.File.Open(AFile(), new FileStreamOptions());
        Assert.That((stream.CanRead, stream.CanWrite), Is.EqualTo((true, false)));
    }

    [Test]
    public void Options_ModeAccessShareBuffer_AreUsed()
    {
        var path = AFile();
        var options = new FileStreamOptions
        {
            Mode = FileMode.Truncate, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0,
        };
        using (var stream = FileSystem.FileStream.New(path, options))
        {
            Assert.That(() => FileSystem.File.OpenRead(path), Fails.InUse(path));
            stream.Write("new"u8);
        }

        Assert.That(TextOf(path), Is.EqualTo("new"));
    }

    [TestCase(FileMode.Create, FileAccess.Read)]
    [TestCase(FileMode.CreateNew, FileAccess.Read)]
    [TestCase(FileMode.Truncate, FileAccess.Read)]
    [TestCase(FileMode.Append, FileAccess.Read)]
    [TestCase(FileMode.Append, FileAccess.ReadWrite)]
    public void Options_ModeAndAccessDisagree_Throws(FileMode mode, FileAccess access)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access };
        Assert.That(() => FileSystem.File.Open(PathOf("f"), options), Fails.Argument("options"));
        Assert.That(() => FileSystem.FileStream.New(PathOf("f"), options), Fails.Argument("options"));
    }

    [TestCase(FileMode.Create, 0)]
    [TestCase(FileMode.Create, 100)]
    [TestCase(FileMode.CreateNew, 10_000)]
    public void PreallocationSize_NewFile_DoesNotChangeTheLength(FileMode mode, long size)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, PreallocationSize = size };
        using (var stream = FileSystem.File.Open(PathOf("f"), options))
        {
            Assert.That(stream.Length, Is.Zero);
            stream.Write("content"u8);
        }

        Assert.That(FileSystem.FileInfo.New(PathOf("f")).Length, Is.EqualTo(7));
    }

    [TestCase(FileMode.Open)]
    [TestCase(FileMode.OpenOrCreate)]
    [TestCase(FileMode.Append)]
    [TestCase(FileMode.Truncate)]
    public void PreallocationSize_ModeMayOpen_Throws(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, PreallocationSize = 10 };
        Assert.That(() => FileSystem.File.Open(AFile(), options), Fails.Argument("mode"));
    }

    [Test]
    public void PreallocationSize_ReadOnly_Throws()
    {
        var options = new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, PreallocationSize = 10 };
        Assert.That(() => FileSystem.File.Open(AFile(), options), Fails.Argument("access"));
    }

    [TestCase(FileMode.Create)]
    [TestCase(FileMode.CreateNew)]
    [TestCase(FileMode.OpenOrCreate)]
    [TestCase(FileMode.Append)]
    public void UnixCreateMode_NewFile_IsItsMode(FileMode mode)
    {
        const UnixFileMode fileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead;
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, UnixCreateMode = fileMode };
        FileSystem.File.Open(PathOf("f"), options).Dispose();
        Assert.That(FileSystem.File.GetUnixFileMode(PathOf("f")), Is.EqualTo(fileMode));
    }

    [Test]
    public void UnixCreateMode_ExistingFile_KeepsItsMode()
    {
        var path = AFile();
        var before = FileSystem.File.GetUnixFileMode(path);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead };
        FileSystem.File.Open(path, options).Dispose();
        Assert.That(FileSystem.File.GetUnixFileMode(path), Is.EqualTo(before));
    }

    [TestCase(FileMode.Open)]
    [TestCase(FileMode.Truncate)]
    public void UnixCreateMode_ModeNeverCreates_Throws(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead };
        Assert.That(() => FileSystem.File.Open(AFile(), options), Fails.Argument("options"));
    }

    [Test]
    public void UnixCreateMode_ReadOnlyFile_CanStillBeWrittenByItsCreator()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead };
        using (var stream = FileSystem.File.Open(PathOf("f"), options))
            stream.Write("content"u8);
        Assert.That(TextOf(PathOf("f")), Is.EqualTo("content"));
    }
}
