namespace VfsStorage.Tests.Behaviour.Streams;

/// <summary>Properties of an open stream, and everything after it is closed.</summary>
public sealed class LifetimeTests(Backend backend) : FileSystemBehaviour(backend)
{
    [Test]
    public void Name_Always_IsTheFullPath()
    {
        var path = AFile();
        using var stream = FileSystem.File.OpenRead(Root + "/./file.txt");
        Assert.That(stream.Name, Is.EqualTo(path));
    }

    [TestCase(FileAccess.Read, true, false)]
    [TestCase(FileAccess.Write, false, true)]
    [TestCase(FileAccess.ReadWrite, true, true)]
    public void CanReadWrite_Access_Decides(FileAccess access, bool canRead, bool canWrite)
    {
        using var stream = FileSystem.File.Open(AFile(), FileMode.Open, access);
        Assert.That((stream.CanRead, stream.CanWrite, stream.CanSeek, stream.CanTimeout), Is.EqualTo((canRead, canWrite, true, false)));
    }

    [Test]
    public void Members_ThatOpen_HaveTheirAccess()
    {
        var path = AFile();
        using (var stream = FileSystem.File.OpenRead(path))
            Assert.That((stream.CanRead, stream.CanWrite), Is.EqualTo((true, false)));
        using (var stream = FileSystem.File.OpenWrite(path))
            Assert.That((stream.CanRead, stream.CanWrite), Is.EqualTo((false, true)));
        using (var stream = FileSystem.File.Create(path))
            Assert.That((stream.CanRead, stream.CanWrite), Is.EqualTo((true, true)));
        using (var stream = FileSystem.FileStream.New(path, FileMode.Open))
            Assert.That((stream.CanRead, stream.CanWrite), Is.EqualTo((true, true)));
        using (var stream = FileSystem.FileStream.New(path, FileMode.Append))
            Assert.That((stream.CanRead, stream.CanWrite), Is.EqualTo((false, true)));
    }

    [Test]
    public void IsAsync_Options_Decide()
    {
        var path = AFile();
        using (var stream = FileSystem.FileStream.New(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, useAsync: true))
            Assert.That(stream.IsAsync, Is.True);
        using (var stream = FileSystem.FileStream.New(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous))
            Assert.That(stream.IsAsync, Is.True);
        using (var stream = FileSystem.File.Open(path, new FileStreamOptions { Options = FileOptions.Asynchronous }))
            Assert.That(stream.IsAsync, Is.True);
        using (var stream = FileSystem.File.OpenRead(path))
            Assert.That(stream.IsAsync, Is.False);
    }

    [Test]
    public void ReadTimeout_FileStream_Throws()
    {
        using var stream = FileSystem.File.OpenRead(AFile());
        Assert.That(() => stream.ReadTimeout, Throws.InvalidOperationException);
        Assert.That(() => stream.WriteTimeout, Throws.InvalidOperationException);
        Assert.That(() => stream.ReadTimeout = 1, Throws.InvalidOperationException);
        Assert.That(() => stream.WriteTimeout = 1, Throws.InvalidOperationException);
    }

    [Test]
    public void Flags_Closed_AreFalse()
    {
        var stream = FileSystem.File.Open(AFile(), FileMode.Open);
        stream.Dispose();
        Assert.That((stream.CanRead, stream.CanWrite, stream.CanSeek), Is.EqualTo((false, false, false)));
    }

