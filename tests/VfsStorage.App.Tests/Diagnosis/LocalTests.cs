namespace VfsStorage.App.Tests.Diagnosis;

/// <summary>What a diagnosis says of the local disk.</summary>
[TestFixture]
internal sealed class LocalTests : DoctorFixture
{
    private readonly Scratch _scratch = new();

    [SetUp]
    public void SetUp() => Set("local:base_path", _scratch.Root);

    [TearDown]
    public void TearDown() => _scratch.Dispose();

    [Test]
    public async Task Examine_FoldersThatWork_LeavesThemAsTheyWere()
    {
        await ExamineAsync();

        Assert.That(Worse, Is.Empty, All());
        Assert.That(Find("input", "list, write, read, move, delete").Message, Does.StartWith(_scratch.Input));
        Assert.That(Find("input", "GiB are free").Level, Is.EqualTo(StorageFindingLevel.Ok));
        Assert.That(Find("output", "it is made when it is needed").Level, Is.EqualTo(StorageFindingLevel.Ok));
        Assert.That(Directory.EnumerateFileSystemEntries(_scratch.Root), Is.EqualTo(new[] { _scratch.Input }));
        Assert.That(Directory.EnumerateFileSystemEntries(_scratch.Input), Is.Empty);
    }

    [Test]
    public async Task Examine_FileInAFoldersPlace_NamesTheKey()
    {
        await File.WriteAllTextAsync(_scratch.Output, "");

        await ExamineAsync();

        Assert.That(Find("output", "is a file").Remedy, Does.Contain("storage.local.output_folder"));
    }

    [Test]
    public async Task Examine_FolderCannotBeMade_NamesTheKeys()
    {
        Set("local:cache_folder", "/proc/nowhere/cache");

        await ExamineAsync();

        var finding = Find("cache", "cannot be made in /proc");
        Assert.That(finding.Level, Is.EqualTo(StorageFindingLevel.Error));
        Assert.That(finding.Remedy, Does.Contain("storage.local.cache_folder"));
    }

    [Test]
    public async Task Examine_FolderCannotBeWrittenIn_SaysSo()
    {
        Set("local:cache_folder", "/proc/sys");

        await ExamineAsync();

        Assert.That(Find("cache", "cannot be written in").Level, Is.EqualTo(StorageFindingLevel.Error));
    }
}
