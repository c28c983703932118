using VfsStorage.Claims.Intake;

namespace VfsStorage.Claims;

/// <summary>One financial professional to check: trimmed values by canonical column name, in the order given.</summary>
public sealed class Claim
{
    private readonly OrderedDictionary<string, string> _fields;

    private Claim(OrderedDictionary<string, string> fields) => _fields = fields;

    /// <summary>The values by column, in order.</summary>
    public IReadOnlyDictionary<string, string> Fields => _fields;

    /// <summary>The value of <paramref name="column"/>, or an empty string.</summary>
    public string this[string column] => _fields.TryGetValue(column, out var value) ? value : "";

    /// <summary>The claim's reference id, or an empty string.</summary>
    public string ReferenceId => this[ClaimColumns.ReferenceId];

    /// <summary>The employee number, or an empty string.</summary>
    public string EmployeeNumber => this[ClaimColumns.EmployeeNumber];

    /// <summary>Whether the claim names a person: first and last name, or a supplied individual name.</summary>
    internal bool HasName =>
        HasFirstAndLastName || !string.Equals(this[ClaimColumns.IndividualName], JoinedName, StringComparison.Ordinal);

    private bool HasFirstAndLastName => this[ClaimColumns.FirstName].Length > 0 && this[ClaimColumns.LastName].Length > 0;

    private string JoinedName =>
        string.Join(' ', ClaimColumns.NameParts.Select(part => this[part]).Where(part => part.Length > 0));

    /// <summary>
    /// Makes a claim. Names are canonical or any known variant of a CSV header; others are kept as they are. Values are trimmed, the first non-blank value of a repeated name wins, and
    /// <c>individual_name</c> is joined from first, middle, last and suffix; a supplied one stays when first or last is missing.
    /// </summary>
    /// <param name="fields">Values by column.</param>
    public static Claim FromFields(IEnumerable<KeyValuePair<string, string?>> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var values = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            var column = ColumnVariants.Find(name) ?? name;
            var trimmed = value?.Trim() ?? "";
            if (!values.TryGetValue(column, out var earlier) || earlier.Length == 0)
                values[column] = trimmed;
        }

        var claim = new Claim(values);
        if (claim.HasFirstAndLastName || claim[ClaimColumns.IndividualName].Length == 0)
            values[ClaimColumns.IndividualName] = claim.JoinedName;
        return claim;
    }

    /// <summary>The same claim with social security numbers and dates of birth masked.</summary>
    public Claim Masked() => new(SensitiveData.Mask(this));

    /// <summary>The same claim with one value set.</summary>
    public Claim With(string column, string value) =>
        new(new OrderedDictionary<string, string>(_fields, _fields.Comparer) { [column] = value });
}
