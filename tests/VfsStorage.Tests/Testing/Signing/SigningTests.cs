using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Time.Testing;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Testing.Signing;

[TestFixture]
internal sealed class SigningTests : ServerFixture
{
    private FakeTimeProvider _time = null!;

    [Test]
    public async Task RightKey_EveryOperation_IsAccepted()
    {
        await PutAsync("dir/a b+ü", "x");
        await Client.CopyObjectAsync(Bucket, "dir/a b+ü", Bucket, "b");
        await Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket, Prefix = "dir/a b+", Delimiter = "/" });
        await MultipartUploader.UploadAsync(Client, Bucket, "m", new byte[100]);
        await Client.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = Bucket, Objects = [new KeyVersion { Key = "b" }] });

        Assert.That(Server.Requests.All.Select(r => r.Status), Has.All.EqualTo(200));
        Assert.That(Server.Requests.All[0].AccessKey, Is.EqualTo("AKID"));
    }

    [TestCase(RequestChecksumCalculation.WHEN_SUPPORTED, true, "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER")]
    [TestCase(RequestChecksumCalculation.WHEN_REQUIRED, true, "STREAMING-AWS4-HMAC-SHA256-PAYLOAD")]
    [TestCase(RequestChecksumCalculation.WHEN_REQUIRED, false, null)]
    public async Task Body_InEveryForm_IsAcceptedAndVerified(RequestChecksumCalculation checksums, bool chunked, string? form)
    {
        var bytes = new byte[200_000];
        new Random(5).NextBytes(bytes);
        var tamper = new TamperingClientFactory();
        var config = Server.CreateConfig();
        config.RequestChecksumCalculation = checksums;
        config.HttpClientFactory = tamper;
        using var client = Server.CreateClient(config);

        await PutAsync();
        Assert.That(Server.Requests.All[0].Headers["x-amz-content-sha256"], form is null ? Has.Length.EqualTo(64) : Is.EqualTo(form));

        tamper.IsActive = true;
        var error = await ErrorOf(PutAsync);
        Assert.That(error.Code, Is.EqualTo(form is null ? "XAmzContentSHA256Mismatch" : "SignatureDoesNotMatch"));

        Task PutAsync() => client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "a", InputStream = new MemoryStream(bytes), UseChunkEncoding = chunked });
    }

    [Test]
    public async Task WrongSecret_IsSignatureDoesNotMatch()
    {
        using var client = new AmazonS3Client("AKID", "other", Server.CreateConfig());

        Assert.That(await ErrorOf(() => client.ListBucketsAsync()), Is.EqualTo(("SignatureDoesNotMatch", 403)));
    }

    [Test]
    public async Task UnknownKey_IsInvalidAccessKeyId()
    {
        using var client = new AmazonS3Client("OTHER", "secret", Server.CreateConfig());

        Assert.That(await ErrorOf(() => client.ListBucketsAsync()), Is.EqualTo(("InvalidAccessKeyId", 403)));
    }

    [Test]
    public async Task NoSignature_IsAccessDenied() =>
        Assert.That((await Raw.SendAsync("GET", "/")).Code, Is.EqualTo("AccessDenied"));

    [TestCase("AWS AKID:signature", "InvalidRequest")]
    [TestCase("AWS4-HMAC-SHA256 Credential=AKID", "AuthorizationHeaderMalformed")]
    [TestCase("AWS4-HMAC-SHA256 Credential=AKID/x, SignedHeaders=host, Signature=0", "AuthorizationHeaderMalformed")]
    public async Task MalformedHeader_IsNamed(string authorization, string code) =>
        Assert.That((await Raw.SendAsync("GET", "/", ("Authorization", authorization))).Code, Is.EqualTo(code));

    [Test]
    public async Task HeaderThatIsNotSigned_IsAccessDenied()
    {
        var config = Server.CreateConfig();
        config.HttpClientFactory = new TamperingClientFactory { ExtraHeader = "x-amz-acl" };
        using var client = Server.CreateClient(config);

        Assert.That((await ErrorOf(() => client.ListBucketsAsync())).Code, Is.EqualTo("AccessDenied"));
    }

    [TestCase(14, null)]
    [TestCase(16, "RequestTimeTooSkewed")]
    public async Task ClockSkew_OfMoreThan15Minutes_IsRefused(int minutes, string? code)
    {
        _time.SetUtcNow(DateTimeOffset.UtcNow.AddMinutes(minutes));

        await ErrorOf(() => Client.ListBucketsAsync());

        Assert.That(Server.Requests.All[0].ErrorCode, Is.EqualTo(code));
    }

    [Test]
    public async Task SessionToken_MustBeTheRightOne()
    {
        using var right = new AmazonS3Client("SESSION", "secret", "token", Server.CreateConfig());
        using var wrong = new AmazonS3Client("SESSION", "secret", "other", Server.CreateConfig());
        using var missing = new AmazonS3Client("SESSION", "secret", Server.CreateConfig());

        Assert.That((await right.ListBucketsAsync()).Buckets, Has.Count.EqualTo(1));
        Assert.That((await ErrorOf(() => wrong.ListBucketsAsync())).Code, Is.EqualTo("InvalidToken"));
        Assert.That((await ErrorOf(() => missing.ListBucketsAsync())).Code, Is.EqualTo("InvalidToken"));
    }

    [Test]
    public async Task PresignedGet_Works_UntilItExpires()
    {
        Server.AddObject(Bucket, "a b", "x");
        var target = await PresignAsync(HttpVerb.GET, "a b");

        Assert.That((await Raw.SendAsync("GET", target)).Text, Is.EqualTo("x"));
        _time.Advance(TimeSpan.FromMinutes(6));
        Assert.That((await Raw.SendAsync("GET", target)).Code, Is.EqualTo("AccessDenied"));
    }

    [Test]
    public async Task PresignedPut_Works()
    {
        var target = await PresignAsync(HttpVerb.PUT, "a");

        Assert.That((await Raw.SendAsync("PUT", target, "x")).Status, Is.EqualTo(200));
        Assert.That(Server.GetKeys(Bucket), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public async Task Presigned_ForAnotherKey_IsSignatureDoesNotMatch()
    {
        Server.AddObject(Bucket, "b", "x");
        var target = await PresignAsync(HttpVerb.GET, "a");

        Assert.That((await Raw.SendAsync("GET", target.Replace("/a?", "/b?"))).Code, Is.EqualTo("SignatureDoesNotMatch"));
    }

    [Test]
    public async Task Presigned_LongerThanAWeek_IsRefused()
    {
        var target = (await PresignAsync(HttpVerb.GET, "a")).Replace("X-Amz-Expires=300", "X-Amz-Expires=604801");

        Assert.That((await Raw.SendAsync("GET", target)).Code, Is.EqualTo("AuthorizationQueryParametersError"));
    }

    [Test]
    public async Task Presigned_Incomplete_IsRefused() =>
        Assert.That((await Raw.SendAsync("GET", $"/{Bucket}/a?X-Amz-Algorithm=AWS4-HMAC-SHA256")).Code, Is.EqualTo("AuthorizationQueryParametersError"));

    [Test]
    public async Task Log_NamesNoSecret()
    {
        using var client = new AmazonS3Client("SESSION", "secret", "token", Server.CreateConfig());
        await client.ListBucketsAsync();
        await Raw.SendAsync("GET", await PresignAsync(HttpVerb.GET, "a"));

        var text = string.Join('\n', Server.Requests.All.SelectMany(r => r.Headers.Concat(r.Query)).Select(p => $"{p.Key}={p.Value}"));
        Assert.That(text, Does.Not.Contain("token").And.Not.Contain("Signature="));
    }

    protected override void Configure(S3TestServerOptions options)
    {
        _time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        options.TimeProvider = _time;
        options.Credentials.Add(new S3Credentials("AKID", "secret"));
        options.Credentials.Add(new S3Credentials("SESSION", "secret", "token"));
    }

    private async Task<string> PresignAsync(HttpVerb verb, string key)
    {
        var url = await Client.GetPreSignedURLAsync(new GetPreSignedUrlRequest
        {
            BucketName = Bucket, Key = key, Verb = verb, Protocol = Protocol.HTTP, Expires = DateTime.UtcNow.AddMinutes(5),
        });
        return url[Server.Endpoint.GetLeftPart(UriPartial.Authority).Length..];
    }

    /// <summary>Lets requests be changed after they were signed.</summary>
    private sealed class TamperingClientFactory : HttpClientFactory
    {
        public bool IsActive { get; set; }

        public string? ExtraHeader { get; init; }

        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Tamperer(this));

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        private sealed class Tamperer(TamperingClientFactory owner) : DelegatingHandler(new SocketsHttpHandler { UseProxy = false })
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                if (owner.ExtraHeader is not null)
                    request.Headers.TryAddWithoutValidation(owner.ExtraHeader, "private");
                if (owner.IsActive && request.Content is not null)
                {
                    var body = await request.Content.ReadAsByteArrayAsync(cancellationToken);
                    body[body.Length / 2] ^= 1;
                    var changed = new ByteArrayContent(body);
                    foreach (var (name, values) in request.Content.Headers)
                        changed.Headers.TryAddWithoutValidation(name, values);
                    request.Content = changed;
                }

                return await base.SendAsync(request, cancellationToken);
            }
        }
    }
}
