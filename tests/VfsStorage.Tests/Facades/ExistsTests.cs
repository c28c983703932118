namespace VfsStorage.Tests.Facades;

/// <summary>
/// <c>Exists</c> never throws on a disk. On S3 it says no where there is nothing, or nothing that may be seen; but a store that did
/// not answer is no "no", because whoever believes it overwrites what exists.
/// </summary>
internal sealed class ExistsTests : FacadeFixture
{
    [Test]
    public void Exists_StoreFails_Throws()
    {
        Server.Faults.On().Answer(500, "InternalError");
        Assert.Multiple(() =>
        {
            Assert.That(() => FileSystem.File.Exists("/a"), Throws.InstanceOf<IOException>().With.Message.Contains("'/a'"));
            Assert.That(() => FileSystem.Directory.Exists("/a"), Throws.InstanceOf<IOException>());
            Assert.That(() => FileSystem.Path.Exists("/a"), Throws.InstanceOf<IOException>());
            Assert.That(() => FileSystem.FileInfo.New("/a").Exists, Throws.InstanceOf<IOException>());
            Assert.That(() => FileSystem.File.ExistsAsync("/a"), Throws.InstanceOf<IOException>());
        });
    }

    [Test]
    public async Task Exists_Forbidden_IsFalse()
    {
        await PutAsync("a");
        Server.Faults.On().Deny();
        Assert.That((FileSystem.File.Exists("/a"), FileSystem.Directory.Exists("/d"), FileSystem.DirectoryInfo.New("/d").Exists), Is.EqualTo((false, false, false)));
    }

    [Test]
    public void Exists_KeyTooLong_IsFalse() => Assert.That(FileSystem.File.Exists("/" + new string('x', 1025)), Is.False);

    [TestCase(null)]
    [TestCase("")]
    [TestCase("a\0b")]
    public void Exists_NoPath_IsFalseAtNoCost(string? path) =>
        Assert.That(RequestsOf(() => Assert.That(FileSystem.File.Exists(path), Is.False)), Is.EqualTo("none"));

    [Test]
    public void ExistsAsync_Cancelled_IsCancelled() =>
        Assert.That(() => FileSystem.File.ExistsAsync("/a", new CancellationToken(true)), Throws.InstanceOf<OperationCanceledException>());
}
