namespace VfsStorage.Tests.Behaviour.Streams;

/// <summary>A stream opened with <see cref="FileMode.Append"/> never touches what was there before.</summary>
public sealed class AppendStreamTests(Backend backend) : FileSystemBehaviour(backend)
{
    [Test]
    public void Write_Append_GoesToTheEnd()
    {
        var path = AFile();
        using (var stream = FileSystem.File.Open(path, FileMode.Append))
        {
            Assert.That((stream.Position, stream.Length), Is.EqualTo((7L, 7L)));
            stream.Write("!!"u8);
            Assert.That((stream.Position, stream.Length), Is.EqualTo((9L, 9L)));
        }

        Assert.That(TextOf(path), Is.EqualTo("content!!"));
    }

    [Test]
    public void Seek_BeforeTheOldEnd_ThrowsAndStays()
    {
        using var stream = FileSystem.File.Open(AFile(), FileMode.Append);
        stream.WriteByte(1);
        Assert.That(() => stream.Seek(0, SeekOrigin.Begin), Fails.WithCode(Fails.GeneralCode));
        Assert.That(() => stream.Seek(-2, SeekOrigin.Current), Fails.WithCode(Fails.GeneralCode));
        Assert.That(() => stream.Position = 6, Fails.WithCode(Fails.GeneralCode));
        Assert.That(stream.Position, Is.EqualTo(8));
    }

    [Test]
    public void Seek_WithinTheAppended_Works()
    {
        var path = AFile();
        using (var stream = FileSystem.File.Open(path, FileMode.Append))
        {
            stream.Write("1234"u8);
            stream.Seek(-2, SeekOrigin.Current);
            stream.WriteByte((byte)'X');
        }

        Assert.That(TextOf(path), Is.EqualTo("content12X4"));
    }

    [Test]
    public void Seek_WithinWhatWasFlushedToDisk_RewritesIt()
    {
        var path = AFile();
        using (var stream = FileSystem.File.Open(path, FileMode.Append))
        {
            stream.Write("1234"u8);
            stream.Flush(flushToDisk: true);
            stream.Seek(-3, SeekOrigin.End);
            stream.Write("XY"u8);
            stream.Seek(0, SeekOrigin.End);
            stream.Write("!"u8);
            Assert.That((stream.Position, stream.Length), Is.EqualTo((12L, 12L)));
        }

        Assert.That(TextOf(path), Is.EqualTo("content1XY4!"));
    }

    [Test]
    public void SetLength_WithinWhatWasFlushedToDisk_CutsIt()
    {
        var path = AFile();
        using (var stream = FileSystem.File.Open(path, FileMode.Append))
        {
            stream.Write("1234"u8);
            stream.Flush(flushToDisk: true);
            stream.SetLength(9);
        }

        Assert.That(TextOf(path), Is.EqualTo("content12"));
    }

    [Test]
    public void SetLength_BelowTheOldEnd_Throws()
    {
        using var stream = FileSystem.File.Open(AFile(), FileMode.Append);
        Assert.That(() => stream.SetLength(6), Fails.WithCode(Fails.GeneralCode));
        Assert.That(() => stream.SetLength(7), Throws.Nothing);
        Assert.That(() => stream.SetLength(9), Throws.Nothing);
    }

    [Test]
    public void Read_Append_Throws()
    {
        using var stream = FileSystem.File.Open(AFile(), FileMode.Append);
        Assert.That(() => stream.ReadByte(), Throws.TypeOf<NotSupportedException>());
    }

    [Test]
    public void AppendText_SeveralWriters_EachAddsAtTheEnd()
    {
        var path = AFile(content: "0");
        for (var i = 1; i < 4; i++)
        {
            using var writer = FileSystem.File.AppendText(path);
            writer.Write(i);
        }

        Assert.That(TextOf(path), Is.EqualTo("0123"));
    }

    [Test]
    public void AppendText_FileMissing_HasNoMark()
    {
        using (var writer = FileSystem.File.AppendText(PathOf("f")))
            writer.Write("ü");
        Assert.That(FileSystem.File.ReadAllBytes(PathOf("f")), Is.EqualTo(new byte[] { 0xC3, 0xBC }));
    }

    [Test]
    public void Append_NothingWritten_KeepsTheFile()
    {
        var path = AFile();
        FileSystem.File.Open(path, FileMode.Append).Dispose();
        Assert.That(TextOf(path), Is.EqualTo("content"));
    }

    [Test]
    public void Append_LargeFile_KeepsTheOld()
    {
        var old = new byte[300_000];
        new Random(3).NextBytes(old);
        FileSystem.File.WriteAllBytes(PathOf("f"), old);
        using (var stream = FileSystem.File.Open(PathOf("f"), FileMode.Append))
            stream.Write("end"u8);
        var all = FileSystem.File.ReadAllBytes(PathOf("f"));
        Assert.That(all.AsSpan(0, old.Length).SequenceEqual(old), Is.True);
        Assert.That(all.AsSpan(old.Length).SequenceEqual("end"u8), Is.True);
    }
}
