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
    [TestCase("S.S.N.")]
    [TestCase("D.O.B.")]
    [TestCase("employeeSSN")]
    [TestCase("employeeSsn")]
    [TestCase("dobOfClient")]
    [TestCase("Birthday")]
    public void Mask_SensitiveColumn_HidesTheValue(string column) => Assert.That(SensitiveData.Mask(column, "1"), Is.EqualTo("***"));

    [TestCase("first_name")]
    [TestCase("city_of_birth")]
    [TestCase("last_name")]
    [TestCase("Dobson street")]
    [TestCase("assn")]
    [TestCase("Adobe")]
    [TestCase("lastDobson")]
    public void Mask_OtherColumn_KeepsTheValue(string column) => Assert.That(SensitiveData.Mask(column, "1"), Is.EqualTo("1"));

    [Test]
    public void Mask_BlankValue_StaysBlank() => Assert.That(SensitiveData.Mask("ssn", ""), Is.Empty);

    [TestCase("see 900-12-3456.", ExpectedResult = "see ***.")]
    [TestCase("1900-12-3456", ExpectedResult = "1900-12-3456")]
    [TestCase("900-12-34567", ExpectedResult = "900-12-34567")]
    public string Mask_NumberThatLooksLikeAnSsn_IsHiddenInAnyColumn(string value) => SensitiveData.Mask("note", value);

    [TestCase("""{"ssn": "900123456", "name": "Ada"}""", ExpectedResult = """{"ssn": "***", "name": "Ada"}""")]
    [TestCase("""{"claim":{"dob":"1970-01-01","x":"ssn","y":"1970"}}""", ExpectedResult = """{"claim":{"dob":"***","x":"ssn","y":"1970"}}""")]
    [TestCase("""{"ssn": 900123456, "n": 900123456}""", ExpectedResult = """{"ssn": "***", "n": 900123456}""")]
    [TestCase("""{"ssn": "", "dob": null}""", ExpectedResult = """{"ssn": "", "dob": null}""")]
    [TestCase("""{"a\"b": "\"ssn\": \"1\"", "dob": "19\"70"}""", ExpectedResult = """{"a\"b": "\"ssn\": \"1\"", "dob": "***"}""")]
    [TestCase("""{"dob": "1970-0""", ExpectedResult = "{\"dob\": \"***\"")]
    [TestCase("""{"dob": "1970\""", ExpectedResult = "{\"dob\": \"***\"")]
    [TestCase("say \"dob\" of 900-12-3456", ExpectedResult = "say \"dob\" of ***")]
    public string MaskText_Json_LosesSensitiveValues(string text) => SensitiveData.MaskText(text);

    [TestCase("\\\"")]
    [TestCase("\"")]
    [TestCase("\"a\":")]
    [TestCase("\\")]
    public void MaskText_MadeToTakeLong_DoesNot(string piece) =>
        Assert.That(SensitiveData.MaskText("\"" + string.Concat(Enumerable.Repeat(piece, 100_000))), Has.Length.GreaterThan(100_000));

    [Test]
    public void Scrub_Text_LosesTheClaimsSensitiveValues()
    {
        var claim = Claim.FromFields(new Dictionary<string, string?> { ["ssn"] = "900123456", ["dob"] = "1970-01-01", ["last_name"] = "Testwell" });
        Assert.That(SensitiveData.Scrub("Testwell 900123456 of 1970-01-01", claim), Is.EqualTo("Testwell *** of ***"));
    }
}
