using System.Text;

namespace VfsStorage.Tests.Behaviour.Files;

/// <summary>Which bytes text becomes, and which text bytes become.</summary>
public sealed class TextEncodingTests(Backend backend) : FileSystemBehaviour(backend)
{
    private const string Text = "Grüße, 世界 𝄞";

    private static readonly Encoding[] Encodings =
    [
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode,
        Encoding.UTF32, new UTF32Encoding(bigEndian: true, byteOrderMark: true), new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
    ];

    private static IEnumerable<TestCaseData> EncodingCases =>
        Encodings.Select((encoding, i) => new TestCaseData(encoding).SetArgDisplayNames($"{encoding.WebName}#{i}"));

    private static IEnumerable<TestCaseData> DetectedByTheirMark =>
        Encodings.Where(encoding => encoding.Preamble.Length > 0)
            .Select((encoding, i) => new TestCaseData(encoding).SetArgDisplayNames($"{encoding.WebName}#{i}"));

    [Test]
    public async Task WriteAllText_NoEncoding_IsUtf8WithoutMark()
    {
        var expected = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(Text);
        FileSystem.File.WriteAllText(PathOf("a"), Text);
        FileSystem.File.WriteAllText(PathOf("b"), Text.AsSpan());
        await FileSystem.File.WriteAllTextAsync(PathOf("c"), Text);
        await FileSystem.File.WriteAllTextAsync(PathOf("d"), Text.AsMemory());
        FileSystem.File.AppendAllText(PathOf("e"), Text);
        await FileSystem.File.AppendAllTextAsync(PathOf("f"), Text);
        foreach (var name in "abcdef")
            Assert.That(FileSystem.File.ReadAllBytes(PathOf($"{name}")), Is.EqualTo(expected), $"{name}");
    }

    [TestCaseSource(nameof(EncodingCases))]
    public async Task WriteAllText_Encoding_WritesItsMarkFirst(Encoding encoding)
    {
        byte[] expected = [.. encoding.GetPreamble(), .. encoding.GetBytes(Text)];
        FileSystem.File.WriteAllText(PathOf("a"), Text, encoding);
        FileSystem.File.WriteAllText(PathOf("b"), Text.AsSpan(), encoding);
        await FileSystem.File.WriteAllTextAsync(PathOf("c"), Text, encoding);
        await FileSystem.File.WriteAllTextAsync(PathOf("d"), Text.AsMemory(), encoding);
        foreach (var name in "abcd")
            Assert.That(FileSystem.File.ReadAllBytes(PathOf($"{name}")), Is.EqualTo(expected), $"{name}");
    }

    [TestCaseSource(nameof(EncodingCases))]
    public async Task AppendAllText_Encoding_WritesItsMarkIntoANewFileOnly(Encoding encoding)
    {
        byte[] expected = [.. encoding.GetPreamble(), .. encoding.GetBytes("onetwothreefour")];
        FileSystem.File.AppendAllText(PathOf("f"), "one", encoding);
        FileSystem.File.AppendAllText(PathOf("f"), "two".AsSpan(), encoding);
        await FileSystem.File.AppendAllTextAsync(PathOf("f"), "three", encoding);
        await FileSystem.File.AppendAllTextAsync(PathOf("f"), "four".AsMemory(), encoding);
        Assert.That(FileSystem.File.ReadAllBytes(PathOf("f")), Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(EncodingCases))]
    public async Task WriteAllText_Empty_WritesOnlyTheMark(Encoding encoding)
    {
        FileSystem.File.WriteAllText(PathOf("a"), "", encoding);
        await FileSystem.File.WriteAllTextAsync(PathOf("b"), "", encoding);
        FileSystem.File.WriteAllLines(PathOf("c"), Array.Empty<string>(), encoding);
        foreach (var name in "abc")
            Assert.That(FileSystem.File.ReadAllBytes(PathOf($"{name}")), Is.EqualTo(encoding.GetPreamble()), $"{name}");
    }

    [TestCaseSource(nameof(DetectedByTheirMark))]
    public async Task ReadAllText_NoEncoding_DetectsTheMark(Encoding encoding)
    {
        FileSystem.File.WriteAllText(PathOf("f"), Text, encoding);
        Assert.That(FileSystem.File.ReadAllText(PathOf("f")), Is.EqualTo(Text));
        Assert.That(await FileSystem.File.ReadAllTextAsync(PathOf("f")), Is.EqualTo(Text));
        Assert.That(FileSystem.File.ReadAllLines(PathOf("f")), Is.EqualTo(new[] { Text }));
        Assert.That(await FileSystem.File.ReadAllLinesAsync(PathOf("f")), Is.EqualTo(new[] { Text }));
        Assert.That(FileSystem.File.ReadLines(PathOf("f")), Is.EqualTo(new[] { Text }));
    }

