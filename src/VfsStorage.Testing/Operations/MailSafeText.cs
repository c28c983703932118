using System.Buffers;
using System.Globalization;
using System.Text;

namespace VfsStorage.Testing.Operations;

/// <summary>User metadata on the wire: S3 decodes RFC 2047 words on the way in and encodes what is not printable ASCII on the way out.</summary>
internal static class MailSafeText
{
    private const string Start = "=?";
    private const string End = "?=";
    private static readonly SearchValues<char> Printable = SearchValues.Create([.. Enumerable.Range(' ', 95).Select(c => (char)c)]);

    public static string Encode(string text) =>
        text.AsSpan().ContainsAnyExcept(Printable) ? $"{Start}UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}{End}" : text;

    public static string Decode(string text)
    {
        if (!text.StartsWith(Start, StringComparison.Ordinal) || !text.EndsWith(End, StringComparison.Ordinal))
            return text;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(DecodeWord).ToList();
        return words.Contains(null) ? text : string.Concat(words);
    }

    /// <summary>The text of one encoded word, or null if it is none.</summary>
    private static string? DecodeWord(string word)
    {
        var fields = word.Split('?');
        if (fields.Length != 5 || fields[0] != "=" || fields[4] != "=" || !fields[1].Equals("UTF-8", StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            return fields[2] switch
            {
                "B" or "b" => Encoding.UTF8.GetString(Convert.FromBase64String(fields[3])),
                "Q" or "q" => Encoding.UTF8.GetString(DecodeQ(fields[3])),
                _ => null,
            };
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static byte[] DecodeQ(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length)
            {
                bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 2;
            }
            else
            {
                bytes.Add(text[i] == '_' ? (byte)' ' : (byte)text[i]);
            }
        }

        return [.. bytes];
    }
}
