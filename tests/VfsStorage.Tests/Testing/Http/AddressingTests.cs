using Amazon.S3.Model;

namespace VfsStorage.Tests.Testing.Http;

[TestFixture]
internal sealed class AddressingTests : ServerFixture
{
    [TestCase("bucket-a.localhost")]
    [TestCase("bucket-a.localhost:9000")]
    [TestCase("bucket-a.s3.amazonaws.com")]
    public async Task VirtualHost_NamesTheBucket(string host)
    {
        await Raw.SendAsync("PUT", "/dir/a", "x", ("Host", host));

        Assert.That(Server.GetKeys(Bucket), Is.EqualTo(new[] { "dir/a" }));
        Assert.That((await Raw.SendAsync("GET", $"/{Bucket}/dir/a")).Text, Is.EqualTo("x"));
    }

    [Test]
    public async Task VirtualHost_Root_IsTheBucket()
    {
        Server.AddObject(Bucket, "a", "x");

        Assert.That((await Raw.SendAsync("GET", "/?list-type=2", ("Host", "bucket-a.localhost"))).Child("Key"), Is.EqualTo("a"));
    }

    [TestCase("localhost")]
    [TestCase("127.0.0.1:80")]
    [TestCase("s3.amazonaws.com")]
    public async Task OtherHost_IsPathStyle(string host)
    {
        Server.AddObject(Bucket, "a", "x");

        Assert.That((await Raw.SendAsync("GET", $"/{Bucket}/a", ("Host", host))).Text, Is.EqualTo("x"));
    }

    [Test]
    public async Task VirtualHost_Sdk_Works()
    {
        var config = Server.CreateConfig();
        config.ForcePathStyle = false;
        config.ServiceURL = $"http://localhost:{Server.Endpoint.Port}";
        config.HttpClientFactory = new LoopbackClientFactory();
        using var client = Server.CreateClient(config);

        await client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "a", ContentBody = "x" });

        Assert.That(Server.GetKeys(Bucket), Is.EqualTo(new[] { "a" }));
        Assert.That(Server.Requests.All[0].Headers["host"], Does.StartWith("bucket-a.localhost"));
    }

    [TestCase("GET", "/bucket-a?acl", "NotImplemented")]
    [TestCase("GET", "/bucket-a?policy", "NotImplemented")]
    [TestCase("GET", "/bucket-a?versions", "NotImplemented")]
    [TestCase("PUT", "/bucket-a?versioning", "NotImplemented")]
    [TestCase("GET", "/bucket-a/a?torrent", "NotImplemented")]
    [TestCase("PUT", "/bucket-a/a?retention", "NotImplemented")]
    [TestCase("POST", "/bucket-a/a?select&select-type=2", "NotImplemented")]
    [TestCase("PUT", "/bucket-a/a?renameObject", "NotImplemented")]
    [TestCase("PUT", "/bucket-a/a?unknown=1", "NotImplemented")]
    [TestCase("PUT", "/", "MethodNotAllowed")]
    [TestCase("PATCH", "/bucket-a/a", "MethodNotAllowed")]
    [TestCase("OPTIONS", "/bucket-a", "MethodNotAllowed")]
    public async Task UnknownRequest_IsRefused(string method, string target, string code)
    {
        Assert.That((await Raw.SendAsync(method, target)).Code, Is.EqualTo(code));
        Assert.That(Server.GetKeys(Bucket), Is.Empty);
    }

    [TestCase("x-amz-object-lock-mode", "GOVERNANCE", "InvalidRequest")]
    [TestCase("x-amz-acl", "public-read", "AccessControlListNotSupported")]
    [TestCase("x-amz-grant-read", "id=1", "AccessControlListNotSupported")]
    [TestCase("x-amz-write-offset-bytes", "5", "NotImplemented")]
    [TestCase("x-amz-checksum-xxhash64", "AAAAAAAAAAA=", "NotImplemented")]
    public async Task UnknownHeader_IsRefused(string header, string value, string code)
    {
        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/a", "x", (header, value))).Code, Is.EqualTo(code));
        Assert.That(Server.GetKeys(Bucket), Is.Empty);
    }

    [TestCase("/bucket-a/%ff")]
    [TestCase("/bucket-a/%e2%82")]
    public async Task KeyThatIsNoUtf8_IsInvalidUri(string target) =>
        Assert.That((await Raw.SendAsync("PUT", target, "x")).Code, Is.EqualTo("InvalidURI"));

    [TestCase(1024, 200)]
    [TestCase(1025, 400)]
    public async Task Key_IsLimitedTo1024Bytes(int length, int status)
    {
        var answer = await Raw.SendAsync("PUT", $"/{Bucket}/{new string('k', length - 3)}%E2%82%AC", "x");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((status, status == 200 ? null : "KeyTooLongError")));
    }

    [Test]
    public async Task BarePlus_InAPath_IsASpace()
    {
        await Raw.SendAsync("PUT", $"/{Bucket}/a+b%2Bc", "x");

        Assert.That(Server.GetKeys(Bucket), Is.EqualTo(new[] { "a b+c" }));
    }

    private sealed class LoopbackClientFactory : Amazon.Runtime.HttpClientFactory
    {
        public override bool UseSDKHttpClientCaching(Amazon.Runtime.IClientConfig clientConfig) => false;

        public override HttpClient CreateHttpClient(Amazon.Runtime.IClientConfig clientConfig) => new(new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
                await socket.ConnectAsync(System.Net.IPAddress.Loopback, context.DnsEndPoint.Port, cancellationToken);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
        });
    }
}
