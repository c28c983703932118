using System.Text;
using VfsStorage.Testing.Storage;

namespace VfsStorage.Tests.Testing.Storage;

[TestFixture]
internal sealed class KeyIndexTests
{
    private static readonly string[] Alphabet = ["a", "b", "/", "//", "-", "é", "\uFFFD", "\U0001F600", "\U0010FFFF", "\u0001"];

    [Test]
    public void Compare_IsTheOrderOfUtf8Bytes()
    {
        var random = Seeded();
        for (var i = 0; i < 5000; i++)
        {
            var (a, b) = (RandomKey(random), RandomKey(random));
            var expected = Math.Sign(Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)));
            Assert.That(Math.Sign(KeyComparer.Instance.Compare(a, b)), Is.EqualTo(expected), $"{a} and {b}");
        }
    }

    [Test]
    public void List_RandomQueries_AgreeWithTheDefinition()
    {
        var random = Seeded();
        for (var round = 0; round < 300; round++)
        {
            var keys = Enumerable.Range(0, random.Next(0, 40)).Select(_ => RandomKey(random)).ToHashSet();
            var index = new KeyIndex<string>();
            foreach (var key in keys)
                index.Set(key, key);
            var query = new ListQuery
            {
                Prefix = random.Next(2) == 0 ? "" : RandomKey(random)[..1].Replace("\uD83D", "a").Replace("\uDBFF", "b"),
                Delimiter = random.Next(3) switch { 0 => "", 1 => "/", _ => "//" },
                After = random.Next(2) == 0 ? "" : RandomKey(random),
                MaxEntries = random.Next(1, 8),
            };

            var page = index.List(query);

            var expected = Define(keys, query);
            var found = page.Items.Concat(page.CommonPrefixes).Order(KeyComparer.Instance).ToList();
            Assert.That(found, Is.EqualTo(expected.Take(query.MaxEntries)), $"{query} over {string.Join(' ', keys)}");
            Assert.That((page.IsTruncated, page.Last), Is.EqualTo((expected.Count > query.MaxEntries, found.LastOrDefault())));
        }
    }

    [Test]
    public void Remove_TakesTheKeyOutOfTheOrder()
    {
        var index = new KeyIndex<string>();
        index.Set("a", "1");
        index.Set("b", "2");

        Assert.That((index.Remove("a", out var removed), removed, index.Remove("a", out _)), Is.EqualTo((true, "1", false)));
        Assert.That((index.Count, index.List(new ListQuery()).Items.Single()), Is.EqualTo((1, "2")));
    }

    /// <summary>A listing is: every key with the prefix, rolled up, without repetition, after the marker, in order.</summary>
    private static List<string> Define(IEnumerable<string> keys, ListQuery query) =>
    [
        .. keys.Where(k => k.StartsWith(query.Prefix, StringComparison.Ordinal))
            .Select(k => RollUp(k, query))
            .Distinct()
            .Where(e => query.After.Length == 0 || KeyComparer.Instance.Compare(e, query.After) > 0)
            .Order(KeyComparer.Instance),
    ];

    private static string RollUp(string key, ListQuery query)
    {
        var found = query.Delimiter.Length == 0 ? -1 : key.IndexOf(query.Delimiter, query.Prefix.Length, StringComparison.Ordinal);
        return found < 0 ? key : key[..(found + query.Delimiter.Length)];
    }

    private static string RandomKey(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));

    private static Random Seeded()
    {
        var seed = TestContext.CurrentContext.Random.Next();
        TestContext.Out.WriteLine($"seed {seed}");
        return new Random(seed);
    }
}
