using VfsStorage.Claims.Searching;

namespace VfsStorage.Claims.Tests.Searching;

public sealed class StrategiesTests
{
    [TestCase("crd_number=9;individual_name=A B;organization_crd=8;organization_name=F", ExpectedResult = "search_with_crd_only")]
    [TestCase("crd_number=9", ExpectedResult = "search_with_crd_only")]
    [TestCase("individual_name=A B;organization_crd=8", ExpectedResult = "search_with_correlated")]
    [TestCase("individual_name=A B;organization_name=F", ExpectedResult = "search_with_correlated")]
    [TestCase("organization_crd=8;organization_name=F", ExpectedResult = "search_with_entity")]
    [TestCase("organization_name=F", ExpectedResult = "search_with_org_name_only")]
    [TestCase("individual_name=A B", ExpectedResult = "search_default")]
    [TestCase("note=x", ExpectedResult = "search_default")]
    public string Select_Claim_TakesTheFirstItHasTheValuesFor(string fields) => Strategies.Select(
        Claim.FromFields(fields.Split(';').Select(field => KeyValuePair.Create(field.Split('=')[0], (string?)field.Split('=')[1]))));
}
