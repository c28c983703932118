using VfsStorage.Claims.Intake;

namespace VfsStorage.Claims.Tests.Intake;

public sealed class ColumnVariantsTests
{
    /// <summary>Canonical column, then every header that stands for it.</summary>
    private static readonly string[][] _variants =
    [
        ["reference_id", "referenceId", "Reference ID", "reference_id", "ref_id", "RefID"],
        ["work_product_number", "workProductNumber", "Work Product Number", "work_product_number", "workProductNo"],
        ["crd_number", "CRD", "crd_number", "CRD Number", "CRDNumber", "individualCRDNumber"],
        ["first_name", "firstName", "First Name", "first_name", "fname", "first"],
        ["middle_name", "middleName", "Middle Name", "middle_name", "middle"],
        ["last_name", "lastName", "Last Name", "last_name", "lname", "last"],
        ["employee_number", "employeeNumber", "Employee Number", "employee_number", "emp_id"],
        ["license_type", "license_type", "License Type", "licenseType", "license"],
        ["organization_name", "orgName", "Organization Name", "organization_name", "firm_name", "organizationName", "organization"],
        ["organization_crd", "orgCRD", "Organization CRD", "org_crd_number", "firm_crd", "organizationCRD", "organization_crd_number",
            "organization_crd", "organizationCrdNumber"],
        ["ssn", "ssn", "Social Security Number", "social_security_number"],
        ["dob", "dob", "Date of Birth", "date_of_birth", "birthDate", "birth_date"],
        ["address_line1", "addressLine1", "Address Line 1", "address_line1", "addressLineOne"],
        ["address_line2", "addressLine2", "Address Line 2", "address_line2", "addressLineTwo"],
        ["state", "state", "state_code", "stateCode"],
        ["zip", "zip", "zipcode", "postalCode", "postal_code"],
        ["gender", "gender", "sex"],
        ["role", "role", "jobRole", "job_role"],
        ["title", "title", "jobTitle", "job_title"],
        ["location", "location", "workLocation", "work_location"],
        ["email", "email", "emailAddress", "email_address"],
        ["phone", "phone", "phoneNumber", "phone_number"],
        ["suffix", "suffix"],
        ["city", "city"],
        ["county", "county"],
        ["country", "country"],
        ["department_number", "departmentNumber", "Department Number", "department_number"],
        ["division_name", "divisionName", "Division Name", "division_name"],
        ["division_code", "divisionCode", "Division Code", "division_code"],
        ["business_unit", "businessUnit", "Business Unit", "business_unit"],
        ["original_hire_date", "originalHireDate", "Original Hire Date", "original_hire_date"],
        ["last_hire_date", "lastHireDate", "Last Hire Date", "last_hire_date"],
        ["employee_status", "employeeStatus", "Employee Status", "employee_status"],
        ["employment_type", "employmentType", "Employment Type", "employment_type"],
        ["city_of_birth", "cityOfBirth", "City Of Birth", "city_of_birth"],
        ["state_of_birth", "stateOfBirth", "State Of Birth", "state_of_birth"],
        ["county_of_birth", "countyOfBirth", "County Of Birth", "county_of_birth"],
        ["professional_license_number", "professionalLicenseNumber1", "Professional License Number", "licenseNumber", "license_number"],
        ["professional_license_industry", "professionalLicenseIndustry1", "Professional License Industry", "licenseIndustry", "license_industry"],
        ["professional_license_category", "professionalLicenseCategory1", "Professional License Category", "licenseCategory", "license_category"],
        ["professional_license_speciality", "professionalLicenseSpeciality1", "Professional License Speciality", "licenseSpeciality",
            "license_speciality"],
        ["professional_license_name", "professionalLicenseName1", "Professional License Name", "licenseName", "license_name"],
        ["professional_license_state", "professionalLicenseState1", "Professional License State", "licenseState", "license_state"],
        ["professional_license_issued_date", "professionalLicenseIssuedDate1", "Professional License Issued Date", "licenseIssuedDate",
            "license_issued_date"],
        ["professional_license_exp_date", "professionalLicenseExpDate1", "Professional License Exp Date", "licenseExpDate", "license_exp_date"],
        ["driving_license_number", "drivingLicenseNumber", "Driving License Number", "driversLicenseNumber", "driving_license_number"],
        ["driving_license_state", "drivingLicenseState", "Driving License State", "driversLicenseState", "driving_license_state"],
        ["driving_license_issue_date", "drivingLicenseIssueDate", "Driving License Issue Date", "driversLicenseIssueDate",
            "driving_license_issue_date"],
        ["driving_license_expiry_date", "drivingLicenseExpiryDate", "Driving License Expiry Date", "driversLicenseExpiryDate",
            "driving_license_expiry_date"],
        ["driving_license_class_code", "drivingLicenseClassCode", "Driving License Class Code", "driversLicenseClassCode",
            "driving_license_class_code"],
        ["driving_license_restriction_code", "drivingLicenseRestrictionCode", "Driving License Restriction Code",
            "driversLicenseRestrictionCode", "driving_license_restriction_code"],
    ];

    private static IEnumerable<TestCaseData> Variants() =>
        _variants.SelectMany(variant => variant.Skip(1).Select(header => new TestCaseData(header, variant[0])));

    [TestCaseSource(nameof(Variants))]
    public void Find_KnownHeader_IsItsColumnInAnyCaseAndSpacing(string header, string canonical)
    {
        string[] spellings = [header, header.ToUpperInvariant(), header.ToLowerInvariant(), $"  {header}\t"];
        Assert.That(spellings.Select(ColumnVariants.Find), Is.All.EqualTo(canonical));
    }

    [Test]
    public void Find_EveryCanonicalColumn_IsItself()
    {
        Assert.That(ColumnVariants.Canonical, Is.EquivalentTo(_variants.Select(variant => variant[0]).Append("individual_name")));
        Assert.That(ColumnVariants.Canonical.Select(ColumnVariants.Find), Is.EqualTo(ColumnVariants.Canonical));
    }

    [TestCase("")]
    [TestCase("favourite colour")]
    [TestCase("first  name")]
    public void Find_UnknownHeader_IsNull(string header) => Assert.That(ColumnVariants.Find(header), Is.Null);
}
