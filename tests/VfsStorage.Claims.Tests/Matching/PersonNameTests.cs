using VfsStorage.Claims.Matching;

namespace VfsStorage.Claims.Tests.Matching;

public sealed class PersonNameTests
{
    [TestCase("Ada Testwell", ExpectedResult = "ADA||TESTWELL|")]
    [TestCase("Ada Quill Testwell Jr.", ExpectedResult = "ADA|QUILL|TESTWELL|JR")]
    [TestCase("Testwell, Ada", ExpectedResult = "ADA||TESTWELL|")]
    [TestCase("TESTWELL, ADA QUILL III", ExpectedResult = "ADA|QUILL|TESTWELL|III")]
    [TestCase("TESTWELL JR, ADA", ExpectedResult = "ADA||TESTWELL|JR")]
    [TestCase("Ada Testwell, Jr.", ExpectedResult = "ADA||TESTWELL|JR")]
    [TestCase("Wim van der Voorbeeld", ExpectedResult = "WIM||VAN DER VOORBEELD|")]
    [TestCase("Van Testwell", ExpectedResult = "VAN||TESTWELL|")]
    [TestCase("Testwell", ExpectedResult = "||TESTWELL|")]
    [TestCase("", ExpectedResult = "|||")]
    [TestCase(",", ExpectedResult = "|||")]
    [TestCase("  Ada   Testwell-Sample ", ExpectedResult = "ADA|TESTWELL|SAMPLE|")]
    public string Parse_Text_FindsTheParts(string text)
    {
        var name = PersonName.Parse(text);
        return $"{name.First}|{name.Middle}|{name.Last}|{name.Suffix}";
    }

    [Test]
    public void Of_ClaimWithoutParts_ReadsItsIndividualName()
    {
        var claim = Claim.FromFields([KeyValuePair.Create("individual_name", (string?)"Testwell, Ada")]);
        Assert.That(PersonName.Of(claim).ToString(), Is.EqualTo("ADA TESTWELL"));
    }
}
