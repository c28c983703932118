using System.Buffers;
using System.Text;
using VfsStorage.Facades.Files;

namespace VfsStorage.Tests.Facades;

/// <summary>Texts longer than one piece are encoded as if they were in one.</summary>
public sealed class TextContentTests
{
    [TestCase("utf-8")]
    [TestCase("utf-16")]
    [TestCase("us-ascii")]
    public void File_LongerThanAPiece_IsEncodedAsAWhole(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        // An odd start makes surrogate pairs lie across the pieces' ends.
        var text = "x" + string.Concat(Enumerable.Repeat("😀", 1 << 20));
        byte[] expected = [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
        var actual = TextContent.File(text, encoding);
        Assert.That(actual.IsSingleSegment, Is.False);
        Assert.That(actual.ToArray().AsSpan().SequenceEqual(expected), Is.True);
    }

    [Test]
    public void File_InvalidTextWithoutEncoding_Throws() =>
        Assert.That(() => TextContent.File("\uD800", TextContent.Utf8NoBom), Throws.TypeOf<EncoderFallbackException>());
}
