using VfsStorage.Objects;
using VfsStorage.Objects.S3;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Objects.S3;

/// <summary>What the store makes of a server or a wire that fails.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class FaultTests : IAsyncDisposable
{
    private const string Bucket = "bucket";
    private static readonly ObjectKey Key = new(Bucket, "folder/key");

    private S3TestServer _server = null!;
    private Amazon.S3.IAmazonS3 _client = null!;
    private S3ObjectStore _store = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await S3TestServer.StartAsync();
        _server.CreateBucket(Bucket);
        _client = _server.CreateClient();
        _store = new S3ObjectStore(_client, Settings());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task Get_BodyBreaksOff_IsUnavailable()
    {
        await PutAsync(new byte[100_000]);
        _server.Faults.On(S3Operation.GetObject).TruncateBody(60_000);
        await using var body = await _store.GetAsync(Key, null, null, default);
        var error = await FailsAsync(StoreErrorKind.Unavailable, async () => await body.Content.CopyToAsync(Stream.Null));
        Assert.That(error.Message, Does.Contain("broke off after").And.Contain("of 100000 bytes"));
    }

    [TestCase(0)]
    [TestCase(99_999)]
    public async Task Get_ByteWentWrong_IsCorruptBeforeTheLastBytesAreHandedOut(int position)
    {
        await PutAsync(new byte[100_000]);
        _server.Faults.On(S3Operation.GetObject).CorruptBody(position);
        await using var body = await _store.GetAsync(Key, null, null, default);
        var received = new MemoryStream();
        await FailsAsync(StoreErrorKind.Corrupt, async () => await body.Content.CopyToAsync(received));
        Assert.That(received.Length, Is.LessThan(100_000));
    }

    [Test]
    public async Task Get_ByteWentWrongAndStoreKeepsNoChecksum_IsCorruptByItsMd5()
    {
        await using var server = await S3TestServer.StartAsync(new S3TestServerOptions { Quirks = S3StoreQuirks.CephRgw16 });
        server.CreateBucket(Bucket);
        using var client = server.CreateClient();
        var store = new S3ObjectStore(client, new ObjectStoreSettings { Compatibility = S3Compatibility.Ceph });
        await store.PutAsync(Key, new(new byte[1000]), ObjectHeaders.None, Precondition.None, default);
        Assert.That((await store.HeadAsync(Key, default))!.Crc32, Is.Null);
        server.Faults.On(S3Operation.GetObject).CorruptBody(500);
        await using var body = await store.GetAsync(Key, null, null, default);
        await FailsAsync(StoreErrorKind.Corrupt, async () => await body.Content.CopyToAsync(Stream.Null));
    }

    [TestCase(500, null, StoreErrorKind.Unavailable)]
    [TestCase(503, "ServiceUnavailable", StoreErrorKind.Unavailable)]
    [TestCase(503, "SlowDown", StoreErrorKind.Throttled)]
    [TestCase(429, "TooManyRequests", StoreErrorKind.Throttled)]
    [TestCase(403, null, StoreErrorKind.AccessDenied)]
    [TestCase(403, "InvalidAccessKeyId", StoreErrorKind.BadCredentials)]
    [TestCase(400, "BadDigest", StoreErrorKind.Corrupt)]
    [TestCase(400, "EntityTooLarge", StoreErrorKind.TooLarge)]
    [TestCase(501, "NotImplemented", StoreErrorKind.NotSupported)]
    public async Task Put_ErrorAnswer_IsItsKindWithCodeAndStatus(int status, string? code, StoreErrorKind kind)
    {
        _server.Faults.On(S3Operation.PutObject).Answer(status, code);
        var error = await FailsAsync(kind, () => PutAsync([1]));
        Assert.That((error.Status, error.Code), Is.EqualTo((status, code ?? error.Code)));
        Assert.That(error.InnerException, Is.Not.Null);
    }

    [Test]
    public async Task Put_ConnectionBreaks_IsUnavailable()
    {
        _server.Faults.On(S3Operation.PutObject).ResetConnection();
        await FailsAsync(StoreErrorKind.Unavailable, () => PutAsync([1]));
    }

    [Test]
    public async Task Head_Denied_IsAccessDeniedNotMissing()
    {
        _server.Faults.On(S3Operation.HeadObject).Deny();
        await FailsAsync(StoreErrorKind.AccessDenied, () => _store.HeadAsync(Key, default));
    }

    [Test]
    public async Task Put_Conflict_IsTriedAgain()
    {
        _server.Faults.On(S3Operation.PutObject).Times(2).Answer(409);
        await PutAsync([1, 2, 3]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_server.Requests.Count(S3Operation.PutObject), Is.EqualTo(3));
            Assert.That((await _store.HeadAsync(Key, default))!.Length, Is.EqualTo(3));
        }
    }

    [Test]
    public async Task Put_ConflictAgainAndAgain_IsConflictInTheEnd()
    {
        _server.Faults.On(S3Operation.PutObject).Answer(409);
        await FailsAsync(StoreErrorKind.Conflict, () => PutAsync([1]));
        Assert.That(_server.Requests.Count(S3Operation.PutObject), Is.EqualTo(Settings().ConflictRetries + 1));
    }

    [Test]
    public async Task Put_RetriedByTheSdk_SendsTheWholeBodyAgain()
    {
        var config = _server.CreateConfig();
        config.MaxErrorRetry = 1;
        using var client = _server.CreateClient(config);
        _server.Faults.On(S3Operation.PutObject).Nth(1).Answer(500);
        var content = Enumerable.Range(0, 200_000).Select(i => (byte)i).ToArray();
        await new S3ObjectStore(client, Settings()).PutAsync(Key, Segments.Of(content[..70_000], content[70_000..]), ObjectHeaders.None, Precondition.None, default);
        await using var body = await _store.GetAsync(Key, null, null, default);
        var read = new byte[content.Length];
        await body.Content.ReadExactlyAsync(read);
        Assert.That(read.AsSpan().SequenceEqual(content));
    }

    [Test]
    public async Task Complete_Conflict_IsNotTriedAgain()
    {
        var (upload, part) = await UploadAsync();
        _server.Faults.On(S3Operation.CompleteMultipartUpload).Answer(409);
        await FailsAsync(StoreErrorKind.Conflict, () => _store.CompleteUploadAsync(upload, [part], Precondition.None, default));
        Assert.That(_server.Requests.Count(S3Operation.CompleteMultipartUpload), Is.EqualTo(1));
    }

    [Test]
    public async Task Complete_AnswerIsLost_IsFoundToHaveSucceeded()
    {
        var (upload, part) = await UploadAsync();
        _server.Faults.On(S3Operation.CompleteMultipartUpload).LoseAnswer();
        var info = await _store.CompleteUploadAsync(upload, [part], Precondition.None, default);
        Assert.That((info.Length, info.IsMultipart), Is.EqualTo((3L, true)));
    }

    [Test]
    public async Task Complete_FailsOverAnotherObject_Fails()
    {
        await PutAsync([9]);
        var (upload, part) = await UploadAsync();
        _server.Faults.On(S3Operation.CompleteMultipartUpload).Answer(500);
        await FailsAsync(StoreErrorKind.Unavailable, () => _store.CompleteUploadAsync(upload, [part], Precondition.None, default));
    }

    [Test]
    public async Task DeleteOfVersion_FirstAnswerIsLost_IsFine()
    {
        var config = _server.CreateConfig();
        config.MaxErrorRetry = 1;
        using var client = _server.CreateClient(config);
        var written = await PutAsync([1]);
        _server.Faults.On(S3Operation.DeleteObject).Nth(1).AnswerAfterProcessing(500);
        await new S3ObjectStore(client, Settings()).DeleteAsync(Key, written.ETag, default);
        Assert.That(_server.Requests.Count(S3Operation.DeleteObject), Is.EqualTo(2));
    }

    [Test]
    public async Task Any_CredentialsExpired_AreRefreshedOnce()
    {
        var accessKey = "";
        _server.Faults.On(S3Operation.HeadObject).Times(1).CallBefore(request => accessKey = request.AccessKey!);
        await _store.HeadAsync(Key, default);
        _server.Faults.ExpireCredentials(accessKey);
        var refreshed = 0;
        var store = new S3ObjectStore(_client, Settings(() =>
        {
            refreshed++;
            _server.Faults.RestoreCredentials(accessKey);
        }));
        await store.PutAsync(Key, new([1]), ObjectHeaders.None, Precondition.None, default);
        Assert.That(refreshed, Is.EqualTo(1));
    }

    [Test]
    public async Task Any_CredentialsStayExpired_IsExpiredCredentials()
    {
        var refreshed = 0;
        var store = new S3ObjectStore(_client, Settings(() => refreshed++));
        _server.Faults.On(S3Operation.PutObject).Answer(400, "ExpiredToken");
        await FailsAsync(StoreErrorKind.ExpiredCredentials, () => store.PutAsync(Key, new([1]), ObjectHeaders.None, Precondition.None, default));
        Assert.That(refreshed, Is.EqualTo(1));
    }

    [Test]
    public async Task DeleteMany_SomeKeysFail_TellsThem()
    {
        await _store.PutAsync(new(Bucket, "good"), new([1]), ObjectHeaders.None, Precondition.None, default);
        _server.Faults.On(S3Operation.DeleteObjects).FailKeys(key => key == "bad");
        var failures = await _store.DeleteManyAsync(Bucket, ["good", "bad"], default);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(failures.Select(failure => (failure.Key, failure.Error.Kind)), Is.EqualTo(new[] { ("bad", StoreErrorKind.AccessDenied) }));
            Assert.That(_server.GetKeys(Bucket), Is.Empty);
        }
    }

    [Test]
    public async Task DeleteMany_KeysAreThrottled_TriesThoseAgain()
    {
        _server.Faults.On(S3Operation.DeleteObjects).Times(2).FailKeys(key => key == "slow", "SlowDown");
        Assert.That(await _store.DeleteManyAsync(Bucket, ["fast", "slow"], default), Is.Empty);
        Assert.That(_server.Requests.Count(S3Operation.DeleteObjects), Is.EqualTo(3));
    }

    [TestCase(501, "NotImplemented")]
    [TestCase(400, "MissingContentMD5")]
    public async Task DeleteMany_NotKnownToTheStore_DeletesSingly(int status, string code)
    {
        foreach (var key in new[] { "a", "b" }) _server.AddObject(Bucket, key, "x");
        _server.Faults.On(S3Operation.DeleteObjects).Answer(status, code);
        Assert.That(await _store.DeleteManyAsync(Bucket, ["a", "b"], default), Is.Empty);
        await _store.DeleteManyAsync(Bucket, ["c"], default);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_server.GetKeys(Bucket), Is.Empty);
            Assert.That(_server.Requests.Count(S3Operation.DeleteObjects), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task CopyInParts_PartFails_LeavesNoUpload()
    {
        await PutAsync([1, 2, 3]);
        _server.Faults.On(S3Operation.UploadPartCopy).Answer(500);
        await FailsAsync(StoreErrorKind.Unavailable, () => _store.CopyAsync(new CopyRequest(Key, new(Bucket, "copy")) { AsMultipart = true }, default));
        Assert.That((_server.CountOpenUploads(Bucket), _server.GetKeys(Bucket)), Is.EqualTo((0, new[] { Key.Key })));
    }

    [Test]
    public async Task CopyInParts_Cancelled_LeavesNoUpload()
    {
        await PutAsync([1, 2, 3]);
        using var cancel = new CancellationTokenSource();
        _server.Faults.On(S3Operation.UploadPartCopy).CallBefore(_ => cancel.Cancel());
        Assert.That(
            () => _store.CopyAsync(new CopyRequest(Key, new(Bucket, "copy")) { AsMultipart = true }, cancel.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_server.CountOpenUploads(Bucket), Is.Zero);
    }

    [Test]
    public async Task CopyInParts_UploadCannotBeAborted_SaysWhatIsLeft()
    {
        await PutAsync([1, 2, 3]);
        _server.Faults.On(S3Operation.UploadPartCopy).Answer(500);
        _server.Faults.On(S3Operation.AbortMultipartUpload).Deny();
        var error = await FailsAsync(StoreErrorKind.Unavailable, () => _store.CopyAsync(new CopyRequest(Key, new(Bucket, "copy")) { AsMultipart = true }, default));
        Assert.That(error.Message, Does.Contain("is left over"));
    }

    [Test]
    public async Task Copy_SourceOfUnknownSizeIsTooLarge_CopiesInParts()
    {
        await using var server = await S3TestServer.StartAsync(new S3TestServerOptions { Limits = S3Limits.AmazonS3 with { MaxCopyBytes = 10 } });
        server.CreateBucket(Bucket);
        server.AddObject(Bucket, Key.Key, "twelve bytes");
        using var client = server.CreateClient();
        var copy = await new S3ObjectStore(client, Settings()).CopyAsync(new CopyRequest(Key, new(Bucket, "copy")), default);
        Assert.That((copy.Length, copy.IsMultipart), Is.EqualTo((12L, true)));
    }

    private static ObjectStoreSettings Settings(Action? refresh = null) => new()
    {
        Compatibility = S3Compatibility.Aws, ConflictRetries = 3, ConflictBackoff = TimeSpan.FromMilliseconds(1), RefreshCredentials = refresh,
    };

    private Task<ObjectInfo> PutAsync(byte[] content) => _store.PutAsync(Key, new(content), ObjectHeaders.None, Precondition.None, default);

    private async Task<(MultipartUpload Upload, UploadedPart Part)> UploadAsync()
    {
        var upload = await _store.BeginUploadAsync(Key, ObjectHeaders.None, default);
        return (upload, await _store.UploadPartAsync(upload, 1, new([1, 2, 3]), default));
    }

    private static Task<StoreException> FailsAsync(StoreErrorKind kind, Func<Task> call) => StoreContract.FailsAsync(kind, call);
}
