namespace VfsStorage.Claims.Intake;

/// <summary>The canonical columns that code names.</summary>
internal static class ClaimColumns
{
    public const string ReferenceId = "reference_id";
    public const string EmployeeNumber = "employee_number";
    public const string CrdNumber = "crd_number";
    public const string FirstName = "first_name";
    public const string MiddleName = "middle_name";
    public const string LastName = "last_name";
    public const string Suffix = "suffix";
    public const string IndividualName = "individual_name";
    public const string LicenseType = "license_type";
    public const string OrganizationName = "organization_name";
    public const string OrganizationCrd = "organization_crd";
    public const string Ssn = "ssn";
    public const string DateOfBirth = "dob";

    /// <summary>What <c>individual_name</c> is joined from.</summary>
    public static readonly IReadOnlyList<string> NameParts = [FirstName, MiddleName, LastName, Suffix];
}
