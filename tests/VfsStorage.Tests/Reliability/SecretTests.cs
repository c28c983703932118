using System.Diagnostics;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.Logging;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Reliability;

/// <summary>"No secret in any log, exception or ToString()". What the program itself prints is in SecretOutputTests.</summary>
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
        using var traces = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "VfsStorage",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (output)
                    output.AppendLine($"{activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Events.SelectMany(told => told.Tags))}");
            },
        };
        ActivitySource.AddActivityListener(traces);
        var folder = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"vfs-secret-{Guid.NewGuid():N}");
        var fileOptions = new S3FileSystemOptions
        {
            LoggerFactory = loggers,
            SpillDirectory = folder,
            Requests = { Compatibility = S3Compatibility.Aws, CustomerKey = CustomerKey, Encryption = S3Encryption.CustomerKey },
        };
        using var files = new S3FileSystem(client, Bucket, options: fileOptions);
        output.AppendLine($"{fileOptions} {fileOptions.Requests} {files} {client} {server.Options} {options.Credentials[0]}");
        foreach (var status in new[] { 400, 403, 404, 412, 500 })
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
                    var told = new StringBuilder().AppendLine(failure.ToString());
                    for (var cause = failure; cause is not null; cause = cause.InnerException)
                        told.AppendLine(cause.Message);
                    lock (output)
                        output.Append(told);
                }
            }
        }

        traces.Dispose();
        foreach (var request in server.Requests.All)
            output.AppendLine($"{request} {string.Join(' ', request.Headers)}");
        foreach (var kept in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [])
            output.AppendLine(await File.ReadAllTextAsync(kept));
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);

        var text = output.ToString();
        Assert.That(text, Has.Length.GreaterThan(10_000).And.Contains("bucket"));
        foreach (var secret in new[] { Secret, Token, CustomerKey })
            Assert.That(text, Does.Not.Contain(secret));
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
