using System.Text;

namespace VfsStorage.Tests.Behaviour.Files;

/// <summary>Lines: how they end, how they are split, and sequences that fail midway.</summary>
public sealed class LinesTests(Backend backend) : FileSystemBehaviour(backend)
{
    private static readonly string[] Two = ["one", "two"];

    [TestCase("", new string[0])]
    [TestCase("\n", new[] { "" })]
    [TestCase("a", new[] { "a" })]
    [TestCase("a\n", new[] { "a" })]
    [TestCase("a\nb", new[] { "a", "b" })]
    [TestCase("a\r\nb\rc\n\nd", new[] { "a", "b", "c", "", "d" })]
    [TestCase("a\u0085b\u2028c\fd", new[] { "a\u0085b\u2028c\fd" })]
    public async Task ReadAllLines_LineEnds_SplitAsDotNetDoes(string content, string[] expected)
    {
        var path = AFile(content: content);
        Assert.That(FileSystem.File.ReadAllLines(path), Is.EqualTo(expected));
        Assert.That(await FileSystem.File.ReadAllLinesAsync(path), Is.EqualTo(expected));
        Assert.That(FileSystem.File.ReadLines(path), Is.EqualTo(expected));
        Assert.That(await AllOf(FileSystem.File.ReadLinesAsync(path)), Is.EqualTo(expected));
        Assert.That(await AllOf(FileSystem.File.ReadLinesAsync(path, Encoding.UTF8)), Is.EqualTo(expected));
    }

    [Test]
    public async Task WriteAllLines_EveryOverload_EndsEachLineWithLineFeed()
    {
        FileSystem.File.WriteAllLines(PathOf("a"), Two);
        FileSystem.File.WriteAllLines(PathOf("b"), Two, Encoding.ASCII);
        FileSystem.File.WriteAllLines(PathOf("c"), Two.AsEnumerable());
        FileSystem.File.WriteAllLines(PathOf("d"), Two.AsEnumerable(), Encoding.ASCII);
        await FileSystem.File.WriteAllLinesAsync(PathOf("e"), Two);
        await FileSystem.File.WriteAllLinesAsync(PathOf("f"), Two, Encoding.ASCII);
        foreach (var name in "abcdef")
            Assert.That(TextOf(PathOf($"{name}")), Is.EqualTo("one\ntwo\n"), $"{name}");
    }

    [Test]
    public async Task AppendAllLines_EveryOverload_AddsLines()
    {
        var path = AFile(content: "zero");
        FileSystem.File.AppendAllLines(path, ["a"]);
        FileSystem.File.AppendAllLines(path, ["b"], Encoding.ASCII);
        await FileSystem.File.AppendAllLinesAsync(path, ["c"]);
        await FileSystem.File.AppendAllLinesAsync(path, ["d"], Encoding.ASCII);
        Assert.That(TextOf(path), Is.EqualTo("zeroa\nb\nc\nd\n"));
    }

    [Test]
    public void WriteAllLines_NullLine_IsAnEmptyLine()
    {
        FileSystem.File.WriteAllLines(PathOf("f"), ["a", null!, "b"]);
        Assert.That(TextOf(PathOf("f")), Is.EqualTo("a\n\nb\n"));
    }

    [Test]
    public void WriteAllLines_LineWithLineEnd_IsNotEscaped()
    {
        FileSystem.File.WriteAllLines(PathOf("f"), ["a\nb", "c\r\n"]);
        Assert.That(TextOf(PathOf("f")), Is.EqualTo("a\nb\nc\r\n\n"));
    }

    [Test]
    public void Lines_ContentsNull_Throws()
    {
        var file = FileSystem.File;
        Assert.Multiple(() =>
        {
            Assert.That(() => file.WriteAllLines(MissingFile, null!), Fails.ArgumentNull("contents"));
            Assert.That(() => file.WriteAllLines(MissingFile, (IEnumerable<string>)null!), Fails.ArgumentNull("contents"));
            Assert.That(() => file.WriteAllLines(MissingFile, null!, Encoding.UTF8), Fails.ArgumentNull("contents"));
            Assert.That(() => file.WriteAllLines(MissingFile, (IEnumerable<string>)null!, Encoding.UTF8), Fails.ArgumentNull("contents"));
            Assert.That(() => file.WriteAllLinesAsync(MissingFile, null!), Fails.ArgumentNull("contents"));
            Assert.That(() => file.AppendAllLines(MissingFile, null!), Fails.ArgumentNull("contents"));
            Assert.That(() => file.AppendAllLines(MissingFile, null!, Encoding.UTF8), Fails.ArgumentNull("contents"));
            Assert.That(() => file.AppendAllLinesAsync(MissingFile, null!), Fails.ArgumentNull("contents"));
        });
        Assert.That(Tree(), Is.Empty);
    }

    [Test]
    public void Lines_ContentsAndEncodingNull_NamesTheEncoding()
    {
        var file = FileSystem.File;
        Assert.That(() => file.WriteAllLines(MissingFile, (IEnumerable<string>)null!, null!), Fails.ArgumentNull("encoding"));
        Assert.That(() => file.AppendAllLines(MissingFile, null!, null!), Fails.ArgumentNull("encoding"));
    }

    [Test]
    public void WriteAllLines_SequenceThrowsMidway_PassesTheExceptionOn()
    {
        Assert.That(() => FileSystem.File.WriteAllLines(PathOf("f"), Broken()), Throws.TypeOf<InvalidTimeZoneException>());
        Assert.That(() => FileSystem.File.AppendAllLines(PathOf("f"), Broken()), Throws.TypeOf<InvalidTimeZoneException>());
        Assert.That(() => FileSystem.File.WriteAllLinesAsync(PathOf("f"), Broken()), Throws.TypeOf<InvalidTimeZoneException>());
        Assert.That(() => FileSystem.File.AppendAllLinesAsync(PathOf("f"), Broken()), Throws.TypeOf<InvalidTimeZoneException>());
    }

    [Test]
    public void WriteAllLines_SequenceThrowsMidway_LetsTheFileGo()
    {
        Assert.That(() => FileSystem.File.WriteAllLines(PathOf("f"), Broken()), Throws.TypeOf<InvalidTimeZoneException>());
        FileSystem.File.WriteAllLines(PathOf("f"), Two);
        Assert.That(FileSystem.File.ReadAllLines(PathOf("f")), Is.EqualTo(Two));
    }

    [Test]
    public void WriteAllLines_SequenceReadsAnotherFile_Works()
    {
        FileSystem.File.WriteAllLines(PathOf("a"), Two);
        FileSystem.File.WriteAllLines(PathOf("b"), FileSystem.File.ReadLines(PathOf("a")).Select(line => line + "!"));
        Assert.That(TextOf(PathOf("b")), Is.EqualTo("one!\ntwo!\n"));
    }

    [Test]
    public void ReadAllLines_VeryLongLine_IsOneLine()
    {
        var line = new string('x', 200_000);
        FileSystem.File.WriteAllLines(PathOf("f"), [line, "end"]);
        Assert.That(FileSystem.File.ReadAllLines(PathOf("f")), Has.Length.EqualTo(2).And.Exactly(1).EqualTo(line));
    }

    private static IEnumerable<string> Broken()
    {
        yield return "one";
        throw new InvalidTimeZoneException("The sequence broke.");
    }

    private static async Task<List<string>> AllOf(IAsyncEnumerable<string> lines)
    {
        var all = new List<string>();
        await foreach (var line in lines)
            all.Add(line);
        return all;
    }
}
