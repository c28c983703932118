namespace VfsStorage.Tests.Behaviour.Streams;

/// <summary>Every way to read from and write to an open stream.</summary>
public sealed class ReadWriteTests(Backend backend) : FileSystemBehaviour(backend)
{
    [Test]
    public void Read_Span_ReadsFromThePosition()
    {
        using var stream = FileSystem.File.OpenRead(AFile());
        Span<byte> buffer = stackalloc byte[3];
        Assert.That(stream.Read(buffer), Is.EqualTo(3));
        Assert.That(buffer.SequenceEqual("con"u8), Is.True);
        Assert.That(stream.Position, Is.EqualTo(3));
    }

    [Test]
    public void Read_ArrayPart_FillsOnlyThePart()
    {
        using var stream = FileSystem.File.OpenRead(AFile());
        var buffer = new byte[6];
        Assert.That(stream.Read(buffer, 2, 3), Is.EqualTo(3));
        Assert.That(buffer, Is.EqualTo(new byte[] { 0, 0, (byte)'c', (byte)'o', (byte)'n', 0 }));
    }

    [Test]
    public async Task ReadAsync_BothOverloads_ReadOn()
    {
        await using var stream = FileSystem.File.OpenRead(AFile());
        var buffer = new byte[4];
        Assert.That(await stream.ReadAsync(buffer.AsMemory(0, 4)), Is.EqualTo(4));
        Assert.That(await stream.ReadAsync(buffer, 0, 4, CancellationToken.None), Is.EqualTo(3));
        Assert.That(await stream.ReadAsync(buffer, 0, 4), Is.Zero);
    }

    [Test]
    public void Read_MoreThanThere_ReturnsTheRest()
    {
        using var stream = FileSystem.File.OpenRead(AFile());
        Assert.That(stream.Read(new byte[100], 0, 100), Is.EqualTo(7));
        Assert.That(stream.Read(new byte[100], 0, 100), Is.Zero);
        Assert.That(stream.ReadByte(), Is.EqualTo(-1));
    }

    [Test]
    public void Read_Nothing_ReturnsZero()
    {
        using var stream = FileSystem.File.OpenRead(AFile());
        Assert.That(stream.Read([], 0, 0), Is.Zero);
        Assert.That(stream.Read(Span<byte>.Empty), Is.Zero);
        Assert.That(stream.Position, Is.Zero);
    }

    [Test]
    public void ReadByte_UntilTheEnd_ReturnsEveryByte()
    {
        using var stream = FileSystem.File.OpenRead(AFile(content: "ab"));
        Assert.That((stream.ReadByte(), stream.ReadByte(), stream.ReadByte()), Is.EqualTo((97, 98, -1)));
    }

    [Test]
    public void EndRead_AfterBeginRead_ReturnsTheCount()
    {
        using var stream = FileSystem.File.OpenRead(AFile());
        var buffer = new byte[7];
        var result = stream.BeginRead(buffer, 0, 7, null, "state");
        Assert.That(result.AsyncState, Is.EqualTo("state"));
        Assert.That(stream.EndRead(result), Is.EqualTo(7));
        Assert.That(buffer.AsSpan().SequenceEqual("content"u8), Is.True);
    }

    [Test]
    public void EndWrite_AfterBeginWrite_HasWritten()
    {
        using (var stream = FileSystem.File.Create(PathOf("f")))
            stream.EndWrite(stream.BeginWrite("xyz"u8.ToArray(), 1, 2, null, null));
        Assert.That(TextOf(PathOf("f")), Is.EqualTo("yz"));
    }

    [Test]
    public async Task Write_EveryOverload_WritesInOrder()
    {
        await using (var stream = FileSystem.File.Create(PathOf("f")))
        {
            stream.Write("1"u8);
            stream.Write("023"u8.ToArray(), 1, 1);
            stream.WriteByte((byte)'3');
            await stream.WriteAsync("4"u8.ToArray());
            await stream.WriteAsync("056"u8.ToArray(), 1, 1);
            await stream.WriteAsync("6"u8.ToArray().AsMemory(), CancellationToken.None);
        }

        Assert.That(TextOf(PathOf("f")), Is.EqualTo("123456"));
    }

