using System.IO.Abstractions;
using VfsStorage.Transfer;

namespace VfsStorage.Tests.Transfer;

/// <summary>The round trip through the real S3 server that the run names.</summary>
[Category("RealServer")]
internal sealed class RealStoreTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder()
    {
        if (ExternalStore.Current is null)
        {
            Assert.Ignore("No real S3 server is named: VFS_TEST_ENDPOINT.");
        }

        _folder = Directory.CreateTempSubdirectory("vfs-transfer-").FullName;
    }

    [TearDown]
    public void DeleteFolder()
    {
        if (_folder.Length == 0)
        {
            return;
        }

        foreach (var directory in Directory.EnumerateDirectories(_folder, "foo", SearchOption.AllDirectories).Where(path => new DirectoryInfo(path).LinkTarget is null))
        {
            File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task RoundTrip_RealStore_ComesBackIdentical()
    {
        using var client = ExternalStore.Current!.CreateClient();
        var buckets = new[] { $"{ExternalStore.RunName}-up", $"{ExternalStore.RunName}-across" };
        foreach (var bucket in buckets)
        {
            await client.PutBucketAsync(bucket);
        }

        var (source, target) = (Directory.CreateDirectory(Path.Combine(_folder, "source")).FullName, Path.Combine(_folder, "target"));
        NastyTree.Make(source, 50, 21 << 20);
        var options = new S3FileSystemOptions { Requests = { Compatibility = ExternalStore.Current.Compatibility } };
        using var first = new S3FileSystem(client, buckets[0], "", options);
        using var second = new S3FileSystem(client, buckets[1], "", options);

        await CopyAsync(new TransferPlace(new FileSystem(), source), new TransferPlace(first, "/x"));
        await CopyAsync(new TransferPlace(first, "/x"), new TransferPlace(second, "/"));
        await CopyAsync(new TransferPlace(second, "/"), new TransferPlace(new FileSystem(), target));

        Assert.That(TreeImage.Of(target), Is.EqualTo(TreeImage.Of(source)));
    }

    private static async Task CopyAsync(TransferPlace from, TransferPlace to)
    {
        using var job = new TransferJob(from, to, new TransferOptions { Parallelism = 8 });
        var report = await job.RunAsync(await job.PlanAsync());
        Assert.That(report.Failed, Is.Empty);
    }
}
