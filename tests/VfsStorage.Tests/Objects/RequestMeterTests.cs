using System.Diagnostics;
using System.Diagnostics.Metrics;
using VfsStorage.Objects;
using VfsStorage.Objects.S3;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Objects;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class RequestMeterTests : IAsyncDisposable
{
    private const string Bucket = "metered";
    private static readonly ObjectKey Key = new(Bucket, "key");

    private readonly RequestMeter _meter = new();
    private S3TestServer _server = null!;
    private Amazon.S3.IAmazonS3 _client = null!;
    private S3ObjectStore _store = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await S3TestServer.StartAsync();
        _server.CreateBucket(Bucket);
        _client = _server.CreateClient();
        _store = new S3ObjectStore(_client, new ObjectStoreSettings { Compatibility = S3Compatibility.Aws }, _meter);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task Tally_CountsEveryRequestThatTheServerSees()
    {
        using var tally = _meter.Begin();
        await PutAndReadAsync(1000);
        await _store.CopyAsync(new CopyRequest(Key, new(Bucket, "copy")) { AsMultipart = true }, default);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tally.Total, Is.EqualTo(_server.Requests.Count()));
            Assert.That((tally[RequestKind.Put], tally[RequestKind.Get], tally[RequestKind.CopyPart], tally[RequestKind.Head]), Is.EqualTo((1L, 1L, 1L, 1L)));
            Assert.That((tally.SentBytes, tally.ReceivedBytes), Is.EqualTo((1000L, 1000L)));
        }
    }

    [Test]
    public async Task Tally_CountsWhatItsFlowStartsAndNothingElse()
    {
        var others = PutAndReadAsync(1);
        using (var tally = _meter.Begin())
        {
            await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => _store.HeadAsync(new(Bucket, $"{i}"), default))));
            await others;
            Assert.That(tally.Total, Is.EqualTo(10));
        }
    }

    [Test]
    public async Task Tally_InsideAnother_CountsForBoth()
    {
        using var outer = _meter.Begin();
        await _store.HeadAsync(Key, default);
        using (var inner = _meter.Begin())
        {
            await _store.HeadAsync(Key, default);
            Assert.That(inner.Total, Is.EqualTo(1));
        }

        await _store.HeadAsync(Key, default);
        Assert.That(outer.Total, Is.EqualTo(3));
    }

    [Test]
    public async Task Tally_Closed_KeepsItsNumbers()
    {
        var tally = _meter.Begin();
        await _store.HeadAsync(Key, default);
        tally.Dispose();
        await _store.HeadAsync(Key, default);
        Assert.That(tally.Total, Is.EqualTo(1));
    }

    [Test]
    public async Task Metrics_TellKindAndOutcome()
    {
        var seen = new System.Collections.Concurrent.ConcurrentBag<(string? Kind, string? Outcome)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "VfsStorage" && instrument.Name == "vfsstorage.requests") listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => seen.Add((Tag(tags, "kind"), Tag(tags, "outcome"))));
        listener.Start();
        await PutAndReadAsync(1);
        await StoreContractFailure(() => _store.GetAsync(new(Bucket, "none"), null, null, default));
        // Other tests of the process may be seen as well.
        Assert.That(seen, Is.SupersetOf(new[] { ("Put", "ok"), ("Get", "ok"), ("Get", "NotFound") }));
    }

    [Test]
    public async Task Traces_HaveASpanForEachRequest()
    {
        var spans = new System.Collections.Concurrent.ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "VfsStorage",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await PutAndReadAsync(1);
        await StoreContractFailure(() => _store.GetAsync(new(Bucket, "none"), null, null, default));
        var own = spans.Where(span => Bucket.Equals(span.GetTagItem("aws.s3.bucket"))).Select(span => (span.OperationName, span.Status)).ToList();
        Assert.That(own, Is.EquivalentTo(new[] { ("s3 Put", ActivityStatusCode.Unset), ("s3 Get", ActivityStatusCode.Unset), ("s3 Get", ActivityStatusCode.Error) }));
    }

    private async Task PutAndReadAsync(int bytes)
    {
        await _store.PutAsync(Key, new(new byte[bytes]), ObjectHeaders.None, Precondition.None, default);
        await using var body = await _store.GetAsync(Key, null, null, default);
        await body.Content.CopyToAsync(Stream.Null);
    }

    private static Task<StoreException> StoreContractFailure(Func<Task> call) => S3.StoreContract.FailsAsync(StoreErrorKind.NotFound, call);

    private static string? Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == name) return tag.Value as string;
        }

        return null;
    }
}
