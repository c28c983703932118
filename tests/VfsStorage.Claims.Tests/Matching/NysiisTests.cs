using VfsStorage.Claims.Matching;

namespace VfsStorage.Claims.Tests.Matching;

/// <summary>Codes as published for this algorithm.</summary>
public sealed class NysiisTests
{
    [TestCase("BRIAN", "BRAN")]
    [TestCase("BROWN", "BRAN")]
    [TestCase("BRUN", "BRAN")]
    [TestCase("CAPP", "CAP")]
    [TestCase("COPE", "CAP")]
    [TestCase("KIPP", "CAP")]
    [TestCase("DANE", "DAN")]
    [TestCase("DEAN", "DAN")]
    [TestCase("DIONNE", "DAN")]
    [TestCase("DENT", "DAD")]
    [TestCase("SMITH", "SNAT")]
    [TestCase("SCHMIT", "SNAT")]
    [TestCase("SCHMIDT", "SNAD")]
    [TestCase("TRUEMAN", "TRANAN")]
    [TestCase("TRUMAN", "TRANAN")]
    [TestCase("PHILLIPSON", "FALAPSAN")]
    [TestCase("KNUTH", "NAT")]
    [TestCase("KOEHN", "CAN")]
    [TestCase("MACINTOSH", "MCANT")]
    [TestCase("MITCHELL", "MATCAL")]
    public void Encode_Name_IsItsPublishedCode(string name, string code) => Assert.That(Nysiis.Encode(name), Is.EqualTo(code));

    [TestCase("CATHERINE", "KATHERINE")]
    [TestCase("PHILIP", "FILIP")]
    public void Encode_NamesThatSoundAlike_AreEqual(string first, string second) =>
        Assert.That(Nysiis.Encode(first), Is.EqualTo(Nysiis.Encode(second)));

    [TestCase("")]
    [TestCase("123")]
    public void Encode_NoLetters_IsEmpty(string name) => Assert.That(Nysiis.Encode(name), Is.Empty);
}
