namespace VfsStorage.Tests.Behaviour.Streams;

/// <summary>Seek, Position, Length and SetLength, inside and outside the content.</summary>
public sealed class PositionTests(Backend backend) : FileSystemBehaviour(backend)
{
    [TestCase(0, SeekOrigin.Begin, 0)]
    [TestCase(3, SeekOrigin.Begin, 3)]
    [TestCase(-2, SeekOrigin.End, 5)]
    [TestCase(0, SeekOrigin.End, 7)]
    [TestCase(1, SeekOrigin.Current, 3)]
    [TestCase(-2, SeekOrigin.Current, 0)]
    [TestCase(100, SeekOrigin.Begin, 100)]
    [TestCase(10, SeekOrigin.End, 17)]
    public void Seek_FromTwo_ReturnsTheNewPosition(long offset, SeekOrigin origin, long expected)
    {
        using var stream = FileSystem.File.OpenRead(AFile());
        stream.Position = 2;
        Assert.That(stream.Seek(offset, origin), Is.EqualTo(expected));
        Assert.That(stream.Position, Is.EqualTo(expected));
    }

    [TestCase(-1, SeekOrigin.Begin)]
    [TestCase(-3, SeekOrigin.Current)]
    [TestCase(-8, SeekOrigin.End)]
    public void Seek_BeforeTheBegin_ThrowsAndStays(long offset, SeekOrigin origin)
    {
        using var stream = FileSystem.File.OpenRead(AFile());
        stream.Position = 2;
        Assert.That(() => stream.Seek(offset, origin), Fails.WithCode(Fails.InvalidCode));
        Assert.That(stream.Position, Is.EqualTo(2));
    }

    [TestCase(FileAccess.Read)]
    [TestCase(FileAccess.Write)]
    [TestCase(FileAccess.ReadWrite)]
    public void Seek_BeforeTheBegin_ThrowsForEveryAccess(FileAccess access)
    {
        using var stream = FileSystem.File.Open(AFile(), FileMode.Open, access);
        Assert.That(() => stream.Seek(-1, SeekOrigin.Begin), Fails.WithCode(Fails.InvalidCode));
    }

    [Test]
    public void Seek_OriginUnknown_Throws()
    {
        using var stream = FileSystem.File.OpenRead(AFile());
        Assert.That(() => stream.Seek(0, (SeekOrigin)9), Fails.Argument("origin"));
    }

    [Test]
    public void Position_Negative_Throws()
    {
        using var stream = FileSystem.File.OpenRead(AFile());
        Assert.That(() => stream.Position = -1, Fails.ArgumentOutOfRange("value"));
    }

    [Test]
    public void Position_BehindTheEnd_ReadsNothing()
    {
        using var stream = FileSystem.File.OpenRead(AFile());
        stream.Position = 100;
        Assert.That(stream.Position, Is.EqualTo(100));
        Assert.That(stream.ReadByte(), Is.EqualTo(-1));
        Assert.That(stream.Read(new byte[5], 0, 5), Is.Zero);
        Assert.That(stream.Length, Is.EqualTo(7));
    }

    [Test]
    public void Position_BehindTheEndThenWrite_FillsWithZeros()
    {
        var path = AFile(content: "ab");
        using (var stream = FileSystem.File.OpenWrite(path))
        {
            stream.Position = 4;
            stream.WriteByte((byte)'c');
        }

        Assert.That(TextOf(path), Is.EqualTo("ab\0\0c"));
    }

    [Test]
    public void Position_BehindTheEndWithoutWrite_ChangesNothing()
    {
        var path = AFile();
        using (var stream = FileSystem.File.OpenWrite(path))
            stream.Position = 1000;
        Assert.That(TextOf(path), Is.EqualTo("content"));
    }

