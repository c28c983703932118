using System.IO.Abstractions;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Facades;

/// <summary>Plain listings: the same entries on the disk and on S3, links as what they are, and no request but LIST.</summary>
[TestFixture("S3")]
[TestFixture("Disk")]
internal sealed class ListTests(string kind) : FacadeFixture
{
    private IFileSystem _subject = null!;
    private string _root = "";

    [SetUp]
    public void MakeSubject()
    {
        _subject = kind == "S3" ? FileSystem : new FileSystem();
        _root = kind == "S3" ? "/d" : Path.Combine(Path.GetTempPath(), $"vfs-list-{Guid.NewGuid():N}");
        _subject.Directory.CreateDirectory($"{_root}/sub/deep");
        _subject.File.WriteAllText($"{_root}/a.csv", "12345");
        _subject.File.WriteAllText($"{_root}/b.txt", "1");
        _subject.File.WriteAllText($"{_root}/sub/c.csv", "123");
        _subject.File.WriteAllText($"{_root}/sub/deep/d.csv", "");
    }

    [TearDown]
    public void RemoveSubject() => _subject.Directory.Delete(_root, recursive: true);

    [Test]
    public async Task ListAsync_OneLevel_TellsKindsAndSizes() =>
        Assert.That(await ListAsync(), Is.EqualTo(new[] { "File a.csv 5", "File b.txt 1", "Directory sub 0" }));

    [Test]
    public async Task ListAsync_Deeper_EntersAsFarAsAsked()
    {
        Assert.That(
            await ListAsync(maxDepth: 1),
            Is.EqualTo(new[] { "File a.csv 5", "File b.txt 1", "Directory sub 0", "File sub/c.csv 3", "Directory sub/deep 0" }));
        Assert.That(await ListAsync(maxDepth: int.MaxValue), Has.Member("File sub/deep/d.csv 0"));
    }

    [Test]
    public async Task ListAsync_Pattern_LeavesOtherNamesOut() =>
        Assert.That(await ListAsync("*.csv", maxDepth: 5), Is.EqualTo(new[] { "File a.csv 5", "File sub/c.csv 3", "File sub/deep/d.csv 0" }));

    [Test]
    public async Task ListAsync_PatternWithoutWildcard_TakesTheNameAsItIs()
    {
        _subject.File.WriteAllText($"{_root}/x*y", "");
        _subject.File.WriteAllText($"{_root}/xzy", "");

        Assert.That(await ListAsync("x\\*y"), Is.EqualTo(new[] { "File x*y 0" }));
    }

    [Test]
    public async Task ListAsync_LinkToItsOwnParent_IsShownAndNotEntered()
    {
        _subject.Directory.CreateSymbolicLink($"{_root}/sub/loop", _root);

        Assert.That((await ListAsync(maxDepth: int.MaxValue)).Where(line => line.Contains("loop")), Is.EqualTo(new[] { "Link sub/loop 0" }));
    }

    [Test]
    public async Task ListAsync_MissingDirectory_ThrowsAtTheFirstElement()
    {
        var listing = _subject.Directory.ListAsync($"{_root}/none");
        await Assert.ThatAsync(async () => await listing.AnyAsync(), Throws.TypeOf<DirectoryNotFoundException>());
    }

    [Test]
    public async Task ListAsync_OnS3_CostsOneListForAThousandEntries()
    {
        Assume.That(kind, Is.EqualTo("S3"));
        await PutManyAsync(1500, number => $"many/{number % 7}/{number:0000}");
        var mark = Server.Requests.Mark;

        var entries = await FileSystem.Directory.ListAsync("/many/3").CountAsync();

        Assert.That(entries, Is.EqualTo(214));
        Assert.That(Server.Requests.Since(mark).ToString(), Is.EqualTo("LIST×1"));
        Assert.That(await FileSystem.Directory.ListAsync("/many/3").AllAsync(entry => entry.LastModified is not null), Is.True);
        Assert.That(Server.Requests.Since(mark).CountOf(S3Operation.HeadObject), Is.Zero);
    }

    private async Task<IReadOnlyList<string>> ListAsync(string pattern = "*", int maxDepth = 0) =>
        [.. (await _subject.Directory.ListAsync(_root, pattern, maxDepth).ToListAsync())
            .Select(entry => $"{entry.Kind} {entry.Path[(_root.Length + 1)..]} {entry.Length}")
            .OrderBy(line => line.Split(' ')[1], StringComparer.Ordinal)];
}
