using VfsStorage.Claims.Intake;

namespace VfsStorage.Claims.Tests.Intake;

public sealed class ClaimValidationTests
{
    [TestCase("first_name=Ada;last_name=T;employee_number=1;crd_number=9", ExpectedResult = "")]
    [TestCase("individual_name=Ada T;employee_number=1;crd_number=9", ExpectedResult = "")]
    [TestCase("first_name=Ada;individual_name=Ada T;employee_number=1;crd_number=9", ExpectedResult = "")]
    [TestCase("first_name=Ada;last_name=T;employee_number=1;organization_crd=9", ExpectedResult = "")]
    [TestCase("first_name=Ada;last_name=T;employee_number=1;organization_name=F", ExpectedResult = "")]
    [TestCase("first_name=Ada;employee_number=1;crd_number=9", ExpectedResult = "NO_NAME")]
    [TestCase("last_name=T;middle_name=Q;employee_number=1;crd_number=9", ExpectedResult = "NO_NAME")]
    [TestCase("first_name= ;last_name= ;individual_name= ;employee_number=1;crd_number=9", ExpectedResult = "NO_NAME")]
    [TestCase("first_name=Ada;last_name=T;crd_number=9", ExpectedResult = "NO_EMPLOYEE_NUMBER")]
    [TestCase("first_name=Ada;last_name=T;employee_number=1", ExpectedResult = "NO_ORG_IDENTIFIERS")]
    [TestCase("first_name=Ada;crd_number=9", ExpectedResult = "NO_NAME NO_EMPLOYEE_NUMBER")]
    [TestCase("reference_id=R", ExpectedResult = "NO_NAME NO_EMPLOYEE_NUMBER NO_ORG_IDENTIFIERS")]
    public string SkipReasons_MissingValues_AreAllNamedInOrder(string fields) => string.Join(' ', ClaimValidation.SkipReasons(
        Claim.FromFields(fields.Split(';').Select(field => KeyValuePair.Create(field.Split('=')[0], (string?)field.Split('=')[1])))));
}
