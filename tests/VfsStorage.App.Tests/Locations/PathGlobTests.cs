using VfsStorage.App.Locations;

namespace VfsStorage.App.Tests.Locations;

public sealed class PathGlobTests
{
    [TestCase("*.csv", "a.csv", true)]
    [TestCase("*.csv", "x/y/a.csv", true)]
    [TestCase("*.csv", "a.CSV", false)]
    [TestCase("/*.csv", "x/a.csv", false)]
    [TestCase("x/*.csv", "x/a.csv", true)]
    [TestCase("x/*.csv", "x/y/a.csv", false)]
    [TestCase("x/**/*.csv", "x/y/z/a.csv", true)]
    [TestCase("x/", "x/y/z", true)]
    [TestCase("logs/", "app/logs/a.log", true)]
    [TestCase(".*", ".hidden", true)]
    public void Matches_Include_ChoosesPaths(string pattern, string path, bool expected) =>
        Assert.That(new PathGlob([pattern], []).Matches(path), Is.EqualTo(expected));

    [Test]
    public void Matches_Exclude_WinsOverInclude() => Assert.That(new PathGlob(["*.csv"], ["old/"]).Matches("old/a.csv"), Is.False);

    [Test]
    public void Matches_NoPattern_ChoosesEverything() => Assert.That(new PathGlob([], []).Matches("any/..odd name"), Is.True);
}
