namespace VfsStorage.Tests.Facades;

/// <summary>What infos ask of the store.</summary>
internal sealed class InfoTests : FacadeFixture
{
    [Test]
    public async Task FileInfo_ExistsLengthAndTimes_OneHead()
    {
        await PutAsync("f");
        var info = FileSystem.FileInfo.New("/f");
        var requests = RequestsOf(() => Assert.That((info.Exists, info.Length, info.LastWriteTimeUtc == info.CreationTimeUtc), Is.EqualTo((true, 7L, true))));
        Assert.That(requests, Is.EqualTo("HEAD×1"));
    }

    [Test]
    public async Task FileInfo_ThatIsADirectory_LooksForTheOtherKindOnlyWhenAsked()
    {
        await PutAsync("d/f");
        var info = FileSystem.FileInfo.New("/d");
        Assert.That(RequestsOf(() => Assert.That(info.Exists, Is.False)), Is.EqualTo("HEAD×1"));
        Assert.That(info.Attributes, Is.EqualTo(FileAttributes.Directory));
    }

    [Test]
    public async Task DirectoryInfo_Exists_OneList()
    {
        await PutAsync("d/f");
        Assert.That(RequestsOf(() => Assert.That(FileSystem.DirectoryInfo.New("/d").Exists, Is.True)), Is.EqualTo("LIST×1"));
    }

    [Test]
    public async Task Refresh_Made_LooksAtOnce()
    {
        await PutAsync("f");
        var info = FileSystem.FileInfo.New("/f");
        info.Refresh();
        await RemoveAsync("f");
        Assert.That(RequestsOf(() => Assert.That(info.Exists, Is.True)), Is.EqualTo("none"));
    }

    [Test]
    public void RelativePath_CurrentDirectoryChangesLater_IsKept()
    {
        FileSystem.Directory.CreateDirectory("/d");
        var info = FileSystem.FileInfo.New("f");
        FileSystem.Directory.SetCurrentDirectory("/d");
        Assert.That((info.FullName, FileSystem.FileInfo.New("f").FullName), Is.EqualTo(("/f", "/d/f")));
    }

    [Test]
    public void CurrentDirectory_TwoFileSystems_AreSeparate()
    {
        FileSystem.Directory.CreateDirectory("/d");
        FileSystem.Directory.SetCurrentDirectory("/d/");
        using var client = Server.CreateClient();
        using var other = new S3FileSystem(client, "bucket");
        Assert.That((FileSystem.Directory.GetCurrentDirectory(), other.Directory.GetCurrentDirectory()), Is.EqualTo(("/d", "/")));
    }
}
