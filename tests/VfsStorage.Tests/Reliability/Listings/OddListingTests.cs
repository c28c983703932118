using System.Buffers;
using System.Globalization;
using Amazon.Runtime;
using Amazon.S3;
using VfsStorage.Objects;

namespace VfsStorage.Tests.Reliability.Listings;

/// <summary>
/// Stores that answer listings as none should: whatever they say, a listing shows every file once or ends with an <see cref="IOException"/>. It never leaves
/// files out in silence, shows them twice or goes on for ever.
/// </summary>
[Parallelizable(ParallelScope.All)]
internal sealed class OddListingTests
{
    private const string Bucket = "bucket";
    private const string Prefix = "area/";

    // Below "area/": what paths can name, and what they cannot.
    private static readonly string[] Keys =
    [
        "", "a", "a b", "a+b", "a%2Fb", "b/", "b/1", "b/2", "b/3", "b/c/d/e", "b//x", "b/./x", "b/../x", "//", "/x", ".", "..", "../up", " ", "trailing ", "trail /x", "\t", "\u0001/\u0002",
        "d/\r\n", "e\u0301", "\u00E9", "\uE000", "\U0001F600", "z/\uFFFD", "z/y/x/w/v/u",
    ];

    private static readonly (string Name, Action<ListingPage> Spoil)[] Defects =
    [
        ("token missing", page => page.Token = page.IsTruncated == true ? null : page.Token),
        ("token empty", page => page.Token = page.IsTruncated == true ? "" : page.Token),
        ("key twice", page => page.Keys.InsertRange(0, page.Keys.Take(1).ToList())),
        ("keys out of order", page => page.Keys.Reverse()),
        ("prefix twice", page => page.Prefixes.InsertRange(0, page.Prefixes.Take(1).ToList())),
        ("key elsewhere", page => page.Keys.Add(new ListingKey("zzz"))),
        ("key of another area", page => page.Keys.Insert(0, new ListingKey("are"))),
        ("prefix elsewhere", page => page.Prefixes.Add("zzz/")),
        ("key empty", page => page.Keys.Insert(0, new ListingKey(""))),
        ("key without a name", page => page.Keys.Add(new ListingKey(null))),
        ("key no UTF-8", page => page.Keys.Add(new ListingKey(Prefix + "zz%FF"))),
        ("key cut in UTF-8", page => page.Keys.Add(new ListingKey(Prefix + "zz%E2%82"))),
        ("size negative", page => page.Keys.Add(new ListingKey(Prefix + "zzz", Size: "-1"))),
        ("size missing", page => page.Keys.Add(new ListingKey(Prefix + "zzz", Size: null))),
        ("size too large", page => page.Keys.Add(new ListingKey(Prefix + "zzz", Size: "99999999999999999999"))),
        ("size no number", page => page.Keys.Add(new ListingKey(Prefix + "zzz", Size: "many"))),
        ("date no date", page => page.Keys.Add(new ListingKey(Prefix + "zzz", Date: "yesterday"))),
        ("answer cut", page => page.Text = "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>area/a</Key>"),
        ("answer no XML", page => page.Text = "{\"keys\":[]}"),
        ("answer empty", page => page.Text = ""),
        ("answer another", page => page.Text = "<html><body>Log in to the hotel</body></html>"),
    ];

    private static IEnumerable<string> DefectNames => Defects.Select(defect => defect.Name);

    [Test]
    public void EnumerateAll_OddKeysOnManyPages_ShowsEachFileOnce()
    {
        var (files, _) = Open((_, _) => { });
        Assert.That(Everything(files), Is.EquivalentTo(Expected()));
    }

    [TestCaseSource(nameof(DefectNames))]
    public void Enumerate_SpoiledPages_IsAnIOException(string name)
    {
        var spoil = Defects.Single(defect => defect.Name == name).Spoil;
        // Only the listing of a level has prefixes.
        var options = name.StartsWith("prefix", StringComparison.Ordinal) ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories;
        var (files, handler) = Open((page, _) => spoil(page));
        Assert.That(() => files.Directory.GetFileSystemEntries("/", "*", options), Throws.InstanceOf<IOException>());
        Assert.That(handler.IsLoop, Is.False);
    }

