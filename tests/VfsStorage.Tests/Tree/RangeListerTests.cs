using VfsStorage.Objects;
using VfsStorage.Testing;
using VfsStorage.Tree;

namespace VfsStorage.Tests.Tree;

/// <summary>A listing that is split into ranges finds every key once, and costs at most 8 requests more.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class RangeListerTests
{
    private const int PageSize = 20;
    private static readonly string[] Names = ["a", "b", "c", "d.x", "d", "d!", "é", "ﬀ", "𝄞", "z z", "%2F", ".h"];

    [Test]
    public async Task List_RandomTrees_FindsEveryKeyOnce([Range(1, 12)] int seed)
    {
        await TestContext.Out.WriteLineAsync($"seed {seed}");
        var random = new Random(seed);
        await using var fixture = await TreeFixture.StartAsync(PageSize);
        var keys = RandomKeys(random).ToHashSet(StringComparer.Ordinal);
        await PutAsync(fixture, keys);
        fixture.Server.Requests.Clear();

        var found = await ListAsync(fixture, "t/");

        Assert.Multiple(() =>
        {
            Assert.That(found, Is.EquivalentTo(keys));
            Assert.That(fixture.Server.Requests.Count(S3Operation.ListObjectsV2), Is.LessThanOrEqualTo(((keys.Count + PageSize - 1) / PageSize) + 8));
        });
    }

    [Test]
    public async Task Enumerate_SplitListing_ShowsEachDirectoryOnce([Range(1, 12)] int seed)
    {
        await TestContext.Out.WriteLineAsync($"seed {seed}");
        var random = new Random(seed);
        await using var fixture = await TreeFixture.StartAsync(PageSize);
        var keys = RandomKeys(random).ToHashSet(StringComparer.Ordinal);
        await PutAsync(fixture, keys);
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden };

        var first = await EnumerateAsync(fixture, options);
        var again = await EnumerateAsync(fixture, options);

        Assert.Multiple(() =>
        {
            Assert.That(first, Is.EquivalentTo(Expected(keys)));
            Assert.That(again, Is.EqualTo(first), "the order is stable");
        });
    }

    [Test]
    public async Task List_HundredDirectories_AsksInParallel()
    {
        await using var fixture = await TreeFixture.StartAsync(PageSize);
        var keys = Enumerable.Range(0, 1_000).Select(i => $"t/{i % 100:d3}/{i:d4}").Append("t/").ToHashSet(StringComparer.Ordinal);
        await PutAsync(fixture, keys);
        fixture.Server.Requests.Clear();

        var found = await ListAsync(fixture, "t/");

        Assert.Multiple(() =>
        {
            Assert.That(found, Is.EquivalentTo(keys));
            Assert.That(fixture.Server.Requests.Count(S3Operation.ListObjectsV2), Is.LessThanOrEqualTo((1_000 / PageSize) + 8));
        });
    }

    [Test]
    public async Task List_EvenDirectories_TwoRequestsMoreThanPages()
    {
        await using var fixture = await TreeFixture.StartAsync(PageSize);
        var keys = Enumerable.Range(0, 199).Select(i => $"t/{i / 2:d3}/{i}").Append("t/").ToHashSet(StringComparer.Ordinal);
        await PutAsync(fixture, keys);
        fixture.Server.Requests.Clear();

        var found = await ListAsync(fixture, "t/");

        Assert.Multiple(() =>
        {
            Assert.That(found, Is.EquivalentTo(keys));
            Assert.That(fixture.Server.Requests.Count(S3Operation.ListObjectsV2), Is.LessThanOrEqualTo(10 + 2));
        });
    }

    private static IEnumerable<string> RandomKeys(Random random)
    {
        yield return "t/";
        var count = random.Next(400);
        for (var i = 0; i < count; i++)
        {
            var depth = random.Next(1, 5);
            var segments = Enumerable.Range(0, depth).Select(_ => Names[random.Next(Names.Length)] + (random.Next(3) == 0 ? random.Next(20) : ""));
            yield return "t/" + string.Join('/', segments) + (random.Next(4) == 0 ? "/" : "");
        }
    }

    private static HashSet<string> Expected(IEnumerable<string> keys)
    {
        var entries = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            var names = key.TrimEnd('/').Split('/')[1..];
            for (var i = 0; i < names.Length; i++)
            {
                if (names[i].StartsWith('.'))
                {
                    break;
                }

                var isDirectory = i + 1 < names.Length || key.EndsWith('/');
                entries.Add("/t/" + string.Join('/', names[..(i + 1)]) + (isDirectory ? "/" : ""));
            }
        }

        return entries;
    }

    private static async Task<List<string>> EnumerateAsync(TreeFixture fixture, EnumerationOptions options)
    {
        var shown = new List<string>();
        await foreach (var entry in fixture.Tree.EnumerateAsync(TreeFixture.PathOf("/t"), new EntryQuery("*", options), CancellationToken.None))
        {
            shown.Add(entry.Path.Value + (entry.IsDirectory ? "/" : ""));
        }

        return shown;
    }

    private static async Task<List<string>> ListAsync(TreeFixture fixture, string prefix)
    {
        var found = new List<string>();
        await foreach (var range in new RangeLister(fixture.Store, TreeFixture.Bucket, prefix).ListAsync(CancellationToken.None))
        {
            found.AddRange(range.Page.Objects.Select(info => info.Key));
        }

        return found;
    }

    private static Task PutAsync(TreeFixture fixture, IEnumerable<string> keys) => Parallel.ForEachAsync(
        keys,
        async (key, token) => await fixture.Store.PutAsync(new ObjectKey(TreeFixture.Bucket, key), default, ObjectHeaders.None, Precondition.None, token));
}