    [Test]
    public void Seek_BackAndForth_ReadsTheRightBytes()
    {
        var content = new byte[200_000];
        new Random(7).NextBytes(content);
        FileSystem.File.WriteAllBytes(PathOf("f"), content);
        using var stream = FileSystem.File.OpenRead(PathOf("f"));
        foreach (var position in new[] { 199_999, 0, 100_000, 99_999, 4096, 4095, 150_000, 1 })
        {
            stream.Position = position;
            Assert.That(stream.ReadByte(), Is.EqualTo(content[position]), $"{position}");
        }
    }

    [TestCase(0, "")]
    [TestCase(3, "con")]
    [TestCase(7, "content")]
    [TestCase(10, "content\0\0\0")]
    public void SetLength_AnyLength_CutsOrFillsWithZeros(long length, string expected)
    {
        var path = AFile();
        using (var stream = FileSystem.File.OpenWrite(path))
        {
            stream.SetLength(length);
            Assert.That(stream.Length, Is.EqualTo(length));
        }

        Assert.That(TextOf(path), Is.EqualTo(expected));
    }

    [TestCase(2, 2)]
    [TestCase(5, 5)]
    [TestCase(20, 5)]
    public void SetLength_PositionInside_IsCutToTheLength(long length, long expected)
    {
        using var stream = FileSystem.File.Open(AFile(), FileMode.Open);
        stream.Position = 5;
        stream.SetLength(length);
        Assert.That(stream.Position, Is.EqualTo(expected));
    }

    [Test]
    public void SetLength_Negative_Throws()
    {
        using var stream = FileSystem.File.OpenWrite(AFile());
        Assert.That(() => stream.SetLength(-1), Fails.ArgumentOutOfRange("value"));
    }

    [Test]
    public void SetLength_CutThenGrow_HasZerosWhereTextWas()
    {
        var path = AFile();
        using (var stream = FileSystem.File.OpenWrite(path))
        {
            stream.SetLength(2);
            stream.SetLength(5);
        }

        Assert.That(TextOf(path), Is.EqualTo("co\0\0\0"));
    }

    [Test]
    public void SetLength_AfterBufferedWrite_CutsTheWrittenToo()
    {
        using (var stream = FileSystem.File.Create(PathOf("f")))
        {
            stream.Write("0123456789"u8);
            stream.SetLength(4);
            stream.WriteByte((byte)'X');
        }

        Assert.That(TextOf(PathOf("f")), Is.EqualTo("0123X"));
    }

    [Test]
    public void Length_WhileWriting_CountsTheBuffered()
    {
        using var stream = FileSystem.File.Create(PathOf("f"));
        stream.Write("0123456789"u8);
        Assert.That(stream.Length, Is.EqualTo(10));
        stream.Position = 2;
        stream.WriteByte(0);
        Assert.That((stream.Length, stream.Position), Is.EqualTo((10L, 3L)));
    }

    [Test]
    public void Write_Backwards_GivesTheRightFile()
    {
        using (var stream = FileSystem.File.Create(PathOf("f")))
        {
            for (var i = 9; i >= 0; i--)
            {
                stream.Position = i;
                stream.WriteByte((byte)('0' + i));
            }
        }

        Assert.That(TextOf(PathOf("f")), Is.EqualTo("0123456789"));
    }

    [Test]
    public void Write_RandomPlaces_GivesTheRightFile()
    {
        const int seed = 20_260_101;
        var random = new Random(seed);
        using var expected = new MemoryStream();
        using (var stream = FileSystem.File.Open(PathOf("f"), FileMode.Create))
        {
            for (var i = 0; i < 100; i++)
            {
                var bytes = new byte[random.Next(1, 3000)];
                random.NextBytes(bytes);
                expected.Position = stream.Position = random.Next(0, 20_000);
                stream.Write(bytes);
                expected.Write(bytes);
            }
        }

        Assert.That(FileSystem.File.ReadAllBytes(PathOf("f")).AsSpan().SequenceEqual(expected.ToArray()), Is.True, $"seed {seed}");
    }
}