    [Test]
    public void Use_Closed_Throws()
    {
        var stream = FileSystem.File.Open(AFile(), FileMode.Open);
        stream.Dispose();
        Assert.Multiple(() =>
        {
            Assert.That(() => stream.Read(new byte[1], 0, 1), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => stream.Read(new byte[1].AsSpan()), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => stream.ReadByte(), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => stream.Write([1], 0, 1), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => stream.Write("x"u8), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => stream.WriteByte(1), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => stream.Seek(0, SeekOrigin.Begin), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => stream.SetLength(0), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => stream.Length, Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => stream.Position, Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => stream.Position = 0, Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => stream.Flush(), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => stream.Flush(flushToDisk: true), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => stream.CopyTo(Stream.Null), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(async () => await stream.ReadAsync(new byte[1].AsMemory()), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(async () => await stream.WriteAsync(new byte[1].AsMemory()), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => stream.CopyToAsync(Stream.Null), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => stream.BeginRead(new byte[1], 0, 1, null, null), Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => stream.FlushAsync(), Throws.TypeOf<ObjectDisposedException>());
        });
    }

    [Test]
    public void Name_Closed_IsStillThere()
    {
        var path = AFile();
        var stream = FileSystem.File.OpenRead(path);
        stream.Dispose();
        Assert.That(stream.Name, Is.EqualTo(path));
    }

    [Test]
    public async Task Dispose_ManyTimes_WritesOnce()
    {
        var stream = FileSystem.File.Create(PathOf("f"));
        stream.Write("one"u8);
        stream.Close();
        FileSystem.File.WriteAllText(PathOf("f"), "other");
        stream.Dispose();
        await stream.DisposeAsync();
        stream.Close();
        Assert.That(TextOf(PathOf("f")), Is.EqualTo("other"));
    }

    [Test]
    public async Task DisposeAsync_Buffered_WritesIt()
    {
        await using (var stream = FileSystem.File.Create(PathOf("f")))
            stream.Write("content"u8);
        Assert.That(TextOf(PathOf("f")), Is.EqualTo("content"));
        Assert.That(() => FileSystem.File.Open(PathOf("f"), FileMode.Open).Dispose(), Throws.Nothing);
    }

    [Test]
    public async Task FlushAsync_Buffered_Works()
    {
        await using (var stream = FileSystem.File.Create(PathOf("f")))
        {
            stream.Write("one"u8);
            await stream.FlushAsync();
            stream.Write("two"u8);
        }

        Assert.That(TextOf(PathOf("f")), Is.EqualTo("onetwo"));
    }

    [Test]
    public void Close_NothingWritten_LeavesAnEmptyFile()
    {
        FileSystem.File.Create(PathOf("f")).Dispose();
        Assert.That(FileSystem.FileInfo.New(PathOf("f")).Length, Is.Zero);
    }

    [Test]
    public void Close_ReadWriteWithoutWrite_KeepsContentAndTime()
    {
        var path = AFile();
        var time = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        FileSystem.File.SetLastWriteTimeUtc(path, time);
        using (var stream = FileSystem.File.Open(path, FileMode.Open))
            Assert.That(stream.ReadByte(), Is.EqualTo('c'));
        Assert.That(FileSystem.File.GetLastWriteTimeUtc(path), Is.EqualTo(time));
    }

    [Test]
    public void StreamWriter_OverStream_Works()
    {
        using (var writer = new StreamWriter(FileSystem.File.Create(PathOf("f"))))
            writer.Write("content");
        using var reader = new StreamReader(FileSystem.File.OpenRead(PathOf("f")));
        Assert.That(reader.ReadToEnd(), Is.EqualTo("content"));
    }

    [Test]
    public void CreateText_Writer_WritesUtf8WithoutMark()
    {
        AFile("f", "a longer old content");
        using (var writer = FileSystem.File.CreateText(PathOf("f")))
        {
            writer.NewLine = "\n";
            writer.WriteLine("ü");
        }

        Assert.That(FileSystem.File.ReadAllBytes(PathOf("f")), Is.EqualTo(new byte[] { 0xC3, 0xBC, 10 }));
    }

    [Test]
    public void OpenText_Reader_DetectsTheMark()
    {
        FileSystem.File.WriteAllText(PathOf("f"), "ü", System.Text.Encoding.Unicode);
        using var reader = FileSystem.File.OpenText(PathOf("f"));
        Assert.That(reader.ReadToEnd(), Is.EqualTo("ü"));
    }

    [Test]
    public void ToString_Stream_DoesNotThrow()
    {
        using var stream = FileSystem.File.OpenRead(AFile());
        Assert.That(stream.ToString(), Is.Not.Empty);
    }

    [Test]
    public void Wrap_FileStream_ReadsThroughIt()
    {
        Requires(Capabilities.WrapsFrameworkObjects);
        using var stream = FileSystem.FileStream.Wrap(new FileStream(AFile(), FileMode.Open));
        Assert.That(stream.ReadByte(), Is.EqualTo('c'));
    }

    [Test]
    public void FileSystem_OfFactory_IsTheFileSystem() => Assert.That(FileSystem.FileStream.FileSystem, Is.SameAs(FileSystem));
}
