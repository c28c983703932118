using System.Text;

namespace VfsStorage.Tests.Facades;

/// <summary>Lines and preambles added to files.</summary>
internal sealed class AppendTests : FacadeFixture
{
    [Test]
    public async Task AppendAllLines_Few_OneGetAndOnePut()
    {
        await PutAsync("d/log", "a\n");
        Assert.That(RequestsOf(() => FileSystem.File.AppendAllLines("/d/log", ["b", "c"])), Is.EqualTo("GET×1 PUT×1"));
        Assert.That(FileSystem.File.ReadAllText("/d/log"), Is.EqualTo("a\nb\nc\n"));
    }

    [Test]
    public void AppendAllLines_MoreThanMemoryShouldHold_AreAddedInPieces()
    {
        var line = new string('x', 1 << 20);
        FileSystem.File.AppendAllLines("/log", Enumerable.Repeat(line, 9));
        Assert.That(FileSystem.FileInfo.New("/log").Length, Is.EqualTo(9L * (line.Length + 1)));
    }

    [Test]
    public async Task AppendAllLines_SequenceThrows_KeepsTheLinesBefore()
    {
        await PutAsync("log", "a\n");
        Assert.That(() => FileSystem.File.AppendAllLines("/log", Broken()), Throws.TypeOf<InvalidTimeZoneException>());
        Assert.That(() => FileSystem.File.AppendAllLinesAsync("/log", Broken()), Throws.TypeOf<InvalidTimeZoneException>());
        Assert.That(FileSystem.File.ReadAllText("/log"), Is.EqualTo("a\nb\nb\n"));
    }

    [Test]
    public void AppendAllText_EncodingWithPreamble_WritesItOnce()
    {
        FileSystem.File.AppendAllText("/f", "a", Encoding.Unicode);
        FileSystem.File.AppendAllText("/f", "b", Encoding.Unicode);
        Assert.That(FileSystem.File.ReadAllBytes("/f"), Is.EqualTo(new byte[] { 0xFF, 0xFE, (byte)'a', 0, (byte)'b', 0 }));
    }

    [Test]
    public async Task AppendAllText_EncodingWithPreamble_AsksForNothingMore()
    {
        await PutAsync("f", "a");
        Assert.That(RequestsOf(() => FileSystem.File.AppendAllText("/f", "b", Encoding.UTF8)), Is.EqualTo("GET×1 PUT×1"));
    }

    [Test]
    public async Task AppendAllTextAsync_ManyFirstAppends_WriteOnePreamble()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => FileSystem.File.AppendAllTextAsync("/f", "a", Encoding.UTF8)));
        Assert.That(FileSystem.File.ReadAllBytes("/f"), Is.EqualTo("\uFEFFaaaaaaaa"u8.ToArray()));
    }

    [Test]
    public void Flush_OthersAppendMeanwhile_LosesNothing()
    {
        using (var stream = FileSystem.File.Open("/log", FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.Write("1"u8);
            stream.Flush(flushToDisk: true);
            FileSystem.File.AppendAllText("/log", "other");
            stream.Write("2"u8);
            stream.Flush(flushToDisk: true);
            stream.Write("3"u8);
        }

        Assert.That(FileSystem.File.ReadAllText("/log"), Is.EqualTo("1other23"));
    }

    [Test]
    public void Write_BackIntoWhatOthersHaveAppendedTo_ThrowsAndKeepsTheirs()
    {
        using (var stream = FileSystem.File.Open("/log", FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.Write("1"u8);
            stream.Flush(flushToDisk: true);
            FileSystem.File.AppendAllText("/log", "other");
            stream.Position = 0;
            Assert.That(() => stream.Write("X"u8), Throws.TypeOf<IOException>().With.Message.Contains("someone else"));
        }

        Assert.That(FileSystem.File.ReadAllText("/log"), Is.EqualTo("1other"));
    }

    [Test]
    public void Write_LongAppendWhileOthersAppend_LosesNothing()
    {
        var long9 = new byte[9 << 20];
        using (var stream = FileSystem.File.Open("/log", FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.Write("1"u8);
            stream.Flush(flushToDisk: true);
            FileSystem.File.AppendAllText("/log", "other");
            stream.Write(long9);
        }

        var content = FileSystem.File.ReadAllBytes("/log");
        Assert.That(Encoding.UTF8.GetString(content, 0, 6), Is.EqualTo("1other"));
        Assert.That(content, Has.Length.EqualTo(6 + long9.Length));
    }

    private static IEnumerable<string> Broken()
    {
        yield return "b";
        throw new InvalidTimeZoneException();
    }
}