    [Test]
    public void Write_InTheMiddle_KeepsTheRest()
    {
        var path = AFile();
        using (var stream = FileSystem.File.OpenWrite(path))
        {
            stream.Seek(2, SeekOrigin.Begin);
            stream.Write("XY"u8);
        }

        Assert.That(TextOf(path), Is.EqualTo("coXYent"));
    }

    [Test]
    public void OpenWrite_ShorterContent_KeepsTheRest()
    {
        var path = AFile();
        using (var stream = FileSystem.File.OpenWrite(path))
            stream.Write("CON"u8);
        Assert.That(TextOf(path), Is.EqualTo("CONtent"));
    }

    [Test]
    public void Write_OverTheEnd_Grows()
    {
        var path = AFile();
        using (var stream = FileSystem.File.OpenWrite(path))
        {
            stream.Position = 5;
            stream.Write("12345"u8);
            Assert.That((stream.Position, stream.Length), Is.EqualTo((10L, 10L)));
        }

        Assert.That(TextOf(path), Is.EqualTo("conte12345"));
    }

    [Test]
    public void ReadAndWrite_Alternating_ShareOnePosition()
    {
        var path = AFile();
        using (var stream = FileSystem.File.Open(path, FileMode.Open))
        {
            Assert.That(stream.ReadByte(), Is.EqualTo('c'));
            stream.WriteByte((byte)'X');
            Assert.That(stream.ReadByte(), Is.EqualTo('n'));
            stream.Position = 0;
            Assert.That(new StreamReader(stream, leaveOpen: true).ReadToEnd(), Is.EqualTo("cXntent"));
        }

        Assert.That(TextOf(path), Is.EqualTo("cXntent"));
    }

    [Test]
    public void Write_ReadBackInTheSameStream_SeesIt()
    {
        using var stream = FileSystem.File.Open(PathOf("f"), FileMode.Create);
        stream.Write("content"u8);
        stream.Position = 2;
        Assert.That(stream.ReadByte(), Is.EqualTo('n'));
    }

    [Test]
    public void Write_StreamIsReadOnly_Throws()
    {
        using var stream = FileSystem.File.OpenRead(AFile());
        Assert.That(() => stream.Write("x"u8), Throws.TypeOf<NotSupportedException>());
        Assert.That(() => stream.Write([1], 0, 1), Throws.TypeOf<NotSupportedException>());
        Assert.That(() => stream.WriteByte(1), Throws.TypeOf<NotSupportedException>());
        Assert.That(async () => await stream.WriteAsync(new byte[1]), Throws.TypeOf<NotSupportedException>());
        Assert.That(() => stream.WriteAsync([1], 0, 1), Throws.TypeOf<NotSupportedException>());
        Assert.That(() => stream.SetLength(1), Throws.TypeOf<NotSupportedException>());
        Assert.That(() => stream.Flush(), Throws.Nothing);
    }

    [Test]
    public void Read_StreamIsWriteOnly_Throws()
    {
        using var stream = FileSystem.File.OpenWrite(AFile());
        Assert.That(() => stream.Read(new byte[1], 0, 1), Throws.TypeOf<NotSupportedException>());
        Assert.That(() => stream.Read(new byte[1].AsSpan()), Throws.TypeOf<NotSupportedException>());
        Assert.That(() => stream.ReadByte(), Throws.TypeOf<NotSupportedException>());
        Assert.That(async () => await stream.ReadAsync(new byte[1].AsMemory()), Throws.TypeOf<NotSupportedException>());
        Assert.That(() => stream.CopyTo(new MemoryStream()), Throws.TypeOf<NotSupportedException>());
    }

