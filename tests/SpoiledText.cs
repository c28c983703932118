using System.Text;

namespace VfsStorage.Tests;

/// <summary>A <c>config.json</c> after a slip of the finger, a bad merge or a bad disk.</summary>
internal static class SpoiledText
{
    private static readonly string[] Values =
    [
        "null", "true", "[]", "[1, 2]", "{}", "{ \"a\": { \"b\": 1 } }", "\"\"", "\" \"", "0", "-1", "1e400", "2147483648", "0.1", "\"NaN\"", "\"Infinity\"", "\"-∞\"", "\"1,5\"", "\"0x10\"",
        "\"\\u0000\"", "\"a\\u0000b\"", "\"\\r\\nstorage.mode: fine\"", "\"../..\"", "\"/\"", "\"//\"", "\"\\\\\"", "\"~\"", "\"C:\\\\\"", "\"https://\"", "\"http://host\"", "\"https://user:pass@host\"",
        "\"https://host:99999\"", "\"file:///etc/passwd\"", "\"local\"", "\"s3\"", "\"sse-c\"", "\"ÄÖÜ\"", "\"\\ud83d\\ude00\"", "\"\\ud800\"", "\"arn:aws:s3:::x\"", "\"a..b\"", "\"192.168.0.1\"",
    ];

    /// <summary>The text with one to three changes.</summary>
    public static string Of(string text, Random random)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
            text = random.Next(3) == 0 ? SpoilText(text, random) : SpoilValue(text, random);
        return text;
    }

    private static string SpoilValue(string text, Random random)
    {
        var colons = Enumerable.Range(0, text.Length).Where(i => text[i] == ':' && i > 0 && text[i - 1] == '"').ToList();
        if (colons.Count == 0)
            return text;
        var colon = colons[random.Next(colons.Count)];
        if (random.Next(4) == 0)
        {
            // Another name for the key.
            return text.Insert(colon - 1, random.Next(2) == 0 ? "x" : ":y");
        }

        var end = text.AsSpan(colon).IndexOfAny(",}\n");
        return end < 0 ? text : string.Concat(text.AsSpan(0, colon + 1), " ", Values[random.Next(Values.Length)], text.AsSpan(colon + end));
    }

    private static string SpoilText(string text, Random random)
    {
        if (text.Length < 10)
            return text;
        var at = random.Next(text.Length - 5);
        return random.Next(5) switch
        {
            0 => text.Remove(at, random.Next(1, 5)),
            1 => text.Insert(at, ((char)random.Next(1, 0x3000)).ToString()),
            2 => text.Insert(at, text.Substring(at, 5)),
            3 => text[..at],
            _ => new StringBuilder(text) { [at] = "{}[]\":,0\\ \n"[random.Next(11)] }.ToString(),
        };
    }
}
