using VfsStorage.Claims.Matching;

namespace VfsStorage.Claims.Tests.Matching;

public sealed class NameScoreTests
{
    // Name parts are separated by slashes: first/middle/last/suffix. Weights: 40, 10 unless both lack a middle name, 50, 5.
    [TestCase("ADA//TESTWELL/", "ADA//TESTWELL/", 100)]
    [TestCase("ADA/Q/TESTWELL/", "ADA/Q/TESTWELL/", 100)]
    [TestCase("ADA/Q/TESTWELL/", "ADA//TESTWELL/", 95.24, Description = "middle: one missing counts half")]
    [TestCase("ADA/QUILL/TESTWELL/", "ADA/OTHER/TESTWELL/", 90.48, Description = "middle: another name counts nothing")]
    [TestCase("ADA/CATHERINE/TESTWELL/", "ADA/KATHERINE/TESTWELL/", 98.1, Description = "middle: same sound counts 0.8")]
    [TestCase("BOB//TESTWELL/", "ROBERT//TESTWELL/", 100, Description = "first: nickname")]
    [TestCase("BILL//TESTWELL/", "ROBERT//TESTWELL/", 57.89, Description = "first: another name")]
    [TestCase("J.//TESTWELL/", "J//TESTWELL/", 100, Description = "first: equal single letters")]
    [TestCase("J//TESTWELL/", "JOHN//TESTWELL/", 57.89, Description = "first: a letter is not a name")]
    [TestCase("ALEXANDRIA//TESTWELL/", "ALEXANDRIAA//TESTWELL/", 96.17, Description = "first: similarity 10/11 is at least 0.85")]
    [TestCase("MARIA//TESTWELL/", "MARIO//TESTWELL/", 57.89, Description = "first: similarity 0.8 is less than 0.85")]
    [TestCase("ADA//TESTWELL/", "ADA//TETSWELL/", 93.42, Description = "last: one transposition in eight letters")]
    [TestCase("ADA//SMITH/", "ADA//SMYTH/", 89.47, Description = "last: similarity 0.8 is enough")]
    [TestCase("ADA//FAKE/", "ADA//FAME/", 47.37, Description = "last: similarity 0.75 is not")]
    [TestCase("ADA//TESTWELL/JR", "ADA//TESTWELL/", 94.74, Description = "suffix: one missing")]
    [TestCase("ADA//TESTWELL/JR", "ADA//TESTWELL/SR", 94.74, Description = "suffix: another")]
    [TestCase("ADA//TESTWELL/Jr.", "ADA//TESTWELL/JR", 100)]
    [TestCase("ÁDÀ//ØRNEK/", "ADA//ORNEK/", 100)]
    [TestCase("ANNE-MARIE//O'TEST/", "ANNE MARIE//OTEST/", 100)]
    [TestCase("ADA//TESTWELL/", "BRUNO//SAMPLETON/", 5.26)]
    public void Compute_Names_AreWeighted(string expected, string fetched, double score) =>
        Assert.That(NameScore.Compute(Parse(expected), Parse(fetched)), Is.EqualTo(score));

    [Test]
    public void Compute_RandomNames_StaysWithinItsBounds()
    {
        var seed = TestContext.CurrentContext.Random.Next();
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        string Part() => new([.. Enumerable.Range(0, random.Next(0, 6)).Select(_ => (char)random.Next('A', 'F'))]);
        for (var round = 0; round < 2_000; round++)
        {
            var (first, second) = (new PersonName(Part(), Part(), Part(), Part()), new PersonName(Part(), Part(), Part(), Part()));
            Assert.That(NameScore.Compute(first, second), Is.InRange(0d, 100d), $"{first} / {second}");
            Assert.That(NameScore.Compute(first, first), Is.EqualTo(100d), first.ToString());
        }
    }

    private static PersonName Parse(string text)
    {
        var parts = text.Split('/');
        return PersonName.FromParts(parts[0], parts[1], parts[2], parts[3]);
    }
}
