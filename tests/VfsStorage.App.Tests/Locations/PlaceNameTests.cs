using VfsStorage.App.Hosting;
using VfsStorage.App.Locations;

namespace VfsStorage.App.Tests.Locations;

public sealed class PlaceNameTests
{
    [TestCase("s3://b", PlaceKind.Bucket, "b", "")]
    [TestCase("s3://b/", PlaceKind.Bucket, "b", "")]
    [TestCase("s3://b/a/c", PlaceKind.Bucket, "b", "a/c")]
    [TestCase("input", PlaceKind.Area, "input", "")]
    [TestCase("archive/2026/a.csv", PlaceKind.Area, "archive", "2026/a.csv")]
    [TestCase("./input", PlaceKind.Local, "", "./input")]
    [TestCase("inputs", PlaceKind.Local, "", "inputs")]
    [TestCase("/tmp/a", PlaceKind.Local, "", "/tmp/a")]
    public void Parse_Text_IsTheKindItLooksLike(string text, object kind, string root, string path) =>
        Assert.That(PlaceName.Parse(text), Is.EqualTo(new PlaceName(text, (PlaceKind)kind, root, path)));

    [TestCase("")]
    [TestCase("s3://")]
    [TestCase("s3:///a")]
    public void Parse_NoPlace_IsAMistake(string text) => Assert.That(() => PlaceName.Parse(text), Throws.TypeOf<UsageException>());
}
