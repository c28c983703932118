using System.Reflection;
using System.IO.Abstractions;
using VfsStorage.Testing;
using VfsStorage.Transfer;

namespace VfsStorage.Tests.Transfer;

/// <summary>What a transfer proves, notices, deletes and costs; the sentences of docs/TRANSFER.md.</summary>
internal sealed class TransferJobTests : TransferFixture
{
    private const long PartBytes = 5L << 20;

    [Test]
    public async Task Upload_SmallFiles_IsOnePutEach()
    {
        for (var index = 0; index < 20; index++)
        {
            Write($"d/{index}");
        }

        await TransferAsync(OnDisk(SourceFolder), InBucket("first"));

        // The destination is listed once, and the directory has one marker.
        Assert.That(Server.Requests.ToString(), Is.EqualTo("PUT×21 LIST×1"));
    }

    [Test]
    public async Task Download_SmallFiles_IsOneGetEach()
    {
        for (var index = 0; index < 20; index++)
        {
            Server.AddObject("first", $"{index}", "content");
        }

        await TransferAsync(InBucket("first"), OnDisk(TargetFolder));

        Assert.That(Server.Requests.ToString(), Is.EqualTo("GET×20 LIST×1"));
    }

    [Test]
    public async Task CopyOnServer_Files_MovesNoByteThroughHere()
    {
        Server.AddObject("first", "a", "content");

        await TransferAsync(InBucket("first"), InBucket("second"));

        Assert.That(Server.Requests.ToString(), Is.EqualTo("HEAD×1 COPY×1 LIST×2"));
    }

    [Test]
    public async Task CopyOnServer_Refused_PassesThroughHere()
    {
        Server.AddObject("first", "a", "content");
        Server.Faults.On(S3Operation.CopyObject).Deny();

        var report = await TransferAsync(InBucket("first"), InBucket("second"));

        Assert.That((report.Copied, Server.GetKeys("second").Single()), Is.EqualTo((1, "a")));
    }

    [Test]
    public async Task CopyBetweenStores_SmallAndLarge_PassesThroughHere()
    {
        NastyTree.Make(SourceFolder, 5, 12 << 20);
        await using var other = await S3TestServer.StartAsync(new S3TestServerOptions { Buckets = { "third" } });
        var options = new TransferOptions { PartSizeBytes = PartBytes };
        await TransferAsync(OnDisk(SourceFolder), InBucket("first"), options);

        var across = await TransferAsync(InBucket("first"), InBucket("third", client: other.CreateClient()), options);
        await TransferAsync(InBucket("third", client: other.CreateClient()), OnDisk(TargetFolder), options);

        Assert.That(across.Failed, Is.Empty);
        Assert.That(TreeImage.Of(TargetFolder), Is.EqualTo(TreeImage.Of(SourceFolder)));
    }

    [Test]
    public async Task Upload_LargeFile_IsProvenByTheChecksumOfTheWhole()
    {
        File.WriteAllBytes(Path.Combine(SourceFolder, "large"), new byte[12 << 20]);
        Server.Faults.On(S3Operation.GetObject).Deny();

        var report = await TransferAsync(OnDisk(SourceFolder), InBucket("first"), new TransferOptions { PartSizeBytes = PartBytes });

        Assert.That((report.Copied, report.Failed), Is.EqualTo((1, Array.Empty<TransferIssue>())));
        Assert.That(Server.Requests.All.CountOf(S3Operation.UploadPart), Is.EqualTo(3));
    }

    [Test]
    public async Task Download_CorruptOnTheWay_IsReadAgain()
    {
        Server.AddObject("first", "a", new string('x', 5000));
        Server.Faults.On(S3Operation.GetObject).Nth(1).CorruptBody(atByte: 17);

        var report = await TransferAsync(InBucket("first"), OnDisk(TargetFolder));

        Assert.That((report.Copied, File.ReadAllText(Path.Combine(TargetFolder, "a"))), Is.EqualTo((1, new string('x', 5000))));
    }

    [Test]
    public async Task Upload_SourceChangesMeanwhile_IsCopiedAgain()
    {
        var path = Write("a", "old");
        Server.Faults.On(S3Operation.PutObject).Nth(1).CallBefore(_ => File.WriteAllText(path, "new content"));

        // The change comes after the file was read; deleting it notices.
        var report = await TransferAsync(OnDisk(SourceFolder), InBucket("first"), new TransferOptions { DeleteSource = true });

        Assert.That((report.Copied, File.Exists(path)), Is.EqualTo((1, false)));
        Assert.That(await ContentAsync("first", "a"), Is.EqualTo("new content"));
    }

