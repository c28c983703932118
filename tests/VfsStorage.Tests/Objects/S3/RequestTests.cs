using VfsStorage.Objects;
using VfsStorage.Objects.S3;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Objects.S3;

/// <summary>What goes over the wire, as the server saw it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class RequestTests : IAsyncDisposable
{
    private const string Bucket = "bucket";
    private const string Owner = "123456789012";
    private static readonly ObjectKey Key = new(Bucket, "key");

    private S3TestServer _server = null!;
    private Amazon.S3.IAmazonS3 _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await S3TestServer.StartAsync(new S3TestServerOptions { OwnerId = Owner });
        _server.CreateBucket(Bucket);
        _client = _server.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task Put_OnPlainHttp_IsASignedBodyInOnePieceWithItsChecksum()
    {
        await Store(new() { Compatibility = S3Compatibility.Aws }).PutAsync(Key, new("123456789"u8.ToArray()), ObjectHeaders.None, Precondition.None, default);
        var put = _server.Requests.All.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(put.BytesIn, Is.EqualTo(9));
            Assert.That(put.Headers["x-amz-content-sha256"], Has.Length.EqualTo(64));
            Assert.That(put.Headers["x-amz-checksum-crc32"], Is.EqualTo("y/Q5Jg=="), "The check value of CRC-32, cbf43926.");
            Assert.That(put.Headers, Does.Not.ContainKey("x-amz-trailer").And.Not.ContainKey("content-encoding"));
        }
    }

    [Test]
    public async Task Put_ToAStoreWithoutChecksums_IsASignedBodyAndNothingElse()
    {
        await Store(new() { Compatibility = S3Compatibility.Generic }).PutAsync(Key, new("123456789"u8.ToArray()), ObjectHeaders.None, Precondition.None, default);
        var put = _server.Requests.All.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(put.BytesIn, Is.EqualTo(9));
            Assert.That(put.Headers["x-amz-content-sha256"], Has.Length.EqualTo(64));
            Assert.That(put.Headers.Keys, Has.None.Contains("checksum"));
        }
    }

    [Test]
    public async Task Upload_Multipart_HasOneChecksumOverTheWholeObject()
    {
        var store = Store(new() { Compatibility = S3Compatibility.Aws });
        var upload = await store.BeginUploadAsync(Key, ObjectHeaders.None, default);
        var part = await store.UploadPartAsync(upload, 1, new("123456789"u8.ToArray()), default);
        await store.CompleteUploadAsync(upload, [part], Precondition.None, default);
        Assert.That((await store.HeadAsync(Key, default))!.Crc32, Is.EqualTo("y/Q5Jg=="));
    }

    [Test]
    public async Task Settings_AreInEveryRequestThatTakesThem()
    {
        var store = Store(new()
        {
            Compatibility = S3Compatibility.Aws, Encryption = S3Encryption.S3, StorageClass = "STANDARD_IA", RequesterPays = true, ExpectedBucketOwner = Owner,
        });
        await ExerciseAsync(store);
        var all = _server.Requests.All;
        var writes = all.Of(S3Operation.PutObject, S3Operation.CreateMultipartUpload, S3Operation.CopyObject);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(all.Select(request => request.Operation).Distinct().Count(), Is.EqualTo(13));
            Assert.That(all.Where(request => request.Headers.GetValueOrDefault("x-amz-expected-bucket-owner") != Owner), Is.Empty);
            Assert.That(all.Where(request => request.Headers.ContainsKey("x-amz-copy-source") && request.Headers.GetValueOrDefault("x-amz-source-expected-bucket-owner") != Owner), Is.Empty);
            Assert.That(all.Where(request => request.Headers.GetValueOrDefault("x-amz-request-payer") != "requester"), Is.Empty);
            Assert.That(writes.Where(request => request.Headers.GetValueOrDefault("x-amz-server-side-encryption") != "AES256"), Is.Empty);
            Assert.That(writes.Where(request => request.Headers.GetValueOrDefault("x-amz-storage-class") != "STANDARD_IA"), Is.Empty);
        }
    }

    [Test]
    public async Task OwnerIsAnother_EveryRequestIsDenied()
    {
        var store = Store(new() { Compatibility = S3Compatibility.Aws, ExpectedBucketOwner = "999999999999" });
        await StoreContract.FailsAsync(StoreErrorKind.AccessDenied, () => store.ListAsync(new(Bucket, ""), default));
    }

    [Test]
    public async Task Copy_StorageClass_IsTheSourcesOrElseThatOfNewObjects()
    {
        var store = Store(new() { Compatibility = S3Compatibility.Aws, StorageClass = "STANDARD_IA" });
        _server.AddObject(Bucket, Key.Key, "x");
        await store.CopyAsync(new CopyRequest(Key, new(Bucket, "a")), default);
        await store.CopyAsync(new CopyRequest(Key, new(Bucket, "b")) { StorageClass = "ONEZONE_IA" }, default);
        await store.CopyAsync(new CopyRequest(Key, Key) { Headers = ObjectHeaders.None }, default);
        Assert.That(
            _server.Requests.All.Select(request => request.Headers.GetValueOrDefault("x-amz-storage-class")),
            Is.EqualTo(new[] { "STANDARD_IA", "ONEZONE_IA", "STANDARD" }));
    }

    [Test]
    public async Task Copy_InParts_KeepsTheSourcesStorageClass()
    {
        var store = Store(new() { Compatibility = S3Compatibility.Aws, StorageClass = "STANDARD_IA" });
        await store.PutAsync(Key, new([1]), ObjectHeaders.None, Precondition.None, default);
        var plain = Store(new() { Compatibility = S3Compatibility.Aws });
        await plain.CopyAsync(new CopyRequest(Key, new(Bucket, "copy")) { AsMultipart = true }, default);
        Assert.That((await plain.HeadAsync(new(Bucket, "copy"), default))!.StorageClass, Is.EqualTo("STANDARD_IA"));
    }

    [Test]
    public async Task CustomerKey_EveryOperationThatNeedsIt_BringsIt()
    {
        var store = Store(new() { Compatibility = S3Compatibility.Aws, Encryption = S3Encryption.CustomerKey, CustomerKey = Convert.ToBase64String(new byte[32]) });
        await ExerciseAsync(store);
        await store.PutAsync(Key, new([1, 2, 3]), ObjectHeaders.None, Precondition.None, default);
        await store.CopyAsync(new CopyRequest(Key, new(Bucket, "copy")) { AsMultipart = true }, default);
        await using var body = await store.GetAsync(new(Bucket, "copy"), null, null, default);
        Assert.That(body.Length, Is.EqualTo(3));
        await StoreContract.FailsAsync(StoreErrorKind.Other, () => Store(new() { Compatibility = S3Compatibility.Aws }).GetAsync(Key, null, null, default));
    }

    [Test]
    public async Task Kms_EveryWrite_NamesTheKey()
    {
        await ExerciseAsync(Store(new() { Compatibility = S3Compatibility.Aws, Encryption = S3Encryption.Kms, KmsKeyId = "alias/claims" }));
        var writes = _server.Requests.All.Of(S3Operation.PutObject, S3Operation.CreateMultipartUpload, S3Operation.CopyObject);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(writes.Count, Is.GreaterThanOrEqualTo(4));
            Assert.That(writes.Where(request => request.Headers.GetValueOrDefault("x-amz-server-side-encryption") != "aws:kms"), Is.Empty);
            Assert.That(writes.Where(request => request.Headers.GetValueOrDefault("x-amz-server-side-encryption-aws-kms-key-id") != "alias/claims"), Is.Empty);
        }
    }

    [Test]
    public async Task CustomerKey_EveryKindOfRequest_NamesIt()
    {
        await ExerciseAsync(Store(new() { Compatibility = S3Compatibility.Aws, Encryption = S3Encryption.CustomerKey, CustomerKey = Convert.ToBase64String(new byte[32]) }));
        var all = _server.Requests.All;
        var objects = all.Of(
            S3Operation.PutObject, S3Operation.HeadObject, S3Operation.GetObject, S3Operation.CopyObject, S3Operation.CreateMultipartUpload, S3Operation.UploadPart,
            S3Operation.UploadPartCopy, S3Operation.CompleteMultipartUpload);
        var copies = all.Of(S3Operation.CopyObject, S3Operation.UploadPartCopy);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(objects.Select(request => request.Operation).Distinct().Count(), Is.EqualTo(8));
            Assert.That(objects.Where(request => request.Headers.GetValueOrDefault("x-amz-server-side-encryption-customer-algorithm") != "AES256"), Is.Empty);
            Assert.That(copies.Where(request => request.Headers.GetValueOrDefault("x-amz-copy-source-server-side-encryption-customer-algorithm") != "AES256"), Is.Empty);
            Assert.That(objects.Where(request => request.Headers.ContainsKey("x-amz-server-side-encryption")), Is.Empty, "Both together are refused.");
        }
    }

    [Test]
    public async Task Failure_Told_HasNoSecretInIt()
    {
        await using var server = await S3TestServer.StartAsync(new S3TestServerOptions { Credentials = { new S3Credentials("ASIATRUE", "true-secret", "true-token") } });
        server.CreateBucket(Bucket);
        var customerKey = Convert.ToBase64String(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());
        using var client = new Amazon.S3.AmazonS3Client(new Amazon.Runtime.SessionAWSCredentials("ASIATRUE", "wrong-secret", "wrong-token"), server.CreateConfig());
        var store = new S3ObjectStore(client, new() { Compatibility = S3Compatibility.Aws, Encryption = S3Encryption.CustomerKey, CustomerKey = customerKey });
        var error = await StoreContract.FailsAsync(StoreErrorKind.BadCredentials, () => store.PutAsync(Key, new([1]), ObjectHeaders.None, Precondition.None, default));
        Assert.That(error.ToString(), Does.Not.Contain("wrong-secret").And.Not.Contain("wrong-token").And.Not.Contain(customerKey));
    }

    private S3ObjectStore Store(ObjectStoreSettings settings) => new(_client, settings);

    private static async Task ExerciseAsync(S3ObjectStore store)
    {
        var written = await store.PutAsync(Key, new([1, 2, 3]), ObjectHeaders.None, Precondition.None, default);
        await store.HeadAsync(Key, default);
        await using (await store.GetAsync(Key, null, null, default)) { }
        await store.ListAsync(new(Bucket, ""), default);
        await store.CopyAsync(new CopyRequest(Key, new(Bucket, "copy")), default);
        await store.CopyAsync(new CopyRequest(Key, new(Bucket, "copy")) { AsMultipart = true }, default);
        var upload = await store.BeginUploadAsync(Key, ObjectHeaders.None, default);
        await store.UploadPartAsync(upload, 1, new([1]), default);
        await store.CopyPartAsync(upload, new PartCopy(2, Key, written.ETag, ByteRange.From(0, 3)), default);
        await store.AbortUploadAsync(upload, default);
        await store.DeleteAsync(Key, null, default);
        await store.DeleteManyAsync(Bucket, ["copy"], default);
    }
}
