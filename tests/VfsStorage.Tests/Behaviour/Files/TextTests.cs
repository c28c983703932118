using System.Text;

namespace VfsStorage.Tests.Behaviour.Files;

/// <summary>Whole texts: nulls, overloads, and which argument is looked at first.</summary>
public sealed class TextTests(Backend backend) : FileSystemBehaviour(backend)
{
    [TestCase("")]
    [TestCase("one line")]
    [TestCase("\r\n\n mixed \r ends \n")]
    [TestCase("nul \0 inside")]
    public async Task ReadAllText_AnyText_ReturnsIt(string text)
    {
        FileSystem.File.WriteAllText(PathOf("f"), text);
        Assert.That(FileSystem.File.ReadAllText(PathOf("f")), Is.EqualTo(text));
        Assert.That(await FileSystem.File.ReadAllTextAsync(PathOf("f")), Is.EqualTo(text));
    }

    [Test]
    public async Task WriteAllText_ContentsNull_WritesAnEmptyFile()
    {
        var path = AFile();
        FileSystem.File.WriteAllText(path, (string?)null);
        Assert.That(TextOf(path), Is.Empty);
        await FileSystem.File.WriteAllTextAsync(PathOf("g"), (string?)null);
        Assert.That(TextOf(PathOf("g")), Is.Empty);
    }

    [Test]
    public async Task AppendAllText_ContentsNull_KeepsTheFile()
    {
        var path = AFile();
        FileSystem.File.AppendAllText(path, (string?)null);
        await FileSystem.File.AppendAllTextAsync(path, (string?)null);
        Assert.That(TextOf(path), Is.EqualTo("content"));
    }

    [Test]
    public void WriteAllText_ExistingIsLonger_LeavesNoRest()
    {
        var path = AFile(content: "something long");
        FileSystem.File.WriteAllText(path, "x");
        Assert.That(TextOf(path), Is.EqualTo("x"));
    }

    [Test]
    public async Task AppendAllText_EveryOverload_AddsAtTheEnd()
    {
        var path = PathOf("f");
        FileSystem.File.AppendAllText(path, "a");
        FileSystem.File.AppendAllText(path, "b", Encoding.ASCII);
        FileSystem.File.AppendAllText(path, "c".AsSpan());
        FileSystem.File.AppendAllText(path, "d".AsSpan(), Encoding.ASCII);
        await FileSystem.File.AppendAllTextAsync(path, "e");
        await FileSystem.File.AppendAllTextAsync(path, "f", Encoding.ASCII);
        await FileSystem.File.AppendAllTextAsync(path, "g".AsMemory());
        await FileSystem.File.AppendAllTextAsync(path, "h".AsMemory(), Encoding.ASCII);
        Assert.That(TextOf(path), Is.EqualTo("abcdefgh"));
    }

    [Test]
    public void EncodingNull_EveryMember_Throws()
    {
        var path = AFile();
        var file = FileSystem.File;
        Assert.Multiple(() =>
        {
            Assert.That(() => file.ReadAllText(path, null!), Fails.ArgumentNull("encoding"));
            Assert.That(() => file.ReadAllTextAsync(path, null!), Fails.ArgumentNull("encoding"));
            Assert.That(() => file.ReadAllLines(path, null!), Fails.ArgumentNull("encoding"));
            Assert.That(() => file.ReadAllLinesAsync(path, null!), Fails.ArgumentNull("encoding"));
            Assert.That(() => file.ReadLines(path, null!), Fails.ArgumentNull("encoding"));
            Assert.That(() => file.ReadLinesAsync(path, null!), Fails.ArgumentNull("encoding"));
            Assert.That(() => file.WriteAllText(path, "", null!), Fails.ArgumentNull("encoding"));
            Assert.That(() => file.WriteAllText(path, "".AsSpan(), null!), Fails.ArgumentNull("encoding"));
            Assert.That(() => file.WriteAllTextAsync(path, "", null!), Fails.ArgumentNull("encoding"));
            Assert.That(() => file.WriteAllTextAsync(path, "".AsMemory(), null!), Fails.ArgumentNull("encoding"));
            Assert.That(() => file.WriteAllLines(path, [""], null!), Fails.ArgumentNull("encoding"));
            Assert.That(() => file.WriteAllLines(path, new List<string>(), null!), Fails.ArgumentNull("encoding"));
            Assert.That(() => file.WriteAllLinesAsync(path, [""], null!), Fails.ArgumentNull("encoding"));
            Assert.That(() => file.AppendAllText(path, "", null!), Fails.ArgumentNull("encoding"));
            Assert.That(() => file.AppendAllText(path, "".AsSpan(), null!), Fails.ArgumentNull("encoding"));
            Assert.That(() => file.AppendAllTextAsync(path, "", null!), Fails.ArgumentNull("encoding"));
            Assert.That(() => file.AppendAllTextAsync(path, "".AsMemory(), null!), Fails.ArgumentNull("encoding"));
            Assert.That(() => file.AppendAllLines(path, [""], null!), Fails.ArgumentNull("encoding"));
            Assert.That(() => file.AppendAllLinesAsync(path, [""], null!), Fails.ArgumentNull("encoding"));
        });
        Assert.That(TextOf(path), Is.EqualTo("content"));
    }

    [Test]
    public void PathNullAndEncodingNull_EveryMember_NamesThePath()
    {
        var file = FileSystem.File;
        Assert.Multiple(() =>
        {
            Assert.That(() => file.ReadAllText(null!, null!), Fails.ArgumentNull("path"));
            Assert.That(() => file.ReadAllLines(null!, null!), Fails.ArgumentNull("path"));
            Assert.That(() => file.ReadLines(null!, null!), Fails.ArgumentNull("path"));
            Assert.That(() => file.WriteAllText(null!, "", null!), Fails.ArgumentNull("path"));
            Assert.That(() => file.AppendAllText(null!, "", null!), Fails.ArgumentNull("path"));
            Assert.That(() => file.WriteAllLines(null!, null!, null!), Fails.ArgumentNull("path"));
            Assert.That(() => file.AppendAllLines(null!, null!, null!), Fails.ArgumentNull("path"));
        });
    }

    [Test]
    public void PathEmptyAndEncodingNull_Text_NamesTheEncoding()
    {
        var file = FileSystem.File;
        Assert.Multiple(() =>
        {
            Assert.That(() => file.ReadAllText("", null!), Fails.Argument("path"));
            Assert.That(() => file.WriteAllText("", "", null!), Fails.Argument("path"));
            Assert.That(() => file.AppendAllText("", "", null!), Fails.Argument("path"));
        });
    }

    [Test]
    public void WriteAllText_Large_RoundTrips()
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"line {i}\n"));
        FileSystem.File.WriteAllText(PathOf("f"), text);
        Assert.That(TextOf(PathOf("f")) == text, Is.True);
    }

    [Test]
    public void WriteAllText_SpanOfPart_WritesThePart()
    {
        FileSystem.File.WriteAllText(PathOf("f"), "0123456789".AsSpan(2, 5));
        Assert.That(TextOf(PathOf("f")), Is.EqualTo("23456"));
    }
}