    [Test]
    public async Task Upload_LargeSourceChangesMeanwhile_IsCopiedAgain()
    {
        var path = Path.Combine(SourceFolder, "large");
        File.WriteAllBytes(path, new byte[11 << 20]);
        Server.Faults.On(S3Operation.UploadPart).Nth(2).CallBefore(_ => File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc)));

        var report = await TransferAsync(OnDisk(SourceFolder), InBucket("first"), new TransferOptions { PartSizeBytes = PartBytes });

        Assert.That((report.Copied, Server.CountOpenUploads("first")), Is.EqualTo((1, 0)));
        Assert.That(Server.Requests.All.CountOf(S3Operation.UploadPart), Is.EqualTo(6));
    }

    [Test]
    public async Task Upload_SourceNeverRests_IsReported()
    {
        var path = Write("a");
        var change = 0;
        Server.Faults.On(S3Operation.PutObject).CallBefore(_ => File.WriteAllText(path, new string('x', ++change)));

        var report = await TransferAsync(OnDisk(SourceFolder), InBucket("first"), new TransferOptions { DeleteSource = true });

        Assert.That(report.Failed.Single().Reason, Does.Contain("changed while it was copied"));
        Assert.That(File.Exists(path), Is.True);
    }

    [Test]
    public async Task DeleteSource_EqualByLookOnly_IsComparedFirst()
    {
        var path = Write("a", "one");
        await TransferAsync(OnDisk(SourceFolder), OnDisk(TargetFolder));
        var time = File.GetLastWriteTimeUtc(path);
        File.WriteAllText(path, "two");
        File.SetLastWriteTimeUtc(path, time);

        await TransferAsync(OnDisk(SourceFolder), OnDisk(TargetFolder), new TransferOptions { DeleteSource = true });

        Assert.That((File.Exists(path), File.ReadAllText(Path.Combine(TargetFolder, "a"))), Is.EqualTo((false, "two")));
    }

    [Test]
    public async Task DeleteSource_ObjectReplacedAfterItsCopy_Stays()
    {
        Server.AddObject("first", "a", "old");
        var replaced = 0;
        Server.Faults.On(S3Operation.DeleteObject).CallBefore(_ =>
        {
            if (replaced++ == 0)
            {
                Server.AddObject("first", "a", "new");
            }
        });

        await TransferAsync(InBucket("first"), OnDisk(TargetFolder), new TransferOptions { DeleteSource = true });

        // Its new version was copied, too, before it went.
        Assert.That(File.ReadAllText(Path.Combine(TargetFolder, "a")), Is.EqualTo("new"));
    }

    [Test]
    public async Task Plan_KeysThatNoPathCanName_AreTold()
    {
        Server.AddObject("first", "a//b", "1");
        Server.AddObject("first", "c/../d", "1");
        Server.AddObject("first", "good", "1");
        using var job = new TransferJob(InBucket("first"), OnDisk(TargetFolder));

        var plan = await job.PlanAsync();

        Assert.That(plan.Issues.Select(issue => issue.Path), Is.EqualTo(new[] { "a//b", "c/../d" }));
        Assert.That(plan.Paths, Is.EqualTo(new[] { "good" }));
    }

    [Test]
    public async Task Plan_FileWhereTheDestinationHasADirectory_IsTold()
    {
        Write("a");
        Directory.CreateDirectory(Path.Combine(TargetFolder, "a"));
        using var job = new TransferJob(OnDisk(SourceFolder), OnDisk(TargetFolder));

        Assert.That((await job.PlanAsync()).Issues.Single().Reason, Does.Contain("has a directory there"));
    }

    [Test]
    public async Task Run_FullDisk_StopsInOneLineAndKeepsTheSource()
    {
        Server.AddObject("first", "a", "content");
        var full = FullDisk.Create();
        using var job = new TransferJob(InBucket("first"), new TransferPlace(full, TargetFolder), new TransferOptions { DeleteSource = true });
        var plan = await job.PlanAsync();

        Assert.That(() => job.RunAsync(plan), Throws.TypeOf<TransferException>().With.Message.StartsWith("No space left on device"));
        Assert.That(Server.GetKeys("first"), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void Run_StoreStopsAnswering_GivesUpBeforeTheLastFile()
    {
        for (var index = 0; index < 200; index++)
        {
            Write($"{index}");
        }

        Server.Faults.On(S3Operation.PutObject).Answer(500);

        Assert.That(() => TransferAsync(OnDisk(SourceFolder), InBucket("first")), Throws.TypeOf<TransferException>());
        Assert.That(Server.Requests.All.CountOf(S3Operation.PutObject), Is.LessThan(200));
    }

    [Test]
    public void Manifest_InUse_IsRefused()
    {
        var options = new TransferOptions { ManifestPath = ManifestPath };
        using var first = new TransferJob(OnDisk(SourceFolder), OnDisk(TargetFolder), options);

        Assert.That(() => new TransferJob(OnDisk(SourceFolder), OnDisk(TargetFolder), options), Throws.TypeOf<TransferException>().With.Message.Contains("in use"));
    }

    /// <summary>The real disk, with no room for another file.</summary>
#pragma warning disable CA1852 // The proxy's type derives from it.
    private class FullDisk : DispatchProxy
#pragma warning restore CA1852
    {
        private object _inner = null!;

        public static IFileSystem Create() => (IFileSystem)Over<IFileSystem>(Disk);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (_inner is IFileStreamFactory && args is [_, FileStreamOptions { Access: FileAccess.Write }])
            {
                throw new IOException("No space left on device", 28);
            }

            var result = targetMethod!.Invoke(_inner, args);
            return result is IFileStreamFactory streams ? Over<IFileStreamFactory>(streams) : result;
        }

        private static object Over<T>(object inner)
            where T : class
        {
            object proxy = Create<T, FullDisk>();
            ((FullDisk)proxy)._inner = inner;
            return proxy;
        }
    }
}
