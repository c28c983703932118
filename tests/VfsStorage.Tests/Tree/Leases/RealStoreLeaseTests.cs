using Microsoft.Extensions.Time.Testing;

namespace VfsStorage.Tests.Tree.Leases;

/// <summary>Leases on the real S3 server that the run names, whose clock is its own.</summary>
[Category("RealServer")]
internal sealed class RealStoreLeaseTests
{
    [Test]
    public async Task Lease_OnARealStore_ExcludesExpiresAndFences()
    {
        if (ExternalStore.Current is null)
            Assert.Ignore("No real S3 server is named: VFS_TEST_ENDPOINT.");
        using var client = ExternalStore.Current!.CreateClient();
        var bucket = $"{ExternalStore.RunName}-leases";
        await client.PutBucketAsync(bucket);
        // Its timers do not run: the first machine is asleep from the start.
        using var asleep = FilesOf(new FakeTimeProvider(DateTimeOffset.UtcNow));
        using var other = FilesOf(TimeProvider.System);
        other.File.WriteAllText("/file", "old");

        var held = asleep.File.Open("/file", FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        held.Write("lost"u8);
        Assert.Throws<IOException>(() => other.File.Open("/file", FileMode.Open));

        using (var successor = await TakeOverAsync())
        {
            Assert.Throws<IOException>(held.Dispose);
            successor.Write("next"u8);
        }

        Assert.That(other.File.ReadAllText("/file"), Is.EqualTo("next"));
        Assert.That((await client.ListObjectsV2Async(new() { BucketName = bucket })).S3Objects.Select(found => found.Key), Is.EqualTo(["file"]));

        S3FileSystem FilesOf(TimeProvider time)
        {
            var options = new S3FileSystemOptions { TimeProvider = time, Locking = S3Locking.Lease, LeaseDuration = TimeSpan.FromSeconds(2), KeepUnsentData = false };
            options.Requests.Compatibility = ExternalStore.Current!.Compatibility;
            return new S3FileSystem(client, bucket, options: options);
        }

        async Task<Stream> TakeOverAsync()
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return other.File.Open("/file", FileMode.Create, FileAccess.Write, FileShare.None);
                }
                catch (IOException) when (attempt < 100)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(300));
                }
            }
        }
    }
}
