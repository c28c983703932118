using VfsStorage.Claims.Caching;

namespace VfsStorage.Claims.Tests.Caching;

public sealed class CacheFileNameTests
{
    [TestCase("A_Agent_EN_1_20240101_search_20250309.json", 2025, 0)]
    [TestCase("A_Agent_EN_1_search_20250309_12.json", 2025, 12)]
    public void TryParse_Name_IsReadFromTheRight(string name, int year, int number)
    {
        var parsed = CacheFileName.TryParse(name)!.Value;
        Assert.That((parsed.Date.Year, parsed.Number), Is.EqualTo((year, number)));
    }

    [TestCase("manifest.txt")]
    [TestCase("A_20251399.json")]
    [TestCase("A_20250309.json.tmp")]
    [TestCase("A.json")]
    public void TryParse_OtherName_IsNull(string name) => Assert.That(CacheFileName.TryParse(name), Is.Null);

    [Test]
    public void CompareTo_Names_AreByDateThenByNumber()
    {
        string[] names = ["a_20250309_10.json", "a_20250309_9.json", "a_20240101_99.json", "a_20250310.json"];
        Assert.That(names.OrderBy(name => CacheFileName.TryParse(name)!.Value),
            Is.EqualTo(["a_20240101_99.json", "a_20250309_9.json", "a_20250309_10.json", "a_20250310.json"]));
    }
}