    [Test]
    public void Enumerate_PageRepeatsForEver_IsAnIOException([Values] bool recursive, [Values] bool withNewTokens)
    {
        ListingPage? first = null;
        var (files, handler) = Open((page, number) =>
        {
            first ??= page;
            page.Show(first);
            (page.IsTruncated, page.Token) = (true, withNewTokens ? $"area/{number}" : "area/same");
        });
        Assert.That(
            () => files.Directory.GetFileSystemEntries("/", "*", recursive ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly),
            Throws.InstanceOf<IOException>());
        Assert.That(handler.IsLoop, Is.False);
    }

    [Test]
    public void DeleteTree_SpoiledListing_DeletesNothingElsewhere()
    {
        var store = Store();
        using var files = new S3FileSystem(Client(new ListingHandler(store, (page, _) => page.Keys.Add(new ListingKey("zzz")))), Bucket, Prefix, Options());
        Assert.That(() => files.Directory.Delete("/b", recursive: true), Throws.InstanceOf<IOException>());
        Assert.That(store.Outside, Is.Null);
    }

    [TestCase(400)]
    [TestCase(5_000, Category = "Slow")]
    public void Enumerate_RandomlySpoiled_IsCompleteOrAnIOException(int times)
    {
        var seed = TestContext.CurrentContext.Random.Next();
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seed: {seed}"));
        var random = new Random(seed);
        var expected = Expected();
        var refused = 0;
        for (var i = 0; i < times; i++)
        {
            var (spoiledPage, defect) = (random.Next(1, 16), Defects[random.Next(Defects.Length)]);
            var (files, handler) = Open((page, number) =>
            {
                if (number == spoiledPage)
                    defect.Spoil(page);
            });
            try
            {
                var found = Everything(files);
                // A defect that changed nothing, or added what it could: an extra key is shown.
                Assert.That(found.Where(path => path != "/zzz"), Is.EquivalentTo(expected), $"{defect.Name} on page {spoiledPage} of run {i}");
            }
            catch (IOException)
            {
                refused++;
            }

            Assert.That(handler.IsLoop, Is.False, $"{defect.Name} on page {spoiledPage} of run {i}");
        }

        Assert.That(refused, Is.GreaterThan(times / 4));
        TestContext.Out.WriteLine($"{times} listings, {refused} refused, the others complete");
    }

    private static List<string> Everything(S3FileSystem files) => [.. files.Directory.EnumerateFileSystemEntries("/", "*", SearchOption.AllDirectories)];

    /// <summary>The files that paths can name, and the directories above them, worked out without the library.</summary>
    private static List<string> Expected()
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var key in Keys)
        {
            var names = (key.EndsWith('/') ? key[..^1] : key).Split('/');
            if (names.Any(name => name is "" or "." or ".."))
                continue;
            for (var depth = 1; depth <= names.Length; depth++)
                found.Add("/" + string.Join('/', names[..depth]));
        }

        return [.. found];
    }

    private static (S3FileSystem Files, ListingHandler Handler) Open(Action<ListingPage, int> spoil)
    {
        var handler = new ListingHandler(Store(), spoil);
        return (new S3FileSystem(Client(handler), Bucket, Prefix, Options()), handler);
    }

    private static RecordingStore Store()
    {
        var store = new RecordingStore(new Dictionary<string, string[]> { [Bucket] = [Prefix] }) { HasForeignKeys = true };
        foreach (var key in Keys)
            store.PutAsync(new ObjectKey(Bucket, Prefix + key), new ReadOnlySequence<byte>([1, 2, 3, 4, 5]), ObjectHeaders.None, Precondition.None, default).GetAwaiter().GetResult();
        return store;
    }

    private static AmazonS3Client Client(ListingHandler handler) => new(new BasicAWSCredentials("AKIATEST", "secret"), new AmazonS3Config
    {
        ServiceURL = "http://localhost:1", ForcePathStyle = true, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0, HttpClientFactory = handler,
    });

    private static S3FileSystemOptions Options() => new() { KnownDirectoryLifetime = TimeSpan.Zero, Requests = { Compatibility = S3Compatibility.Aws } };
}
