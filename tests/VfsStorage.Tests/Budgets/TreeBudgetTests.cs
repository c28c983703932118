using VfsStorage.Testing;

namespace VfsStorage.Tests.Budgets;

/// <summary>"What calls cost" of docs/SEMANTICS.md, for directories and trees.</summary>
internal sealed class TreeBudgetTests : BudgetFixture
{
    [Test]
    public async Task Exists_DirectoryThere_OneList()
    {
        await PutAsync("dir/file");

        Assert.That(RequestsOf(() => Strict.Directory.Exists("/dir")).ToString(), Is.EqualTo("LIST×1"));
    }

    [Test]
    public void Exists_DirectoryMissing_OneList() => Assert.That(RequestsOf(() => Strict.Directory.Exists("/dir")).ToString(), Is.EqualTo("LIST×1"));

    [Test]
    public async Task GetFiles_TwoPages_TwoListsAndNoHead()
    {
        await PutManyAsync(1_500, i => $"dir/{i:d5}");

        var requests = RequestsOf(() => Assert.That(Strict.Directory.GetFiles("/dir"), Has.Length.EqualTo(1_500)));

        Assert.That(requests.ToString(), Is.EqualTo("LIST×2"));
    }

    [Test]
    public async Task GetFiles_PatternWithPrefix_ListsWithThePrefix()
    {
        await PutManyAsync(1_200, i => $"dir/other{i}");
        await PutAsync("dir/abc1.csv");

        var requests = RequestsOf(() => Assert.That(Strict.Directory.GetFiles("/dir", "abc*.csv"), Has.Length.EqualTo(1)));

        Assert.That(requests.ToString(), Is.EqualTo("LIST×1"));
    }

    [Test]
    public async Task GetFiles_Recursive_ListsFlat()
    {
        await PutManyAsync(300, i => $"dir/{i % 100}/{i}/file");

        var requests = RequestsOf(() => Assert.That(Strict.Directory.GetFiles("/dir", "*", SearchOption.AllDirectories), Has.Length.EqualTo(300)));

        Assert.That(requests.ToString(), Is.EqualTo("LIST×1"));
    }

    [Test]
    public async Task EnumerateFiles_FirstOfManyPages_OneList()
    {
        await PutManyAsync(1_500, i => $"dir/{i % 100}/{i}");

        var requests = RequestsOf(() => Assert.That(Strict.Directory.EnumerateFiles("/dir", "*", SearchOption.AllDirectories).First(), Does.StartWith("/dir/")));

        Assert.That(requests.ToString(), Is.EqualTo("LIST×1"));
    }

    [Test]
    public async Task EnumerateFileInfos_Lengths_NoHead()
    {
        await PutManyAsync(50, i => $"dir/{i}");

        var requests = RequestsOf(() => Assert.That(Strict.DirectoryInfo.New("/dir").EnumerateFiles().Sum(file => file.Length), Is.EqualTo(50)));

        Assert.That(requests.ToString(), Is.EqualTo("LIST×1"));
    }

    [Test]
    public async Task Delete_Recursive_PagesOfListsAndBulkDeletes()
    {
        await PutManyAsync(2_500, i => $"dir/{i % 10}/{i}");

        var requests = RequestsOf(() => Strict.Directory.Delete("/dir", recursive: true));

        Assert.Multiple(() =>
        {
            Assert.That(requests.CountOf(S3Operation.ListObjectsV2), Is.LessThanOrEqualTo(3 + 8));
            Assert.That(requests.CountOf(S3Operation.DeleteObjects), Is.LessThanOrEqualTo(3 + 8));
            Assert.That(requests, Has.Count.EqualTo(requests.CountOf(S3Operation.ListObjectsV2) + requests.CountOf(S3Operation.DeleteObjects)));
            Assert.That(Strict.Directory.Exists("/dir"), Is.False);
        });
    }

    [Test]
    public async Task Move_Directory_OneCopyEachAndBulkDeletes()
    {
        await PutManyAsync(1_200, i => $"dir/{i}");

        var requests = RequestsOf(() => Strict.Directory.Move("/dir", "/moved"));

        Assert.Multiple(() =>
        {
            Assert.That(requests.CountOf(S3Operation.CopyObject), Is.EqualTo(1_200));
            Assert.That(requests.CountOf(S3Operation.DeleteObjects), Is.EqualTo(2));
            Assert.That(requests.CountOf(S3Operation.ListObjectsV2), Is.LessThanOrEqualTo(2 + 4));
            Assert.That(requests.CountOf(S3Operation.PutObject) + requests.CountOf(S3Operation.DeleteObject), Is.EqualTo(3), "the journal");
            Assert.That(Strict.Directory.GetFiles("/moved"), Has.Length.EqualTo(1_200));
        });
    }

    [Test]
    public void CreateDirectory_Chain_OneRoundTripOfMarkers()
    {
        Slow();

        var requests = RequestsOf(() => Strict.Directory.CreateDirectory("/a/b/c"));

        Assert.Multiple(() =>
        {
            Assert.That(requests.CountOf(S3Operation.PutObject), Is.EqualTo(3));
            Assert.That(requests.RoundTrips, Is.LessThanOrEqualTo(3));
        });
    }

    [TestCase("/a", "PUT×1 LIST×1")]
    [TestCase("/a/b", "PUT×2 LIST×2")]
    [TestCase("/a/b/c", "PUT×3 LIST×1")]
    public void CreateDirectory_NothingThere_OneOrTwoLists(string path, string expected) =>
        Assert.That(RequestsOf(() => Strict.Directory.CreateDirectory(path)).ToString(), Is.EqualTo(expected));

    [Test]
    public void CreateDirectory_NeighbourBetweenFileAndDirectory_AsksForBoth()
    {
        Strict.File.WriteAllText("/a.txt", "");

        Assert.That(RequestsOf(() => Strict.Directory.CreateDirectory("/a")).ToString(), Is.EqualTo("HEAD×1 PUT×1 LIST×2"));
    }

    [Test]
    public void CreateDirectory_ThereAlready_OneList()
    {
        Strict.Directory.CreateDirectory("/a/b/c");

        Assert.That(RequestsOf(() => Strict.Directory.CreateDirectory("/a/b/c")).ToString(), Is.EqualTo("LIST×1"));
    }
}
