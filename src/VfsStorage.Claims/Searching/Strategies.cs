using VfsStorage.Claims.Intake;

namespace VfsStorage.Claims.Searching;

/// <summary>The ways to search an individual, and which one a claim takes.</summary>
internal static class Strategies
{
    public const string None = "none";
    public const string CrdOnly = "search_with_crd_only";
    public const string Correlated = "search_with_correlated";
    public const string Entity = "search_with_entity";
    public const string OrganizationNameOnly = "search_with_org_name_only";
    public const string Default = "search_default";

    /// <summary>The first strategy the claim has the values for.</summary>
    public static string Select(Claim claim)
    {
        var hasName = claim[ClaimColumns.IndividualName].Length > 0;
        var hasOrganizationCrd = claim[ClaimColumns.OrganizationCrd].Length > 0;
        var hasOrganizationName = claim[ClaimColumns.OrganizationName].Length > 0;
        return claim[ClaimColumns.CrdNumber].Length > 0 ? CrdOnly
            : hasName && (hasOrganizationCrd || hasOrganizationName) ? Correlated
            : hasOrganizationCrd ? Entity
            : hasOrganizationName ? OrganizationNameOnly
            : Default;
    }
}
