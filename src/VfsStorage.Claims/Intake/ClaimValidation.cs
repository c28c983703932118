namespace VfsStorage.Claims.Intake;

/// <summary>Decides whether a claim has the values a check needs.</summary>
public static class ClaimValidation
{
    /// <summary>Neither first and last name nor an individual name.</summary>
    public const string NoName = "NO_NAME";

    /// <summary>No employee number.</summary>
    public const string NoEmployeeNumber = "NO_EMPLOYEE_NUMBER";

    /// <summary>No CRD number and no organisation by name or CRD number.</summary>
    public const string NoOrgIdentifiers = "NO_ORG_IDENTIFIERS";

    /// <summary>Every reason to skip <paramref name="claim"/>, in a fixed order; empty if it can be checked.</summary>
    public static IReadOnlyList<string> SkipReasons(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var reasons = new List<string>();
        if (!claim.HasName)
            reasons.Add(NoName);
        if (claim.EmployeeNumber.Length == 0)
            reasons.Add(NoEmployeeNumber);
        string[] identifiers = [ClaimColumns.CrdNumber, ClaimColumns.OrganizationCrd, ClaimColumns.OrganizationName];
        if (identifiers.All(column => claim[column].Length == 0))
            reasons.Add(NoOrgIdentifiers);
        return reasons;
    }
}
