using VfsStorage.Objects;
using VfsStorage.Objects.S3;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Objects.S3;

internal sealed class CapabilityProbeTests
{
    private const string Bucket = "bucket";

    private static readonly object[] Stores =
    [
        new object[] { S3StoreQuirks.None, StoreCapabilities.Aws },
        new object[] { S3StoreQuirks.IgnoresIfNoneMatchOnPut, StoreCapabilities.Aws with { PutIfMissing = false } },
        new object[] { S3StoreQuirks.IgnoresIfMatchOnPut, StoreCapabilities.Aws with { PutIfMatch = ETagForm.None } },
        new object[] { S3StoreQuirks.RequiresUnquotedIfMatch, StoreCapabilities.Aws with { PutIfMatch = ETagForm.Unquoted } },
        new object[] { S3StoreQuirks.IgnoresConditionsOnCopy, StoreCapabilities.Aws with { CopySourceMatch = false, CopyPrecondition = false } },
        new object[] { S3StoreQuirks.IgnoresConditionsOnComplete, StoreCapabilities.Aws with { CompletePrecondition = false } },
        new object[] { S3StoreQuirks.NoFullObjectChecksums, StoreCapabilities.Aws with { Checksums = false } },
        new object[] { S3StoreQuirks.IgnoresChecksums, StoreCapabilities.Aws with { Checksums = false } },
        new object[] { S3StoreQuirks.IgnoresDestinationConditionsOnCopy, StoreCapabilities.Aws with { CopyPrecondition = false } },
        new object[] { S3StoreQuirks.DropsTagsOnCopy, StoreCapabilities.Aws with { KeepsTags = false } },
        new object[] { S3StoreQuirks.IgnoresIfMatchOnDelete, StoreCapabilities.Aws with { DeleteIfMatch = false, BulkDeleteIfMatch = false } },
    ];

    [TestCaseSource(nameof(Stores))]
    public async Task Probe_Store_FindsWhatItHeedsAndLeavesNothing(S3StoreQuirks quirks, StoreCapabilities expected)
    {
        await using var server = await StartAsync(quirks);
        using var client = server.CreateClient();
        var found = await ProbeOf(client).RunAsync(new ObjectKey(Bucket, "folder/key"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found, Is.EqualTo(expected));
            Assert.That(server.GetKeys(Bucket), Is.Empty);
            Assert.That(server.CountOpenUploads(Bucket), Is.Zero);
            Assert.That(server.Requests.All.Select(request => request.Key).Where(key => key.Length > 0), Has.All.StartsWith("folder/.vfs-probe-"));
        }
    }

    [Test]
    public async Task Auto_FirstWrite_ProbesOnceForAllStoresOfTheClient()
    {
        await using var server = await StartAsync(S3StoreQuirks.None);
        using var client = server.CreateClient();
        await PutAsync(new S3ObjectStore(client), "a");
        var probed = server.Requests.Count();
        await PutAsync(new S3ObjectStore(client), "b");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(probed, Is.GreaterThan(10));
            Assert.That(server.Requests.Count() - probed, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Auto_WritesAtTheSameTime_ShareOneProbe()
    {
        await using var server = await StartAsync(S3StoreQuirks.None);
        using var client = server.CreateClient();
        var store = new S3ObjectStore(client);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => PutAsync(store, $"key{i}")));
        var probes = server.Requests.All.Where(request => request.Key.Contains(".vfs-probe-", StringComparison.Ordinal)).Select(request => request.Key.Split('-')[2]).Distinct();
        Assert.That(probes.Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Auto_Reads_DoNotProbe()
    {
        await using var server = await StartAsync(S3StoreQuirks.None);
        server.AddObject(Bucket, "key", "text");
        using var client = server.CreateClient();
        var store = new S3ObjectStore(client);
        await store.HeadAsync(new(Bucket, "key"), default);
        await store.ListAsync(new(Bucket, ""), default);
        await using (await store.GetAsync(new(Bucket, "key"), null, null, default)) { }
        await store.DeleteAsync(new(Bucket, "key"), null, default);
        await store.DeleteManyAsync(Bucket, ["key"], default);
        Assert.That(server.Requests.Count(), Is.EqualTo(5));
    }

    [Test]
    public async Task Auto_ProbeIsDenied_WritesAsToAnyStore()
    {
        await using var server = await StartAsync(S3StoreQuirks.None);
        server.Faults.On().Where(request => request.Key.Contains(".vfs-probe-", StringComparison.Ordinal)).Deny();
        using var client = server.CreateClient();
        var store = new S3ObjectStore(client);
        await PutAsync(store, "a");
        await PutAsync(store, "b");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(server.GetKeys(Bucket), Is.EqualTo(new[] { "a", "b" }));
            Assert.That(server.Requests.Count(), Is.EqualTo(3));
        }
    }

    [Test]
    public async Task Auto_StoreIsDownDuringTheProbe_ProbesAgainLater()
    {
        await using var server = await StartAsync(S3StoreQuirks.None);
        using var client = server.CreateClient();
        var store = new S3ObjectStore(client);
        using (server.Faults.On(S3Operation.CopyObject).Answer(500))
        {
            await StoreContract.FailsAsync(StoreErrorKind.Unavailable, () => PutAsync(store, "a"));
        }

        await PutAsync(store, "a");
        Assert.That(server.GetKeys(Bucket), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public async Task Auto_StoreWithoutMultipart_StillHasItsOtherFeatures()
    {
        await using var server = await StartAsync(S3StoreQuirks.None);
        server.Faults.On(S3Operation.CreateMultipartUpload).Answer(501, "NotImplemented");
        using var client = server.CreateClient();
        var found = await ProbeOf(client).RunAsync(new ObjectKey(Bucket, "key"));
        Assert.That(found, Is.EqualTo(StoreCapabilities.Aws with { CompletePrecondition = false }));
    }

    [Test]
    public async Task Auto_WriterGivesUp_OthersStillGetTheAnswer()
    {
        await using var server = await StartAsync(S3StoreQuirks.None);
        using var client = server.CreateClient();
        var store = new S3ObjectStore(client);
        using var cancel = new CancellationTokenSource();
        server.Faults.On(S3Operation.PutObject).Times(1).CallBefore(_ => cancel.Cancel());
        Assert.That(
            () => store.PutAsync(new(Bucket, "a"), default, ObjectHeaders.None, Precondition.None, cancel.Token),
            Throws.InstanceOf<OperationCanceledException>());
        await PutAsync(store, "b");
        Assert.That(server.GetKeys(Bucket), Is.EqualTo(new[] { "b" }));
    }

    private static async Task<S3TestServer> StartAsync(S3StoreQuirks quirks)
    {
        var server = await S3TestServer.StartAsync(new S3TestServerOptions { Quirks = quirks });
        server.CreateBucket(Bucket);
        return server;
    }

    private static CapabilityProbe ProbeOf(Amazon.S3.IAmazonS3 client)
    {
        var settings = new ObjectStoreSettings();
        return new CapabilityProbe(new RequestSender(client, settings, new RequestMeter(), TimeProvider.System), new RequestDefaults(settings));
    }

    private static Task<ObjectInfo> PutAsync(S3ObjectStore store, string key) => store.PutAsync(new(Bucket, key), new([1]), ObjectHeaders.None, Precondition.None, default);
}
