using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using VfsStorage.Objects.S3;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Reliability;

/// <summary>Credentials that expire while streams are open. Where credentials come from is in S3ClientFactoryTests, and WebIdentityTests of the program.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CredentialTests : IDisposable
{
    private const string Bucket = "bucket";

    private readonly S3TestServerOptions _options = new()
    {
        Buckets = { Bucket },
        Credentials = { new S3Credentials("ASIAFIRST", "first-secret", "first-token"), new S3Credentials("ASIASECOND", "second-secret", "second-token") },
    };

    private readonly Rotating _credentials = new();

    public void Dispose() => _credentials.Dispose();

    [TestCase(64 << 10, 64)]
    [TestCase(8 << 20, 128, Category = "Slow", TestName = "LargeWrite_CredentialsExpireInAGibibyte_GoesOnWithNewOnes")]
    public async Task LargeWrite_CredentialsExpireInTheMiddle_GoesOnWithNewOnes(int partBytes, int parts)
    {
        _options.Limits = S3Limits.AmazonS3 with { MinPartBytes = partBytes };
        _options.DiscardContentFromBytes = partBytes;
        await using var server = await S3TestServer.StartAsync(_options);
        using var client = new AmazonS3Client(_credentials, Config(server));
        using var files = new S3FileSystem(client, Bucket, options: new S3FileSystemOptions
        {
            PartSizeBytes = partBytes,
            Requests = { Compatibility = S3Compatibility.Aws, RefreshCredentials = _credentials.ClearCredentials },
        });
        server.Faults.On(S3Operation.UploadPart).Nth(parts / 2).CallBefore(_ => server.Faults.ExpireCredentials("ASIAFIRST"));
        var length = (long)partBytes * parts;

        var expected = new Crc32();
        using (var stream = files.File.Create("/file"))
        {
            var piece = new byte[1 << 20];
            for (long offset = 0; offset < length; offset += piece.Length)
            {
                SyntheticContent.Fill(offset, piece);
                expected.Append(piece);
                stream.Write(piece);
            }
        }

        var uploads = server.Requests.All.Of(S3Operation.UploadPart);
        var head = await client.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = Bucket, Key = "file", ChecksumMode = ChecksumMode.ENABLED });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(head.ContentLength, Is.EqualTo(length));
            // The server has computed it of the bytes that it was sent.
            Assert.That(head.ChecksumCRC32, Is.EqualTo(Base64(expected.GetCurrentHashAsUInt32())));
            Assert.That(uploads.Count(upload => upload.ErrorCode == "ExpiredToken"), Is.Positive);
            Assert.That(uploads.Where(upload => upload.Status == 200).Select(upload => upload.AccessKey).Distinct(), Is.EquivalentTo(new[] { "ASIAFIRST", "ASIASECOND" }));
            // However many parts were under way, they are fetched once more, not once each.
            Assert.That(_credentials.Fetched, Is.EqualTo(2));
            Assert.That(server.CountOpenUploads(Bucket), Is.Zero);
        }

        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{length >> 10} KiB, {uploads.Count} uploads, {uploads.Count(upload => upload.ErrorCode == "ExpiredToken")} of them refused as expired"));
    }

    [Test]
    public async Task Read_CredentialsExpireBetweenRanges_GoesOnWithNewOnes()
    {
        await using var server = await S3TestServer.StartAsync(_options);
        server.AddSyntheticObject(Bucket, "file", 4 << 20);
        using var client = new AmazonS3Client(_credentials, Config(server));
        using var files = new S3FileSystem(client, Bucket, options: new S3FileSystemOptions
        {
            PartSizeBytes = 256 << 10, Requests = { Compatibility = S3Compatibility.Aws, RefreshCredentials = _credentials.ClearCredentials },
        });
        server.Faults.On(S3Operation.GetObject).Nth(5).CallBefore(_ => server.Faults.ExpireCredentials("ASIAFIRST"));

        using var stream = files.File.OpenRead("/file");
        var content = new byte[stream.Length];
        await stream.ReadExactlyAsync(content);

        Assert.That(SyntheticContent.Matches(0, content), Is.True);
        Assert.That(_credentials.Fetched, Is.EqualTo(2));
    }

    [Test]
    public async Task Exists_CredentialsExpired_AreRenewedAlthoughAHeadHasNoReason()
    {
        await using var server = await S3TestServer.StartAsync(_options);
        server.AddObject(Bucket, "file", "text");
        server.AddObject(Bucket, "empty", "");
        using var client = new AmazonS3Client(_credentials, Config(server));
        var store = new S3ObjectStore(client, new() { Compatibility = S3Compatibility.Aws, RefreshCredentials = _credentials.ClearCredentials });
        await store.HeadAsync(new(Bucket, "file"), default);
        server.Faults.ExpireCredentials("ASIAFIRST");

        Assert.That((await store.HeadAsync(new(Bucket, "empty"), default))!.Length, Is.Zero);
        Assert.That((await store.HeadAsync(new(Bucket, "file"), default))!.Length, Is.EqualTo(4));
        Assert.That(await store.HeadAsync(new(Bucket, "missing"), default), Is.Null);
        Assert.That(_credentials.Fetched, Is.EqualTo(2));
    }

    private static IEnumerable<TestCaseData> Calls =>
    [
        new TestCaseData((Action<S3FileSystem>)(files => files.File.ReadAllText("/file"))).SetArgDisplayNames("ReadAllText"),
        new TestCaseData((Action<S3FileSystem>)(files => files.File.WriteAllText("/file", "text"))).SetArgDisplayNames("WriteAllText"),
        new TestCaseData((Action<S3FileSystem>)(files => files.File.GetLastWriteTimeUtc("/file"))).SetArgDisplayNames("GetLastWriteTimeUtc"),
        new TestCaseData((Action<S3FileSystem>)(files => files.File.Delete("/file"))).SetArgDisplayNames("Delete"),
        new TestCaseData((Action<S3FileSystem>)(files => files.Directory.GetFiles("/"))).SetArgDisplayNames("GetFiles"),
    ];

    [TestCaseSource(nameof(Calls))]
    public async Task Call_ExpiredCredentialsThatCannotBeRenewed_SaysExpired(Action<S3FileSystem> call)
    {
        await using var server = await S3TestServer.StartAsync(_options);
        server.AddObject(Bucket, "file", "text");
        using var client = new AmazonS3Client(new SessionAWSCredentials("ASIAFIRST", "first-secret", "first-token"), Config(server));
        using var files = new S3FileSystem(client, Bucket);
        server.Faults.ExpireCredentials("ASIAFIRST");

        var failure = Assert.Throws<UnauthorizedAccessException>(() => call(files))!;

        Assert.That(failure.Message, Does.EndWith("is denied: the credentials have expired."));
    }

    [Test]
    public async Task Call_WrongSecret_SaysNotValid()
    {
        await using var server = await S3TestServer.StartAsync(_options);
        using var client = new AmazonS3Client(new SessionAWSCredentials("ASIAFIRST", "another-secret", "first-token"), Config(server));
        using var files = new S3FileSystem(client, Bucket);
        Assert.That(
            () => files.File.ReadAllText("/file"),
            Throws.TypeOf<UnauthorizedAccessException>().With.Message.EqualTo("Access to the path '/file' is denied: the credentials are not valid."));
    }

    private static string Base64(uint crc32)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, crc32);
        return Convert.ToBase64String(bytes);
    }

    private static AmazonS3Config Config(S3TestServer server) => new()
    {
        ServiceURL = server.Endpoint.AbsoluteUri, ForcePathStyle = true, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0,
        RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED, ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
    };

    /// <summary>Gives other credentials when it is asked anew.</summary>
    private sealed class Rotating : RefreshingAWSCredentials
    {
        private int _fetched;

        public int Fetched => _fetched;

        protected override CredentialsRefreshState GenerateNewCredentials() => Interlocked.Increment(ref _fetched) == 1
            ? new(new ImmutableCredentials("ASIAFIRST", "first-secret", "first-token"), DateTime.UtcNow.AddHours(1))
            : new(new ImmutableCredentials("ASIASECOND", "second-secret", "second-token"), DateTime.UtcNow.AddHours(1));
    }
}
