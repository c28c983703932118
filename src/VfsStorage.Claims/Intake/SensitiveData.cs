using System.Text.RegularExpressions;

namespace VfsStorage.Claims.Intake;

/// <summary>Keeps social security numbers and dates of birth out of everything the application writes.</summary>
internal static partial class SensitiveData
{
    /// <summary>What a sensitive value is replaced with.</summary>
    public const string Masked = "***";

    /// <summary>Whether <paramref name="column"/>, canonical or passed through, holds a social security number or a date of birth.</summary>
    public static bool IsSensitive(string column)
    {
        if (column is ClaimColumns.Ssn or ClaimColumns.DateOfBirth)
            return true;
        var letters = string.Concat(column.Where(char.IsLetter)).ToLowerInvariant();
        return letters is "ssn" or "dob"
            || letters.Contains("socialsec", StringComparison.Ordinal)
            || letters.Contains("birthdate", StringComparison.Ordinal)
            || letters.Contains("dateofbirth", StringComparison.Ordinal)
            || letters.Contains("birthday", StringComparison.Ordinal)
            || WordPattern().IsMatch(column);
    }

    /// <summary><paramref name="value"/> as it may be written: masked if its column is sensitive, without anything that looks like an SSN.</summary>
    public static string Mask(string column, string value) =>
        value.Length > 0 && IsSensitive(column) ? Masked : MaskNumbers(value);

    /// <summary>The claim's values as they may be written.</summary>
    public static OrderedDictionary<string, string> Mask(Claim claim)
    {
        var masked = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (column, value) in claim.Fields)
            masked[column] = Mask(column, value);
        return masked;
    }

    /// <summary><paramref name="text"/> without the claim's sensitive values and without anything that looks like an SSN.</summary>
    public static string Scrub(string text, Claim claim)
    {
        foreach (var (column, value) in claim.Fields)
        {
            if (value.Length > 0 && IsSensitive(column))
                text = text.Replace(value, Masked, StringComparison.OrdinalIgnoreCase);
        }

        return MaskNumbers(text);
    }

    /// <summary><paramref name="text"/> without anything that looks like an SSN.</summary>
    public static string MaskNumbers(string text) => SsnPattern().Replace(text, Masked);

    /// <summary>Any text without anything that looks like an SSN, and without the sensitive values of JSON in it, which may break off.</summary>
    public static string MaskText(string text) => MaskNumbers(JsonTextPattern().Replace(text, found =>
    {
        var value = found.Groups["value"];
        return value.Length > 0 && value.Value != "\"\"" && IsSensitive(found.Groups["name"].Value)
            ? $"{found.Value[..(value.Index - found.Index)]}\"{Masked}\""
            : found.Value;
    }));

    [GeneratedRegex(@"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex SsnPattern();

    /// <summary>Every text of JSON, so that none is looked at twice; with its value, a text or a number, if it is a name.</summary>
    [GeneratedRegex(
        """"
        "(?<name>(?>(?:[^"\\]+|\\.|\\\z)*))(?:\z|"(?:\s*:\s*(?<value>"(?>(?:[^"\\]+|\\.|\\\z)*)(?:"|\z)|-?\d[\d.eE+-]*))?)
        """",
        RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex JsonTextPattern();

    // As a word, or as the last or first one of "employeeSSN".
    [GeneratedRegex(@"(?<![a-zA-Z])(?i:ssn|dob)(?![a-zA-Z])|(?<=[a-z])(SSN|Ssn|DOB|Dob)(?![a-z])|(?<![a-zA-Z])(ssn|dob)(?=[A-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex WordPattern();
}
