using VfsStorage.Testing;
using VfsStorage.Transfer;

namespace VfsStorage.Tests.Transfer;

/// <summary>Disk → S3 → another bucket → disk, and everything is as it was.</summary>
internal sealed class RoundTripTests : TransferFixture
{
    [Test]
    public Task RoundTrip_NastyTree_ComesBackIdentical() => ComesBackIdenticalAsync(200, 21 << 20, S3Compatibility.Aws);

    [Test]
    public async Task RoundTrip_StoreWithoutChecksums_ComesBackIdentical()
    {
        Server.Options.Quirks = S3StoreQuirks.CephRgw16;
        await ComesBackIdenticalAsync(20, 17 << 20, S3Compatibility.Ceph);
    }

    [Test]
    [Category("Slow")]
    public Task RoundTrip_ManyFilesAndALargeOne_ComesBackIdentical() => ComesBackIdenticalAsync(10_000, 3L << 30, S3Compatibility.Aws);

    [Test]
    public async Task Transfer_Again_FindsEverythingEqual()
    {
        NastyTree.Make(SourceFolder, 30, 9 << 20);
        await TransferAsync(OnDisk(SourceFolder), InBucket("first"));
        var mark = Server.Requests.Mark;

        var report = await TransferAsync(OnDisk(SourceFolder), InBucket("first"));

        Assert.That((report.Copied, report.Failed.Count), Is.EqualTo((0, 0)));
        Assert.That(Server.Requests.Since(mark).CountOf(S3Operation.PutObject), Is.Zero);
    }

    [Test]
    public async Task Transfer_OtherFileSystem_IsCopiedBetweenAnyTwo()
    {
        var memory = new System.IO.Abstractions.TestingHelpers.MockFileSystem();
        memory.Directory.CreateDirectory("/m/sub");
        memory.File.WriteAllText("/m/sub/a.txt", "in memory");

        await TransferAsync(new TransferPlace(memory, "/m"), InBucket("first", "/x"));
        await TransferAsync(InBucket("first", "/x"), OnDisk(TargetFolder));

        Assert.That(File.ReadAllText(Path.Combine(TargetFolder, "sub", "a.txt")), Is.EqualTo("in memory"));
    }

    private async Task ComesBackIdenticalAsync(int small, long largeBytes, S3Compatibility compatibility)
    {
        NastyTree.Make(SourceFolder, small, largeBytes);
        var expected = TreeImage.Of(SourceFolder);

        var up = await TransferAsync(OnDisk(SourceFolder), InBucket("first", "/up", compatibility));
        var across = await TransferAsync(InBucket("first", "/up", compatibility), InBucket("second", "/", compatibility));
        var down = await TransferAsync(InBucket("second", "/", compatibility), OnDisk(TargetFolder));

        Assert.That(up.Failed.Concat(across.Failed).Concat(down.Failed), Is.Empty);
        Assert.That(TreeImage.Of(TargetFolder), Is.EqualTo(expected));
        Assert.That((Server.CountOpenUploads("first"), Server.CountOpenUploads("second")), Is.EqualTo((0, 0)));
    }
}
