using VfsStorage.Claims.Intake;

namespace VfsStorage.Claims.Tests.Intake;

public sealed class SensitiveDataTests
{
    [TestCase("ssn")]
    [TestCase("dob")]
    [TestCase("SSN #")]
    [TestCase("Employee SSN")]
    [TestCase("Applicant DOB")]
    [TestCase("social_security_no")]
    [TestCase("Birth Date of employee")]
    public void Mask_SensitiveColumn_HidesTheValue(string column) => Assert.That(SensitiveData.Mask(column, "1"), Is.EqualTo("***"));

    [TestCase("first_name")]
    [TestCase("city_of_birth")]
    [TestCase("last_name")]
    [TestCase("Dobson street")]
    [TestCase("assn")]
    public void Mask_OtherColumn_KeepsTheValue(string column) => Assert.That(SensitiveData.Mask(column, "1"), Is.EqualTo("1"));

    [Test]
    public void Mask_BlankValue_StaysBlank() => Assert.That(SensitiveData.Mask("ssn", ""), Is.Empty);

    [TestCase("see 900-12-3456.", ExpectedResult = "see ***.")]
    [TestCase("1900-12-3456", ExpectedResult = "1900-12-3456")]
    [TestCase("900-12-34567", ExpectedResult = "900-12-34567")]
    public string Mask_NumberThatLooksLikeAnSsn_IsHiddenInAnyColumn(string value) => SensitiveData.Mask("note", value);

    [Test]
    public void Scrub_Text_LosesTheClaimsSensitiveValues()
    {
        var claim = Claim.FromFields(new Dictionary<string, string?> { ["ssn"] = "900123456", ["dob"] = "1970-01-01", ["last_name"] = "Testwell" });
        Assert.That(SensitiveData.Scrub("Testwell 900123456 of 1970-01-01", claim), Is.EqualTo("Testwell *** of ***"));
    }
}
