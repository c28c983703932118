using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.Logging;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Reliability;

/// <summary>"No secret in any log, exception or ToString()", and credentials that change while streams are open.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SecretTests
{
    private const string Bucket = "bucket";
    private const string Secret = "Sup3rS3cretAccessKeyThatNobodyMaySee0000";
    private const string Token = "SessionTokenThatNobodyMaySee1111";
    private static readonly string CustomerKey = Convert.ToBase64String(Encoding.ASCII.GetBytes("customer-key-nobody-may-see-0032"));

    [Test]
    public async Task EverythingFails_AllOutput_HoldsNoSecret()
    {
        var options = new S3TestServerOptions { Credentials = { new S3Credentials("ASIATRUE", Secret, Token) } };
        options.Buckets.Add(Bucket);
        await using var server = await S3TestServer.StartAsync(options);
        using var client = new AmazonS3Client(new SessionAWSCredentials("ASIATRUE", Secret, Token), Config(server));
        var output = new StringBuilder();
        using var loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new Recorder(output)));
        var folder = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"vfs-secret-{Guid.NewGuid():N}");
        var fileOptions = new S3FileSystemOptions
        {
            LoggerFactory = loggers,
            SpillDirectory = folder,
            Requests = { Compatibility = S3Compatibility.Aws, CustomerKey = CustomerKey, Encryption = S3Encryption.CustomerKey },
        };
        using var files = new S3FileSystem(client, Bucket, options: fileOptions);
        output.AppendLine($"{fileOptions} {fileOptions.Requests} {files} {client} {server.Options} {options.Credentials[0]}");
        foreach (var status in new[] { 400, 403, 404, 412, 500, 503 })
        {
            using var fault = server.Faults.On().Answer(status);
            foreach (var call in Calls(files))
            {
                try
                {
                    call();
                }
                catch (Exception failure)
                {
                    output.AppendLine(failure.ToString());
                    for (var cause = failure; cause is not null; cause = cause.InnerException)
                        output.AppendLine(cause.Message);
                }
            }
        }

        foreach (var request in server.Requests.All)
            output.AppendLine($"{request} {string.Join(' ', request.Headers)}");
        foreach (var kept in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [])
            output.AppendLine(await File.ReadAllTextAsync(kept));
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);

        var text = output.ToString();
        Assert.That(text, Has.Length.GreaterThan(10_000));
        foreach (var secret in new[] { Secret, Token, CustomerKey })
            Assert.That(text, Does.Not.Contain(secret));
    }

    [Test]
    public async Task LargeWrite_CredentialsExpireInTheMiddle_GoesOnWithNewOnes()
    {
        var options = new S3TestServerOptions
        {
            Credentials = { new S3Credentials("ASIAFIRST", "first-secret", "first-token"), new S3Credentials("ASIASECOND", "second-secret", "second-token") },
            Limits = S3Limits.AmazonS3 with { MinPartBytes = 16 << 10 },
        };
        options.Buckets.Add(Bucket);
        await using var server = await S3TestServer.StartAsync(options);
        var credentials = new Rotating();
        using var client = new AmazonS3Client(credentials, Config(server));
        var fileOptions = new S3FileSystemOptions
        {
            PartSizeBytes = 64 << 10,
            Requests = { Compatibility = S3Compatibility.Aws, RefreshCredentials = credentials.ClearCredentials },
        };
        using var files = new S3FileSystem(client, Bucket, options: fileOptions);
        var content = new byte[20 * (64 << 10)];
        new Random(1).NextBytes(content);

        using (var stream = files.File.Create("/file"))
        {
            stream.Write(content.AsSpan(0, content.Length / 2));
            server.Faults.ExpireCredentials("ASIAFIRST");
            stream.Write(content.AsSpan(content.Length / 2));
        }

        Assert.That(files.File.ReadAllBytes("/file"), Is.EqualTo(content));
        Assert.That(credentials.Fetched, Is.GreaterThan(1));
        Assert.That(server.Requests.All.Any(request => request.AccessKey == "ASIASECOND"), Is.True);
    }

    [Test]
    public async Task CredentialsExpired_Exception_SaysExpired()
    {
        await using var server = await S3TestServer.StartAsync(new S3TestServerOptions { Credentials = { new S3Credentials("ASIATRUE", Secret, Token) }, Buckets = { Bucket } });
        using var client = new AmazonS3Client(new SessionAWSCredentials("ASIATRUE", Secret, Token), Config(server));
        using var files = new S3FileSystem(client, Bucket);
        server.Faults.ExpireCredentials("ASIATRUE");

        var failure = Assert.Throws<UnauthorizedAccessException>(() => files.File.ReadAllText("/file"))!;

        Assert.That(failure.ToString(), Does.Contain("credentials have expired"));
    }

    private static IEnumerable<Action> Calls(S3FileSystem files) =>
    [
        () => files.File.ReadAllText("/file"),
        () => files.File.WriteAllText("/file", "text"),
        () => files.File.AppendAllText("/file", "text"),
        () => files.File.Copy("/file", "/copy"),
        () => files.File.Delete("/file"),
        () => files.Directory.Move("/dir", "/other"),
        () => files.Directory.GetFiles("/"),
        () =>
        {
            using var stream = files.File.Open("/file", FileMode.Create);
            stream.Write("text"u8);
        },
    ];

    private static AmazonS3Config Config(S3TestServer server) => new()
    {
        ServiceURL = server.Endpoint.AbsoluteUri, ForcePathStyle = true, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0,
        RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED, ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
    };

    /// <summary>Gives other credentials each time it is asked anew.</summary>
    private sealed class Rotating : RefreshingAWSCredentials
    {
        private int _fetched;

        public int Fetched => _fetched;

        protected override CredentialsRefreshState GenerateNewCredentials() => Interlocked.Increment(ref _fetched) == 1
            ? new(new ImmutableCredentials("ASIAFIRST", "first-secret", "first-token"), DateTime.UtcNow.AddHours(1))
            : new(new ImmutableCredentials("ASIASECOND", "second-secret", "second-token"), DateTime.UtcNow.AddHours(1));
    }

    private sealed class Recorder(StringBuilder output) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (output)
                output.AppendLine($"{formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}
