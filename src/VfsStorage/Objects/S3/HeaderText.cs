using System.Buffers;
using System.Text;

namespace VfsStorage.Objects.S3;

/// <summary>
/// Carries any text in a header. Printable ASCII goes as it is; anything else as RFC 2047 encoded words of UTF-8
/// (<c>=?UTF-8?B?…?=</c>), the form in which S3 itself takes and returns such metadata. Read back are both forms of encoded word, and raw
/// UTF-8 as MinIO and Ceph send it. Text that is ASCII but does not fit a header is marked with a U+FEFF before it: S3 decodes words that
/// it stores, and returns what is ASCII as it is, whether a header can carry that or not.
/// </summary>
internal static class HeaderText
{
    // 45 bytes make 60 characters of base64, and a word of 72: the RFC's limit is 75.
    private const int BytesPerWord = 45;

    private const char Mark = '\uFEFF';

    private static readonly SearchValues<char> Printable = SearchValues.Create(Enumerable.Range(' ', 95).Select(c => (char)c).ToArray());
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    public static string Encode(string text)
    {
        if (IsPlain(text)) return text;
        if (Ascii.IsValid(text) || text.StartsWith(Mark)) text = Mark + text;
        var header = new StringBuilder();
        var bytes = new byte[BytesPerWord];
        var used = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (used + rune.Utf8SequenceLength > BytesPerWord) Flush();
            used += rune.EncodeToUtf8(bytes.AsSpan(used));
        }

        Flush();
        return header.ToString();

        void Flush()
        {
            if (header.Length > 0) header.Append(' ');
            header.Append("=?UTF-8?B?").Append(Convert.ToBase64String(bytes, 0, used)).Append("?=");
            used = 0;
        }
    }

    public static string Decode(string header)
    {
        var text = FromRawUtf8(header);
        if (text.Contains("=?", StringComparison.Ordinal)) text = DecodeWords(text);
        return text.StartsWith(Mark) ? text[1..] : text;
    }

    // A header loses spaces at its ends, and what looks like an encoded word would be decoded.
    private static bool IsPlain(string text) =>
        text.AsSpan().IndexOfAnyExcept(Printable) < 0
        && !text.StartsWith(' ') && !text.EndsWith(' ')
        && !text.Contains("=?", StringComparison.Ordinal);

    // HttpClient reads header bytes as Latin-1.
    private static string FromRawUtf8(string header)
    {
        if (header.AsSpan().IndexOfAnyExceptInRange('\0', '\x7f') < 0 || header.AsSpan().IndexOfAnyExceptInRange('\0', '\xff') >= 0) return header;
        try
        {
            return StrictUtf8.GetString(Encoding.Latin1.GetBytes(header));
        }
        catch (DecoderFallbackException)
        {
            return header;
        }
    }

    private static string DecodeWords(string header)
    {
        var text = new StringBuilder(header.Length);
        var rest = header.AsSpan();
        var afterWord = false;
        while (!rest.IsEmpty)
        {
            var start = rest.IndexOf("=?");
            if (start < 0) break;
            var between = rest[..start];
            if (TryReadWord(rest[start..], out var word, out var length))
            {
                // Space between two words only separates them.
                if (!afterWord || !between.IsWhiteSpace()) text.Append(between);
                text.Append(word);
                rest = rest[(start + length)..];
                afterWord = true;
            }
            else
            {
                text.Append(rest[..(start + 2)]);
                rest = rest[(start + 2)..];
                afterWord = false;
            }
        }

        return text.Append(rest).ToString();
    }

    // =?charset?B|Q?content?=
    private static bool TryReadWord(ReadOnlySpan<char> from, out string word, out int length)
    {
        (word, length) = ("", 0);
        var charsetEnd = from[2..].IndexOf('?') + 2;
        if (charsetEnd < 3 || from.Length < charsetEnd + 3 || from[charsetEnd + 2] != '?') return false;
        var content = from[(charsetEnd + 3)..];
        var contentEnd = content.IndexOf("?=");
        if (contentEnd < 0 || EncodingOf(from[2..charsetEnd]) is not { } encoding) return false;
        var bytes = from[charsetEnd + 1] switch
        {
            'B' or 'b' => FromBase64(content[..contentEnd]),
            'Q' or 'q' => FromQuoted(content[..contentEnd]),
            _ => null,
        };
        if (bytes is null) return false;
        word = encoding.GetString(bytes);
        length = charsetEnd + 3 + contentEnd + 2;
        return true;
    }

    private static Encoding? EncodingOf(ReadOnlySpan<char> charset) => charset switch
    {
        _ when charset.Equals("UTF-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("US-ASCII", StringComparison.OrdinalIgnoreCase) => Encoding.UTF8,
        _ when charset.Equals("ISO-8859-1", StringComparison.OrdinalIgnoreCase) => Encoding.Latin1,
        _ => null,
    };

    private static byte[]? FromBase64(ReadOnlySpan<char> content)
    {
        var bytes = new byte[(content.Length / 4 * 3) + 3];
        return Convert.TryFromBase64Chars(content, bytes, out var count) ? bytes[..count] : null;
    }

    private static byte[]? FromQuoted(ReadOnlySpan<char> content)
    {
        var bytes = new List<byte>(content.Length);
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] is not '=')
            {
                bytes.Add(content[i] == '_' ? (byte)' ' : (byte)content[i]);
            }
            else if (i + 2 < content.Length && byte.TryParse(content.Slice(i + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
            else
            {
                return null;
            }
        }

        return [.. bytes];
    }
}
