using System.Buffers;
using System.Text;
using VfsStorage.Testing.Errors;

namespace VfsStorage.Testing.Http;

/// <summary>Percent-encoding as S3 reads and signs it: over UTF-8 bytes, <c>+</c> read as a space.</summary>
internal static class PercentEncoding
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
    private static readonly SearchValues<char> Safe = SearchValues.Create(Unreserved);
    private static readonly SearchValues<char> SafeInPath = SearchValues.Create(Unreserved + "/");
    private static readonly SearchValues<char> SafeInListing = SearchValues.Create(Unreserved.Replace("~", "", StringComparison.Ordinal) + "/* ");
    private static readonly SearchValues<char> Coded = SearchValues.Create("%+");
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text behind an encoded one; <c>InvalidURI</c> if it is not UTF-8.</summary>
    public static string Decode(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAny(Coded) && System.Text.Ascii.IsValid(text))
            return text.ToString();
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes[count++] = byte.Parse(text.Slice(i + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, null);
                i += 2;
            }
            else if (text[i] == '%')
            {
                throw S3Error.InvalidUri.With(("URI", text.ToString()));
            }
            else
            {
                bytes[count++] = text[i] == '+' ? (byte)' ' : (byte)text[i];
            }
        }

        try
        {
            return StrictUtf8.GetString(bytes, 0, count);
        }
        catch (DecoderFallbackException)
        {
            throw S3Error.InvalidUri.With(("URI", text.ToString()));
        }
    }

    /// <summary>Encodes everything but unreserved characters, the slash too.</summary>
    public static string Encode(string text) => Encode(text, Safe);

    /// <summary>Encodes everything but unreserved characters and slashes, as in canonical requests.</summary>
    public static string EncodePath(string text) => Encode(text, SafeInPath);

    /// <summary>Encodes as S3's listings do: a space becomes <c>+</c>, a slash and an asterisk stay, a tilde does not.</summary>
    public static string EncodeForListing(string text) => Encode(text, SafeInListing).Replace(' ', '+');

    private static string Encode(string text, SearchValues<char> safe)
    {
        if (!text.AsSpan().ContainsAnyExcept(safe))
            return text;
        var result = new StringBuilder(text.Length * 2);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && safe.Contains((char)rune.Value))
            {
                result.Append((char)rune.Value);
                continue;
            }

            foreach (var b in utf8[..rune.EncodeToUtf8(utf8)])
                result.Append('%').Append(Convert.ToHexString([b]));
        }

        return result.ToString();
    }
}
