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

    private static IEnumerable<string> Broken()
    {
        yield return "b";
        throw new InvalidTimeZoneException();
    }
}
