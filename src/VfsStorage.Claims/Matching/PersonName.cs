using VfsStorage.Claims.Intake;

namespace VfsStorage.Claims.Matching;

/// <summary>A person's name in comparable form: upper case, without accents and punctuation; missing parts are empty.</summary>
internal sealed record PersonName(string First, string Middle, string Last, string Suffix)
{
    private static readonly HashSet<string> _suffixes = new(StringComparer.Ordinal) { "JR", "SR", "II", "III", "IV", "V" };

    private static readonly HashSet<string> _particles =
        new(StringComparer.Ordinal) { "DA", "DE", "DEL", "DELLA", "DER", "DI", "DOS", "DU", "LA", "LE", "ST", "VAN", "VON" };

    /// <summary>The parts as given, made comparable.</summary>
    public static PersonName FromParts(string first, string middle, string last, string suffix = "") =>
        new(NameText.Normalise(first), NameText.Normalise(middle), NameText.Normalise(last), NameText.Normalise(suffix));

    /// <summary>The claim's name: its parts, or its individual name if first or last is missing.</summary>
    public static PersonName Of(Claim claim)
    {
        var (first, last) = (claim[ClaimColumns.FirstName], claim[ClaimColumns.LastName]);
        return first.Length > 0 && last.Length > 0
            ? FromParts(first, claim[ClaimColumns.MiddleName], last, claim[ClaimColumns.Suffix])
            : Parse(claim[ClaimColumns.IndividualName]);
    }

    /// <summary>Reads <c>First Middle Last Suffix</c> or <c>Last, First Middle Suffix</c>.</summary>
    public static PersonName Parse(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0)
            return FromTokens(Tokens(text));
        var (before, after) = (Tokens(text[..comma]), Tokens(text[(comma + 1)..]));
        // "John Smith, Jr." is not "Jr. John Smith".
        if (after.All(_suffixes.Contains))
            return FromTokens([.. before, .. after]);
        var (suffixBefore, suffixAfter) = (TakeSuffix(before), TakeSuffix(after));
        return new PersonName(
            after.FirstOrDefault(""),
            string.Join(' ', after.Skip(1)),
            string.Join(' ', before),
            suffixAfter.Length > 0 ? suffixAfter : suffixBefore);
    }

    /// <summary>The name in natural order.</summary>
    public override string ToString() => string.Join(' ', new[] { First, Middle, Last, Suffix }.Where(part => part.Length > 0));

    private static PersonName FromTokens(List<string> tokens)
    {
        var suffix = TakeSuffix(tokens);
        if (tokens.Count <= 1)
            return new PersonName("", "", tokens.FirstOrDefault(""), suffix);
        var last = tokens.Count - 1;
        while (last > 1 && _particles.Contains(tokens[last - 1]))
            last--;
        return new PersonName(tokens[0], string.Join(' ', tokens[1..last]), string.Join(' ', tokens[last..]), suffix);
    }

    private static string TakeSuffix(List<string> tokens)
    {
        if (tokens.Count < 2 || !_suffixes.Contains(tokens[^1]))
            return "";
        var suffix = tokens[^1];
        tokens.RemoveAt(tokens.Count - 1);
        return suffix;
    }

    private static List<string> Tokens(string text) => [.. NameText.Normalise(text).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