    [Test]
    public void ReadWrite_BadArguments_NameTheirParameter()
    {
        using var stream = FileSystem.File.Open(AFile(), FileMode.Open);
        Assert.That(() => stream.Read(null!, 0, 1), Fails.ArgumentNull("buffer"));
        Assert.That(() => stream.Read(new byte[1], -1, 1), Fails.ArgumentOutOfRange("offset"));
        Assert.That(() => stream.Read(new byte[1], 0, -1), Fails.ArgumentOutOfRange("count"));
        Assert.That(() => stream.Read(new byte[1], 0, 2), Fails.ArgumentOutOfRange("count"));
        Assert.That(() => stream.Read(new byte[1], 1, 1), Fails.ArgumentOutOfRange("count"));
        Assert.That(() => stream.Write(null!, 0, 1), Fails.ArgumentNull("buffer"));
        Assert.That(() => stream.Write(new byte[1], -1, 1), Fails.ArgumentOutOfRange("offset"));
        Assert.That(() => stream.Write(new byte[1], 0, 2), Fails.ArgumentOutOfRange("count"));
        Assert.That(() => stream.ReadAsync(null!, 0, 1), Fails.ArgumentNull("buffer"));
        Assert.That(() => stream.WriteAsync(null!, 0, 1), Fails.ArgumentNull("buffer"));
        Assert.That(() => stream.CopyTo(null!), Fails.ArgumentNull("destination"));
        Assert.That(() => stream.CopyTo(Stream.Null, 0), Fails.ArgumentOutOfRange("bufferSize"));
    }

    [Test]
    public async Task CopyTo_FromTheMiddle_CopiesTheRest()
    {
        await using var stream = FileSystem.File.OpenRead(AFile());
        using var sync = new MemoryStream();
        using var async = new MemoryStream();
        stream.Position = 3;
        stream.CopyTo(sync);
        stream.Position = 4;
        await stream.CopyToAsync(async);
        Assert.That(sync.ToArray().AsSpan().SequenceEqual("tent"u8), Is.True);
        Assert.That(async.ToArray().AsSpan().SequenceEqual("ent"u8), Is.True);
        Assert.That(stream.Position, Is.EqualTo(7));
    }

    [Test]
    public async Task CopyTo_AnotherFile_CopiesIt()
    {
        await using (var source = FileSystem.File.OpenRead(AFile()))
        await using (var target = FileSystem.File.Create(PathOf("target")))
            await source.CopyToAsync(target, 3);
        Assert.That(TextOf(PathOf("target")), Is.EqualTo("content"));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(4096)]
    public void Write_AnyBufferSize_GivesTheSameFile(int bufferSize)
    {
        var expected = new byte[10_000];
        new Random(1).NextBytes(expected);
        using (var stream = FileSystem.FileStream.New(PathOf("f"), FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize))
        {
            for (var i = 0; i < expected.Length; i += 7)
                stream.Write(expected.AsSpan(i, Math.Min(7, expected.Length - i)));
            stream.Position = 5000;
            Assert.That(stream.ReadByte(), Is.EqualTo(expected[5000]));
        }

        Assert.That(FileSystem.File.ReadAllBytes(PathOf("f")).AsSpan().SequenceEqual(expected), Is.True);
    }

    [Test]
    public async Task ReadWriteAsync_Cancelled_Throws()
    {
        await using var stream = FileSystem.File.Open(AFile(), FileMode.Open);
        var cancelled = new CancellationToken(canceled: true);
        Assert.That(async () => await stream.ReadAsync(new byte[1].AsMemory(), cancelled), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => stream.ReadAsync(new byte[1], 0, 1, cancelled), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(async () => await stream.WriteAsync(new byte[1].AsMemory(), cancelled), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => stream.WriteAsync(new byte[1], 0, 1, cancelled), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => stream.FlushAsync(cancelled), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => stream.CopyToAsync(Stream.Null, cancelled), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(stream.Position, Is.Zero);
    }
}
