using System.Text;

namespace VfsStorage.Claims.Matching;

/// <summary>Makes names comparable. Own folding of accents, because the runtime's needs ICU, which is not everywhere.</summary>
internal static class NameText
{
    private static readonly (string Plain, string Accented)[] _folding =
    [
        ("A", "ÀÁÂÃÄÅĀĂĄ"), ("C", "ÇĆĈĊČ"), ("D", "ĎĐÐ"), ("E", "ÈÉÊËĒĔĖĘĚ"), ("G", "ĜĞĠĢ"), ("H", "ĤĦ"), ("I", "ÌÍÎÏĨĪĬĮİ"), ("J", "Ĵ"),
        ("K", "Ķ"), ("L", "ĹĻĽĿŁ"), ("N", "ÑŃŅŇ"), ("O", "ÒÓÔÕÖØŌŎŐ"), ("R", "ŔŖŘ"), ("S", "ŚŜŞŠȘ"), ("T", "ŢŤŦȚ"), ("U", "ÙÚÛÜŨŪŬŮŰŲ"),
        ("W", "Ŵ"), ("Y", "ÝŶŸ"), ("Z", "ŹŻŽ"), ("AE", "Æ"), ("OE", "Œ"), ("SS", "ßẞ"), ("TH", "Þ"),
    ];

    private static readonly Dictionary<char, string> _plainByLetter =
        _folding.SelectMany(fold => fold.Accented.Select(letter => (letter, fold.Plain))).ToDictionary(fold => fold.letter, fold => fold.Plain);

    /// <summary>Upper case, accents folded, punctuation dropped, hyphens and runs of white space as one space.</summary>
    public static string Normalise(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var letter in text.ToUpperInvariant())
        {
            if (_plainByLetter.TryGetValue(letter, out var plain))
                result.Append(plain);
            else if (char.IsLetterOrDigit(letter))
                result.Append(letter);
            else if ((char.IsWhiteSpace(letter) || letter is '-' or '‐' or '–') && result.Length > 0 && result[^1] != ' ')
                result.Append(' ');
        }

        return result.ToString().TrimEnd();
    }
}
