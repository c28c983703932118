using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Amazon.Runtime;
using Microsoft.Extensions.Logging;
using VfsStorage.Objects.S3;
using VfsStorage.Testing;
using VfsStorage.Tests.Budgets;

namespace VfsStorage.Tests.Objects;

/// <summary>Each metric that docs/CONFIGURATION.md names.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class TelemetryTests : IAsyncDisposable
{
    private const string Bucket = "watched";

    private readonly ConcurrentBag<(string Metric, string Tags)> _seen = [];
    private readonly LogRecorder _log = new();
    private MeterListener _listener = null!;
    private S3TestServer _server = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await S3TestServer.StartAsync(new S3TestServerOptions { Buckets = { Bucket } });
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "VfsStorage") listener.EnableMeasurementEvents(instrument);
            },
        };
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument, tags));
        _listener.Start();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        _log.Dispose();
        await _server.DisposeAsync();
    }

    // Other tests of the process may be seen as well.
    [Test]
    public void Metrics_OfCallsAndRequests_AreAllThere()
    {
        using var client = _server.CreateClient();
        using var fileSystem = NewFileSystem(client);
        _server.Faults.On(S3Operation.GetObject).Nth(1).Answer(503);

        fileSystem.File.WriteAllText("/a", "text");
        fileSystem.File.ReadAllText("/a");
        Assert.That(() => fileSystem.File.ReadAllText("/none"), Throws.TypeOf<FileNotFoundException>());

        Assert.That(_seen, Is.SupersetOf(new[]
        {
            ("vfsstorage.operations", "operation=Write outcome=ok"),
            ("vfsstorage.operations", "operation=ReadAllBytes outcome=FileNotFoundException"),
            ("vfsstorage.operation.duration", "operation=ReadAllBytes outcome=ok"),
            ("vfsstorage.requests", "kind=Put outcome=ok"),
            ("vfsstorage.requests", "kind=Get outcome=Throttled"),
            ("vfsstorage.request.duration", "kind=Get outcome=ok"),
            ("vfsstorage.retries", "kind=Get"),
            ("vfsstorage.throttles", "kind=Get"),
            ("vfsstorage.sent", ""),
            ("vfsstorage.received", ""),
        }));
    }

    [Test]
    public void Metrics_OfWhatTheSdkRetries_AreThere()
    {
        var options = new S3StorageOptions { ServiceUrl = _server.Endpoint.AbsoluteUri.TrimEnd('/'), AwsRegion = "us-east-1", MaxRetries = 3 };
        using var client = new Amazon.S3.AmazonS3Client(new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", "secret-of-no-account"), S3ClientFactory.Configure(options));
        using var fileSystem = NewFileSystem(client);
        _server.AddObject(Bucket, "a", "text");
        _server.Faults.On(S3Operation.GetObject).Nth(1).Answer(503);

        Assert.That(fileSystem.File.ReadAllText("/a"), Is.EqualTo("text"));

        Assert.That(_seen, Is.SupersetOf(new[] { ("vfsstorage.retries", "kind=sdk"), ("vfsstorage.throttles", "kind=sdk") }));
        Assert.That(_log.Messages(LogLevel.Warning), Has.Some.Contains("slow down"), "fewer requests at a time, before the SDK gives up");
    }

    [Test]
    public void Traces_OfACall_HaveItsRequestsBelow()
    {
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "VfsStorage",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var client = _server.CreateClient();
        using var fileSystem = NewFileSystem(client);

        fileSystem.File.WriteAllText("/a", "text");

        var put = spans.Single(span => span.OperationName == "s3 Put" && Bucket.Equals(span.GetTagItem("aws.s3.bucket")));
        Assert.That(put.Parent?.OperationName, Is.EqualTo("vfs Write"));
    }

    private S3FileSystem NewFileSystem(Amazon.S3.IAmazonS3 client) =>
        new(client, Bucket, options: new S3FileSystemOptions { Requests = { Compatibility = S3Compatibility.Aws }, LoggerFactory = _log });

    private void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _seen.Add((instrument.Name, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
}
