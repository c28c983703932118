using System.Net;
using System.Text;
using VfsStorage.Objects;
using VfsStorage.Objects.S3;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Objects.S3;

[NonParallelizable] // Sets variables of the process, which is where the SDK looks for credentials.
internal sealed class S3ClientFactoryTests
{
    private const string Bucket = "bucket";
    private static readonly string[] Variables = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_ENDPOINT_URL_STS", "AWS_PROFILE", "AWS_EC2_METADATA_DISABLED"];

    private readonly Dictionary<string, string?> _before = [];
    private string _folder = "";

    [SetUp]
    public void Isolate()
    {
        _folder = Directory.CreateTempSubdirectory("vfs-aws-").FullName;
        foreach (var variable in Variables) _before[variable] = Environment.GetEnvironmentVariable(variable);
        foreach (var variable in Variables) Environment.SetEnvironmentVariable(variable, null);
        // The SDK reads the variable for this only once a process.
        Amazon.AWSConfigs.AWSProfilesLocation = Path.Combine(_folder, "credentials");
        Amazon.Runtime.FallbackRegionFactory.Reset();
    }

    [TearDown]
    public void Restore()
    {
        foreach (var (variable, value) in _before) Environment.SetEnvironmentVariable(variable, value);
        Amazon.AWSConfigs.AWSProfilesLocation = null;
        Amazon.Runtime.FallbackRegionFactory.Reset();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void Configure_NoRegionAnywhere_IsAMistakeThatNamesTheKey() =>
        Assert.That(
            () => S3ClientFactory.Configure(new S3StorageOptions()),
            Throws.InstanceOf<StorageConfigurationException>().With.Message.StartsWith("storage.s3.aws_region: it is missing"));

    [Test]
    public void Configure_RegionOfTheEnvironment_IsTaken()
    {
        Environment.SetEnvironmentVariable("AWS_REGION", "eu-west-3");
        Assert.That(S3ClientFactory.Configure(new S3StorageOptions()).RegionEndpoint.SystemName, Is.EqualTo("eu-west-3"));
    }

    [Test]
    public async Task Create_CredentialsOfTheEnvironment_SignRequests()
    {
        await using var server = await StartAsync(new S3Credentials("AKIAENVIRONMENT", "environment-secret"));
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "environment-secret");
        using var client = S3ClientFactory.Create(OptionsFor(server));
        await new S3ObjectStore(client).ListAsync(new(Bucket, ""), default);
        Assert.That(server.Requests.All.Single().AccessKey, Is.EqualTo("AKIAENVIRONMENT"));
    }

    [Test]
    public async Task Create_Profile_SignsRequests()
    {
        await using var server = await StartAsync(new S3Credentials("AKIAPROFILE", "profile-secret"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "credentials"), "[claims]\naws_access_key_id = AKIAPROFILE\naws_secret_access_key = profile-secret\n");
        var options = OptionsFor(server);
        options.Profile = "claims";
        using var client = S3ClientFactory.Create(options);
        await new S3ObjectStore(client).ListAsync(new(Bucket, ""), default);
        Assert.That(server.Requests.All.Single().AccessKey, Is.EqualTo("AKIAPROFILE"));
    }

    [Test]
    public async Task Create_Role_IsAssumedOnceAndAgainWhenItsCredentialsExpire()
    {
        await using var server = await StartAsync(new("ASIAFIRST", "role-secret", "role-token"), new("ASIASECOND", "role-secret", "role-token"));
        using var tokens = new TokenService("ASIAFIRST", "ASIASECOND");
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_STS", tokens.Url);
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "AKIABASE");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "base-secret");
        var options = OptionsFor(server);
        (options.RoleArn, options.ExternalId) = ("arn:aws:iam::123456789012:role/claims", "ticket 7");
        using var client = S3ClientFactory.Create(options);
        var store = new S3ObjectStore(client, new ObjectStoreSettings { Compatibility = S3Compatibility.Aws, RefreshCredentials = S3ClientFactory.RefreshOf(client) });
        await store.ListAsync(new(Bucket, ""), default);
        await store.ListAsync(new(Bucket, ""), default);
        server.Faults.ExpireCredentials("ASIAFIRST");
        await store.ListAsync(new(Bucket, ""), default);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(server.Requests.All.Where(request => request.Status == 200).Select(request => request.AccessKey), Is.EqualTo(new[] { "ASIAFIRST", "ASIAFIRST", "ASIASECOND" }));
            Assert.That(tokens.Requests, Has.Count.EqualTo(2).And.All.Contains("RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fclaims"));
            Assert.That(tokens.Requests, Has.All.Contains("RoleSessionName=vfs-storage").And.All.Contains("ExternalId=ticket%207"));
        }
    }

    [Test]
    public async Task Create_NoCredentialsAnywhere_IsBadCredentialsAtTheFirstRequest()
    {
        await using var server = await StartAsync();
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
        var options = OptionsFor(server);
        options.Profile = "nobody";
        using var client = S3ClientFactory.Create(options);
        await StoreContract.FailsAsync(StoreErrorKind.BadCredentials, () => new S3ObjectStore(client).ListAsync(new(Bucket, ""), default));
    }

    [TestCase(1000, false)]
    [TestCase(1 << 20, true)]
    public async Task SmallBody_IsSentWithoutAskingFirst(int bytes, bool asks)
    {
        var seen = new ProbeHandler();
        using var client = new HttpClient(new SmallBodyHandler(seen));
        using var request = new HttpRequestMessage(HttpMethod.Put, "http://host/") { Content = new ByteArrayContent(new byte[bytes]) };
        request.Headers.ExpectContinue = true;
        using var response = await client.SendAsync(request);
        Assert.That(seen.Asked, Is.EqualTo(asks));
    }

    private static async Task<S3TestServer> StartAsync(params S3Credentials[] credentials)
    {
        var options = new S3TestServerOptions();
        foreach (var pair in credentials) options.Credentials.Add(pair);
        var server = await S3TestServer.StartAsync(options);
        server.CreateBucket(Bucket);
        return server;
    }

    private static S3StorageOptions OptionsFor(S3TestServer server) => new() { ServiceUrl = server.Endpoint.AbsoluteUri, AwsRegion = "us-east-1", MaxRetries = 0 };

    private sealed class ProbeHandler : HttpMessageHandler
    {
        public bool? Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked = request.Headers.ExpectContinue;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        }
    }

    /// <summary>Answers AssumeRole with one key after the other.</summary>
    private sealed class TokenService : IDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly Queue<string> _accessKeys;

        public TokenService(params string[] accessKeys)
        {
            _accessKeys = new Queue<string>(accessKeys);
            Url = $"http://127.0.0.1:{FreePort()}/";
            _listener.Prefixes.Add(Url);
            _listener.Start();
            _ = ServeAsync();
        }

        public string Url { get; }

        public List<string> Requests { get; } = [];

        public void Dispose() => _listener.Close();

        private async Task ServeAsync()
        {
            while (_accessKeys.Count > 0)
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                Requests.Add(await reader.ReadToEndAsync());
                var answer = $"""
                    <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
                    <AccessKeyId>{_accessKeys.Dequeue()}</AccessKeyId><SecretAccessKey>role-secret</SecretAccessKey><SessionToken>role-token</SessionToken>
                    <Expiration>{DateTime.UtcNow.AddHours(1):O}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
                    """;
                context.Response.ContentType = "text/xml";
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer));
                context.Response.Close();
            }
        }

        private static int FreePort()
        {
            using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            socket.Start();
            return ((IPEndPoint)socket.LocalEndpoint).Port;
        }
    }
}
