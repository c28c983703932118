using System.IO.Abstractions.TestingHelpers;
using System.Text;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Caching;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Tests.Storage;

public sealed class SafeNameTests
{
    private static readonly string[] _pieces =
        ["/", "\\", ":", ".", "..", "../", "..\\", "\0", "\n", "%", "%2F", "C:", "~", " ", "a", "A", "ü", "中", "\ud83d\ude00", "*", "?", "|", "<", "\""];

    [TestCase("REF-1", ExpectedResult = "REF-1")]
    [TestCase("a/b\\c:d", ExpectedResult = "a_b_c_d")]
    [TestCase("../../etc/passwd", ExpectedResult = ".._.._etc_passwd")]
    [TestCase("Örnek 中", ExpectedResult = "Örnek 中")]
    public string Readable_Text_LosesWhatSeparatesFolders(string text) => SafeName.Readable(text);

    [TestCase("EN-1001", ExpectedResult = "EN-1001")]
    [TestCase("a/b", ExpectedResult = "a%2Fb")]
    [TestCase("a_b", ExpectedResult = "a_b")]
    [TestCase("..", ExpectedResult = "%2E%2E")]
    [TestCase(".", ExpectedResult = "%2E")]
    [TestCase("a%2Fb", ExpectedResult = "a%252Fb")]
    public string Unique_Text_IsEncoded(string text) => SafeName.Unique(text);

    [Test]
    public void AnyText_NamesAFileInItsFolderOnly()
    {
        var seed = TestContext.CurrentContext.Random.Next();
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var root = Path.GetFullPath("/root-folder");
        var unique = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var round = 0; round < 5_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => _pieces[random.Next(_pieces.Length)]));
            foreach (var name in new[] { SafeName.Readable(text) + ".json", SafeName.Unique(text) })
            {
                Assert.That(Path.GetDirectoryName(Path.GetFullPath(Path.Combine(root, name))), Is.EqualTo(root), text);
                Assert.That(name.IndexOfAny(['/', '\\', ':', '\0']), Is.EqualTo(-1), text);
            }

            if (!unique.TryAdd(SafeName.Unique(text), text))
                Assert.That(unique[SafeName.Unique(text)], Is.EqualTo(text), "different texts have different names");
        }
    }

    [Test]
    public void LongText_BecomesAShortNameOfItsOwn()
    {
        var (first, second) = (new string('ü', 500) + "1", new string('ü', 500) + "2");
        string[] names = [SafeName.Readable(first), SafeName.Readable(second), SafeName.Unique(first), SafeName.Unique(second)];
        Assert.That(names.Select(Encoding.UTF8.GetByteCount), Is.All.LessThan(200));
        Assert.That((names[0], names[2]), Is.Not.EqualTo((names[1], names[3])));
    }

    [Test]
    public void LongEmployee_EveryFileOfTheCache_FitsIntoAFileName()
    {
        var employee = new string('ü', 100);
        var layout = new CacheLayout(new ClaimsWorkspace(new MockFileSystem(), new ClaimsAreas("/drop", "/output", "/archive", "/cache")));
        var names = AgentCatalog.Services.SelectMany(agent => agent.Value.Select(service =>
            Path.GetFileName(layout.Data(layout.Service(employee, agent.Key, service), employee, new CacheFileName(new DateOnly(2025, 3, 9), 999_999_999)))));

        Assert.That(names.Select(name => Encoding.UTF8.GetByteCount(name + ".12345678" + AtomicFile.TemporarySuffix)), Is.All.LessThanOrEqualTo(255));
    }
}