    [TestCaseSource(nameof(DetectedByTheirMark))]
    public void ReadAllText_OtherEncoding_TheMarkWins(Encoding encoding)
    {
        FileSystem.File.WriteAllText(PathOf("f"), Text, encoding);
        Assert.That(FileSystem.File.ReadAllText(PathOf("f"), Encoding.Latin1), Is.EqualTo(Text));
    }

    [TestCaseSource(nameof(EncodingCases))]
    public async Task ReadAllText_SameEncoding_RoundTrips(Encoding encoding)
    {
        FileSystem.File.WriteAllText(PathOf("f"), Text, encoding);
        Assert.That(FileSystem.File.ReadAllText(PathOf("f"), encoding), Is.EqualTo(Text));
        Assert.That(await FileSystem.File.ReadAllTextAsync(PathOf("f"), encoding), Is.EqualTo(Text));
        Assert.That(FileSystem.File.ReadAllLines(PathOf("f"), encoding), Is.EqualTo(new[] { Text }));
        Assert.That(await FileSystem.File.ReadAllLinesAsync(PathOf("f"), encoding), Is.EqualTo(new[] { Text }));
        Assert.That(FileSystem.File.ReadLines(PathOf("f"), encoding), Is.EqualTo(new[] { Text }));
    }

    [Test]
    public async Task ReadAllText_InvalidUtf8_BecomesReplacementCharacters()
    {
        FileSystem.File.WriteAllBytes(PathOf("f"), [65, 0xFF, 66, 0xC3]);
        Assert.That(FileSystem.File.ReadAllText(PathOf("f")), Is.EqualTo("A\uFFFDB\uFFFD"));
        Assert.That(await FileSystem.File.ReadAllTextAsync(PathOf("f")), Is.EqualTo("A\uFFFDB\uFFFD"));
    }

    [Test]
    public void ReadAllText_Latin1_ReadsEveryByte()
    {
        FileSystem.File.WriteAllBytes(PathOf("f"), [0xE4, 0xFC]);
        Assert.That(FileSystem.File.ReadAllText(PathOf("f"), Encoding.Latin1), Is.EqualTo("äü"));
    }

    [Test]
    public void WriteAllText_LoneSurrogate_Throws()
    {
        Assert.That(() => FileSystem.File.WriteAllText(PathOf("f"), "a\uD800b"), Throws.InstanceOf<EncoderFallbackException>());
        Assert.That(() => FileSystem.File.WriteAllTextAsync(PathOf("f"), "a\uD800b"), Throws.InstanceOf<EncoderFallbackException>());
        Assert.That(() => FileSystem.File.AppendAllText(PathOf("f"), "a\uD800b"), Throws.InstanceOf<EncoderFallbackException>());
    }

    [Test]
    public void WriteAllText_LoneSurrogateAndEncodingUtf8_BecomesReplacementCharacter()
    {
        FileSystem.File.WriteAllText(PathOf("f"), "a\uD800b", Encoding.UTF8);
        Assert.That(FileSystem.File.ReadAllText(PathOf("f")), Is.EqualTo("a\uFFFDb"));
    }

    [Test]
    public void WriteAllText_StrictEncodingRefuses_Throws()
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        Assert.That(() => FileSystem.File.WriteAllText(PathOf("f"), "a\uD800b", strict), Throws.InstanceOf<EncoderFallbackException>());
    }

    [Test]
    public void ReadAllText_StrictEncodingRefuses_Throws()
    {
        FileSystem.File.WriteAllBytes(PathOf("f"), [65, 0xFF]);
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        Assert.That(() => FileSystem.File.ReadAllText(PathOf("f"), strict), Throws.InstanceOf<DecoderFallbackException>());
    }

    [Test]
    public void ReadAllText_CharacterAcrossBufferBorder_IsWhole()
    {
        var text = new string('a', 4095) + "世" + new string('b', 70_000) + "界";
        FileSystem.File.WriteAllText(PathOf("f"), text);
        Assert.That(FileSystem.File.ReadAllText(PathOf("f")) == text, Is.True);
    }
}
