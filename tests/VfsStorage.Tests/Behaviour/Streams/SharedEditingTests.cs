using System.IO.Abstractions;

namespace VfsStorage.Tests.Behaviour.Streams;

/// <summary>Several handles of one file system that edit the same file: each write is one of its range, in the order of the flushes.</summary>
public sealed class SharedEditingTests(Backend backend) : FileSystemBehaviour(backend)
{
    private string _path = "";

    [SetUp]
    public void NameFile() => _path = PathOf("shared.bin");

    [Test]
    public void Flush_BothOverlap_TheLaterWins()
    {
        using (var first = Edit("----------"))
        using (var second = Edit())
        {
            Put(first, 2, "aaaaaa");
            Put(second, 3, "bb");
            first.Flush();
            second.Flush();
        }

        Assert.That(TextOf(_path), Is.EqualTo("--abbaaa--"));
    }

    [Test]
    public void Dispose_BothWroteApart_BothStay()
    {
        var first = Edit("----------");
        var second = Edit();
        Put(first, 0, "a");
        Put(second, 9, "b");
        Put(first, 5, "a");
        first.Dispose();
        second.Dispose();
        Assert.That(TextOf(_path), Is.EqualTo("a----a---b"));
    }

    [Test]
    public void Dispose_SecondWroteNothing_KeepsWhatTheFirstWrote()
    {
        using (var second = Edit())
        {
            using var first = Edit();
            Put(first, 0, "content");
        }

        Assert.That(TextOf(_path), Is.EqualTo("content"));
    }

    [Test]
    public void Dispose_BothCreateTheFile_LeavesAGapOfZeros()
    {
        var first = Edit();
        var second = Edit();
        Put(second, 4, "b");
        Put(first, 0, "a");
        first.Dispose();
        second.Dispose();
        Assert.That(TextOf(_path), Is.EqualTo("a\0\0\0b"));
    }

    [Test]
    public void Open_FileIsBeingCreatedByAnother_FindsIt()
    {
        using (var first = Edit())
        using (var second = FileSystem.File.Open(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            Put(first, 0, "abc");
            first.Flush();
            Put(second, 1, "x");
        }

        Assert.That(TextOf(_path), Is.EqualTo("axc"));
    }

    [Test]
    public void Read_OtherHandleFlushed_SeesIt()
    {
        using var writer = Edit();
        using var reader = Edit();
        for (byte round = 1; round < 4; round++)
        {
            writer.Position = reader.Position = 0;
            writer.WriteByte(round);
            writer.Flush();
            reader.Flush();
            Assert.That(reader.ReadByte(), Is.EqualTo(round));
        }
    }

    [Test]
    public void Length_OtherHandleFlushed_Grows()
    {
        using var writer = Edit();
        using var other = Edit();
        Put(other, 0, "abc");
        Put(writer, 0, "123456");
        Assert.That((writer.Length, other.Length), Is.EqualTo((6, 3)));
        writer.Flush();
        Assert.That((writer.Length, other.Length), Is.EqualTo((6, 6)));
    }

    [Test]
    public void SetLength_OtherHandleWritesLater_Stays()
    {
        using (var cut = Edit(new string('-', 100)))
        using (var other = Edit())
        {
            cut.SetLength(4);
            Put(other, 0, "x");
        }

        Assert.That(TextOf(_path), Is.EqualTo("x---"));
    }

    [Test]
    public void SetLength_OtherHandleHasWrittenBeyond_BothHold()
    {
        using (var other = Edit(new string('-', 10)))
        using (var cut = Edit())
        {
            Put(other, 8, "xx");
            cut.SetLength(4);
        }

        Assert.That(TextOf(_path), Is.EqualTo("----\0\0\0\0xx"));
    }

    [Test]
    public async Task FlushAsync_OtherHandleEdits_OrdersTheWrites()
    {
        await using (var first = Edit("0000"))
        await using (var second = Edit())
        {
            await first.WriteAsync("aa"u8.ToArray());
            await second.WriteAsync("b"u8.ToArray());
            await first.FlushAsync();
            await second.FlushAsync();
        }

        Assert.That(TextOf(_path), Is.EqualTo("ba00"));
    }

    [Test]
    public void ReadAllText_FileIsBeingWritten_IsWhatWasThereBefore()
    {
        using var stream = FileSystem.File.Open(_path, FileMode.Create, FileAccess.Write, FileShare.Read);
        stream.WriteByte(1);
        Assert.That(TextOf(_path), Is.Empty);
    }

    private FileSystemStream Edit(string? before = null)
    {
        if (before is not null)
        {
            FileSystem.File.WriteAllText(_path, before);
        }

        return FileSystem.File.Open(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
    }

    private static void Put(FileSystemStream stream, int position, string text)
    {
        stream.Position = position;
        stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
    }
}
