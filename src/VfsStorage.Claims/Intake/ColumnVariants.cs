using System.Collections.Frozen;
using System.Globalization;

namespace VfsStorage.Claims.Intake;

/// <summary>Every header a CSV may use, and the canonical column each stands for.</summary>
internal static class ColumnVariants
{
    private static readonly FrozenDictionary<string, string> _canonicalByHeader = Build();

    /// <summary>The canonical column of <paramref name="header"/>, matched trimmed and in any case; <see langword="null"/> if unknown.</summary>
    public static string? Find(string header) => _canonicalByHeader.GetValueOrDefault(Normalise(header));

    /// <summary>All canonical columns.</summary>
    public static IEnumerable<string> Canonical => _canonicalByHeader.Values.Distinct();

    private static string Normalise(string header) => header.Trim().ToLowerInvariant();

    private static FrozenDictionary<string, string> Build()
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (canonical, headers) in Listed().Concat(Triples()).Concat(Licenses()))
        {
            map[Normalise(canonical)] = canonical;
            foreach (var header in headers)
                map[Normalise(header)] = canonical;
        }

        return map.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static IEnumerable<(string Canonical, string[] Headers)> Listed() =>
    [
        (ClaimColumns.ReferenceId, ["referenceId", "Reference ID", "ref_id", "RefID"]),
        ("work_product_number", ["workProductNumber", "Work Product Number", "workProductNo"]),
        (ClaimColumns.CrdNumber, ["CRD", "CRD Number", "CRDNumber", "individualCRDNumber"]),
        (ClaimColumns.FirstName, ["firstName", "First Name", "fname", "first"]),
        (ClaimColumns.MiddleName, ["middleName", "Middle Name", "middle"]),
        (ClaimColumns.LastName, ["lastName", "Last Name", "lname", "last"]),
        (ClaimColumns.EmployeeNumber, ["employeeNumber", "Employee Number", "emp_id"]),
        (ClaimColumns.LicenseType, ["License Type", "licenseType", "license"]),
        (ClaimColumns.OrganizationName, ["orgName", "Organization Name", "firm_name", "organizationName", "organization"]),
        (ClaimColumns.OrganizationCrd,
            ["orgCRD", "Organization CRD", "org_crd_number", "firm_crd", "organizationCRD", "organization_crd_number", "organizationCrdNumber"]),
        (ClaimColumns.Ssn, ["Social Security Number", "social_security_number"]),
        (ClaimColumns.DateOfBirth, ["Date of Birth", "date_of_birth", "birthDate", "birth_date"]),
        ("address_line1", ["addressLine1", "Address Line 1", "addressLineOne"]),
        ("address_line2", ["addressLine2", "Address Line 2", "addressLineTwo"]),
        ("state", ["state_code", "stateCode"]),
        ("zip", ["zipcode", "postalCode", "postal_code"]),
        ("gender", ["sex"]),
        ("role", ["jobRole", "job_role"]),
        ("title", ["jobTitle", "job_title"]),
        ("location", ["workLocation", "work_location"]),
        ("email", ["emailAddress", "email_address"]),
        ("phone", ["phoneNumber", "phone_number"]),
        (ClaimColumns.Suffix, []),
        ("city", []),
        ("county", []),
        ("country", []),
        (ClaimColumns.IndividualName, []),
    ];

    private static IEnumerable<(string Canonical, string[] Headers)> Triples()
    {
        string[] columns =
        [
            "department_number", "division_name", "division_code", "business_unit", "original_hire_date", "last_hire_date",
            "employee_status", "employment_type", "city_of_birth", "state_of_birth", "county_of_birth",
        ];
        return columns.Select(column => (column, (string[])[Camel(column), Title(column)]));
    }

    private static IEnumerable<(string Canonical, string[] Headers)> Licenses()
    {
        string[] professional = ["number", "industry", "category", "speciality", "name", "state", "issued_date", "exp_date"];
        foreach (var part in professional)
        {
            yield return ($"professional_license_{part}",
                [$"professionalLicense{Pascal(part)}1", $"Professional License {Title(part)}", $"license{Pascal(part)}", $"license_{part}"]);
        }

        string[] driving = ["number", "state", "issue_date", "expiry_date", "class_code", "restriction_code"];
        foreach (var part in driving)
        {
            yield return ($"driving_license_{part}",
                [$"drivingLicense{Pascal(part)}", $"Driving License {Title(part)}", $"driversLicense{Pascal(part)}"]);
        }
    }

    private static string Title(string snake) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(snake.Replace('_', ' '));

    private static string Pascal(string snake) => Title(snake).Replace(" ", "", StringComparison.Ordinal);

    private static string Camel(string snake) => char.ToLowerInvariant(snake[0]) + Pascal(snake)[1..];
}
