namespace VfsStorage.Tests.Facades;

/// <summary>Temporary files and directories lie inside the file system, and their directory appears when it is needed.</summary>
internal sealed class TempTests : FacadeFixture
{
    [Test]
    public void GetTempFileName_Called_MakesAnEmptyFileOfTheOwner()
    {
#pragma warning disable CS0618 // The member exists, so it must work.
        var path = FileSystem.Path.GetTempFileName();
#pragma warning restore CS0618
        Assert.That(path, Does.StartWith("/tmp/tmp").And.EndsWith(".tmp"));
        Assert.That(
            (FileSystem.FileInfo.New(path).Length, FileSystem.File.GetUnixFileMode(path)),
            Is.EqualTo((0L, UnixFileMode.UserRead | UnixFileMode.UserWrite)));
    }

    [Test]
    public void CreateTempSubdirectory_Twice_MakesTwo()
    {
        var first = FileSystem.Directory.CreateTempSubdirectory("a-");
        var second = FileSystem.Directory.CreateTempSubdirectory("a-");
        Assert.That(FileSystem.Directory.GetDirectories("/tmp"), Is.EquivalentTo(new[] { first.FullName, second.FullName }));
    }

    [Test]
    public void GetTempPath_NothingMadeYet_MakesNothing() =>
        Assert.That(RequestsOf(() => Assert.That(FileSystem.Path.GetTempPath(), Is.EqualTo("/tmp/"))), Is.EqualTo("none"));
}
