namespace VfsStorage.Tests.Facades;

/// <summary>What enumerations ask of the store, and when.</summary>
internal sealed class EnumerationTests : FacadeFixture
{
    [Test]
    public async Task EnumerateFiles_OnlyTheFirstTaken_ListsOnePage()
    {
        await PutManyAsync(1_100, number => $"d/{number:0000}");
        var requests = RequestsOf(() => Assert.That(FileSystem.Directory.EnumerateFiles("/d").First(), Is.EqualTo("/d/0000")));
        Assert.That(requests, Is.EqualTo("LIST×1"));
    }

    [Test]
    public async Task EnumerateFiles_Made_ListsBeforeTheFirstElement()
    {
        await PutAsync("d/f");
        Assert.That(RequestsOf(() => FileSystem.Directory.EnumerateFiles("/d")), Is.EqualTo("LIST×1"));
    }

    [Test]
    public async Task EnumerateFiles_EnumeratedTwice_ListsTwice()
    {
        await PutAsync("d/f");
        var files = FileSystem.Directory.EnumerateFiles("/d");
        await PutAsync("d/g");
        Assert.That((files.Count(), files.Count()), Is.EqualTo((1, 2)));
    }

    [Test]
    public void EnumerateFilesAsync_Made_ListsNothingYet() =>
        Assert.That(RequestsOf(() => FileSystem.Directory.EnumerateFilesAsync("/missing")), Is.EqualTo("none"));

    [Test]
    public async Task GetFiles_LengthOfEach_CostsNothingMore()
    {
        await PutManyAsync(20, number => $"d/{number}");
        var requests = RequestsOf(() => Assert.That(FileSystem.DirectoryInfo.New("/d").GetFiles().Sum(file => file.Length), Is.EqualTo(20)));
        Assert.That(requests, Is.EqualTo("LIST×1"));
    }

    [Test]
    public async Task GetFileSystemInfos_ExistsAndKindOfEach_CostNothingMore()
    {
        await PutAsync("d/f");
        await PutAsync("d/sub/f");
        var requests = RequestsOf(() => Assert.That(FileSystem.DirectoryInfo.New("/d").GetFileSystemInfos().Count(info => info.Exists), Is.EqualTo(2)));
        Assert.That(requests, Is.EqualTo("LIST×1"));
    }

    [Test]
    public async Task EnumerateFiles_StoreFailsOnALaterPage_ThrowsThere()
    {
        await PutManyAsync(1_100, number => $"d/{number:0000}");
        using var files = FileSystem.Directory.EnumerateFiles("/d").GetEnumerator();
        Server.Faults.On().Answer(500, "InternalError");
        var seen = 0;
        Assert.That(
            () =>
            {
                while (files.MoveNext())
                    seen++;
            },
            Throws.InstanceOf<IOException>().With.Message.Contains("'/d'"));
        Assert.That(seen, Is.EqualTo(1_000));
    }

    [Test]
    public async Task SpecialDirectories_Recursive_AreInEveryDirectory()
    {
        await PutAsync("d/sub/f");
        var options = new EnumerationOptions { ReturnSpecialDirectories = true, RecurseSubdirectories = true };
        Assert.That(
            FileSystem.Directory.GetFileSystemEntries("/d", "*", options),
            Is.EquivalentTo(new[] { "/d/.", "/d/..", "/d/sub", "/d/sub/.", "/d/sub/..", "/d/sub/f" }));
    }

    [Test]
    public void SpecialDirectories_DirectoryMissing_ThrowsAtTheCall() =>
        Assert.That(
            () => FileSystem.Directory.EnumerateDirectories("/missing", "*", new EnumerationOptions { ReturnSpecialDirectories = true }),
            Throws.TypeOf<DirectoryNotFoundException>());
}
