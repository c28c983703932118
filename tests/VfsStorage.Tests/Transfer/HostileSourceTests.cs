using VfsStorage.Tests.Reliability;
using VfsStorage.Transfer;

namespace VfsStorage.Tests.Transfer;

/// <summary>A bucket that somebody else has filled: whatever its keys and links are, a pull writes nothing outside its destination.</summary>
internal sealed class HostileSourceTests : TransferFixture
{
    private string Outside => Path.Combine(Folder, "outside");

    [SetUp]
    public void MakeOutside()
    {
        Directory.CreateDirectory(Outside);
        File.WriteAllText(Path.Combine(Outside, "victim"), "untouched");
    }

    [Test]
    public async Task Pull_HostileKeys_WritesNothingOutside()
    {
        var paths = HostilePaths.New();
        for (var number = 0; number < 500; number++)
        {
            // As a tool would store them that checks nothing.
            var key = paths.Next();
            if (key.Length > 0 && key[0] != '/' && System.Text.Encoding.UTF8.GetByteCount(key) <= 1024 && !key.Any(char.IsSurrogate))
                Server.AddObject("first", key, "hostile");
        }

        Server.AddObject("first", "../outside/victim", "hostile");
        Server.AddObject("first", "x/../../outside/victim", "hostile");
        await TransferAsync(InBucket("first"), OnDisk(TargetFolder));

        Assert.That(Directory.EnumerateFileSystemEntries(Folder).Select(Path.GetFileName), Is.SubsetOf(new[] { "source", "target", "outside" }));
        AssertUntouched();
    }

    [Test]
    public async Task Pull_LinkThatLeadsOutAndAKeyBelowIt_WritesNothingOutside([Values] bool inTwoRuns)
    {
        var bucket = InBucket("first");
        bucket.FileSystem.File.CreateSymbolicLink("/out", Outside);
        if (inTwoRuns)
        {
            await TransferAsync(bucket, OnDisk(TargetFolder));
            bucket.FileSystem.File.Delete("/out");
        }

        Server.AddObject("first", "out/victim", "hostile");
        Server.AddObject("first", "out/new", "hostile");
        await TransferAsync(InBucket("first"), OnDisk(TargetFolder));
        await TransferAsync(InBucket("first"), OnDisk(TargetFolder), new TransferOptions { DeleteSource = true });

        AssertUntouched();
    }

    private void AssertUntouched()
    {
        Assert.That(Directory.GetFiles(Outside).Select(Path.GetFileName), Is.EqualTo(new[] { "victim" }));
        Assert.That(File.ReadAllText(Path.Combine(Outside, "victim")), Is.EqualTo("untouched"));
    }
}
