using System.Buffers;
using System.Text;

namespace VfsStorage.Facades.Files;

/// <summary>Text to bytes and back, by .NET's rules: UTF-8 without a byte order mark where none is asked for, and detection on reading.</summary>
internal static class TextContent
{
    // Bounds one array, so that a text whose bytes exceed 2 GiB can be written, too.
    private const int ChunkChars = 1 << 20;

    private const int SmallestBuffer = 128;

    private const int LargestBuffer = 64 << 10;

    /// <summary>What writing members use where no encoding is given: no byte order mark, and invalid text throws.</summary>
    public static readonly Encoding Utf8NoBom = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A whole file: the encoding's preamble, then the text.</summary>
    public static ReadOnlySequence<byte> File(ReadOnlySpan<char> text, Encoding encoding) => Encode(text, encoding, encoding.Preamble);

    /// <summary>The text alone.</summary>
    public static ReadOnlySequence<byte> Body(ReadOnlySpan<char> text, Encoding encoding) => Encode(text, encoding, []);

    public static string Decode(byte[] content, Encoding encoding)
    {
        using var reader = Reader(content, encoding);
        return reader.ReadToEnd();
    }

    public static string[] Lines(byte[] content, Encoding encoding)
    {
        using var reader = Reader(content, encoding);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        return [.. lines];
    }

    private static StreamReader Reader(byte[] content, Encoding encoding) =>
        new(
            new MemoryStream(content, writable: false),
            encoding,
            detectEncodingFromByteOrderMarks: true,
            Math.Clamp(content.Length, SmallestBuffer, LargestBuffer));

    private static ReadOnlySequence<byte> Encode(ReadOnlySpan<char> text, Encoding encoding, ReadOnlySpan<byte> preamble)
    {
        var encoder = encoding.GetEncoder();
        var first = new ByteSegment(preamble, encoder, text[..Math.Min(text.Length, ChunkChars)], text.Length <= ChunkChars);
        var last = first;
        for (var start = ChunkChars; start < text.Length; start += ChunkChars)
        {
            var chunk = text[start..Math.Min(text.Length, start + ChunkChars)];
            last = last.Append(encoder, chunk, start + chunk.Length == text.Length);
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    /// <summary>One encoded piece of a text.</summary>
    private sealed class ByteSegment : ReadOnlySequenceSegment<byte>
    {
        public ByteSegment(ReadOnlySpan<byte> preamble, Encoder encoder, ReadOnlySpan<char> text, bool isLast)
        {
            var bytes = new byte[preamble.Length + encoder.GetByteCount(text, isLast)];
            preamble.CopyTo(bytes);
            encoder.GetBytes(text, bytes.AsSpan(preamble.Length), isLast);
            Memory = bytes;
        }

        public ByteSegment Append(Encoder encoder, ReadOnlySpan<char> text, bool isLast)
        {
            var next = new ByteSegment([], encoder, text, isLast) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
