using System.Text;

namespace VfsStorage.Claims.Matching;

/// <summary>The New York State phonetic code (Taft, 1970), untruncated: names that sound alike have the same code.</summary>
internal static class Nysiis
{
    private static readonly (string From, string To)[] _starts =
        [("MAC", "MCC"), ("KN", "NN"), ("K", "C"), ("PH", "FF"), ("PF", "FF"), ("SCH", "SSS")];

    private static readonly (string From, string To)[] _ends =
        [("EE", "Y"), ("IE", "Y"), ("DT", "D"), ("RT", "D"), ("RD", "D"), ("NT", "D"), ("ND", "D")];

    /// <summary>The code of a name in upper case; other characters than A to Z are left out.</summary>
    public static string Encode(string name)
    {
        var letters = string.Concat(name.Where(char.IsAsciiLetterUpper));
        if (letters.Length == 0)
            return "";
        letters = Replace(letters, _starts, static (text, part) => text.StartsWith(part, StringComparison.Ordinal), atEnd: false);
        letters = Replace(letters, _ends, static (text, part) => text.EndsWith(part, StringComparison.Ordinal), atEnd: true);

        var text = letters.ToCharArray();
        var code = new StringBuilder().Append(text[0]);
        for (var index = 1; index < text.Length; index++)
        {
            Transcode(text, index);
            if (text[index] != text[index - 1])
                code.Append(text[index]);
        }

        return Trim(code).ToString();
    }

    /// <summary>Replaces the letter at <paramref name="index"/>, and letters after it that belong to it, in place.</summary>
    private static void Transcode(char[] text, int index)
    {
        var rest = text.AsSpan(index);
        if (rest.StartsWith("EV"))
            "AF".CopyTo(rest);
        else if (IsVowel(rest[0]))
            rest[0] = 'A';
        else if (rest.StartsWith("KN"))
            "NN".CopyTo(rest);
        else if (rest.StartsWith("SCH"))
            "SSS".CopyTo(rest);
        else if (rest.StartsWith("PH"))
            "FF".CopyTo(rest);
        else if (rest[0] == 'H' && (!IsVowel(text[index - 1]) || rest.Length == 1 || !IsVowel(rest[1])))
            rest[0] = text[index - 1];
        else if (rest[0] == 'W' && IsVowel(text[index - 1]))
            rest[0] = text[index - 1];
        else
            rest[0] = rest[0] switch { 'Q' => 'G', 'Z' => 'S', 'M' => 'N', 'K' => 'C', var letter => letter };
    }

    private static StringBuilder Trim(StringBuilder code)
    {
        if (code.Length > 1 && code[^1] == 'S')
            code.Length--;
        if (code.Length > 2 && code[^2] == 'A' && code[^1] == 'Y')
            code.Remove(code.Length - 2, 1);
        if (code.Length > 1 && code[^1] == 'A')
            code.Length--;
        return code;
    }

    private static string Replace(string text, (string From, string To)[] rules, Func<string, string, bool> applies, bool atEnd)
    {
        foreach (var (from, to) in rules)
        {
            if (applies(text, from))
                return atEnd ? text[..^from.Length] + to : to + text[from.Length..];
        }

        return text;
    }

    private static bool IsVowel(char letter) => letter is 'A' or 'E' or 'I' or 'O' or 'U';
}
