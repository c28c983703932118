namespace VfsStorage.Claims.Tests;

public sealed class ClaimTests
{
    [TestCase("Ada", "Quill", "Testwell", "Jr", ExpectedResult = "Ada Quill Testwell Jr")]
    [TestCase("Ada", "", "Testwell", "", ExpectedResult = "Ada Testwell")]
    [TestCase(" Ada ", null, " Testwell ", null, ExpectedResult = "Ada Testwell")]
    public string FromFields_NameParts_AreJoinedBySingleSpaces(string first, string? middle, string last, string? suffix) =>
        Make(("first_name", first), ("middle_name", middle), ("last_name", last), ("suffix", suffix))["individual_name"];

    [Test]
    public void FromFields_SuppliedIndividualName_StaysWithoutParts() =>
        Assert.That(Make(("individual_name", "Ada Testwell"))["individual_name"], Is.EqualTo("Ada Testwell"));

    [Test]
    public void FromFields_SuppliedIndividualName_GivesWayToFirstAndLast() =>
        Assert.That(Make(("individual_name", "Other"), ("first_name", "Ada"), ("last_name", "Testwell"))["individual_name"],
            Is.EqualTo("Ada Testwell"));

    [Test]
    public void Fields_KeepTheirOrder() =>
        Assert.That(Make(("z", "1"), ("a", "2"), ("m", "3")).Fields.Keys, Is.EqualTo(["z", "a", "m", "individual_name"]));

    [Test]
    public void With_OneValue_LeavesTheClaimItself()
    {
        var claim = Make(("a", "1"));
        Assert.That((claim.With("a", "2")["a"], claim["a"]), Is.EqualTo(("2", "1")));
    }

    [Test]
    public void Indexer_UnknownColumn_IsEmpty() => Assert.That(Make()["nothing"], Is.Empty);

    private static Claim Make(params (string Name, string? Value)[] fields) =>
        Claim.FromFields(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
