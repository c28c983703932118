using Amazon.S3;
using VfsStorage.Claims;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Processing;
using VfsStorage.Claims.Queueing;
using VfsStorage.Testing;
using VfsStorage.Tests;

namespace VfsStorage.App.Tests.Serving;

/// <summary>
/// A file that this process is creating in S3 is empty for the process itself until it is there. Nobody in the application takes it for one.
/// </summary>
[TestFixture]
internal sealed class StateBeingWrittenTests
{
    private static readonly string[] _areas = ["drop", "output", "archive", "cache"];

    private S3TestServer _server = null!;
    private IAmazonS3 _client = null!;
    private S3FileSystem _fileSystem = null!;
    private ClaimsWorkspace _workspace = null!;

    [SetUp]
    public async Task StartAsync()
    {
        ExternalStore.RequireTestServer();
        _server = await S3TestServer.StartAsync();
        _server.CreateBucket("claims");
        _client = _server.CreateClient();
        _fileSystem = new S3FileSystem(_client, _areas.Select(area => new S3Mount("/" + area, "claims", area + "/")));
        _workspace = new ClaimsWorkspace(_fileSystem, new ClaimsAreas("/drop", "/output", "/archive", "/cache")) { Writes = WriteStrategy.Direct };
    }

    [TearDown]
    public async Task StopAsync()
    {
        _fileSystem.Dispose();
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task Find_EndOfATaskIsBeingWritten_GivesTheEnd()
    {
        var tasks = new ClaimTasks(_workspace);
        var task = TaskOf(tasks);
        await tasks.AddAsync(task);

        using var hold = _server.Faults.On(S3Operation.PutObject).Where(request => request.Key!.EndsWith($"{task.TaskId}.json", StringComparison.Ordinal)).Hold();
        var end = tasks.EndAsync(task with { Status = ClaimTaskStatus.Completed });
        await hold.Arrived;
        var found = tasks.FindAsync(task.TaskId);
        await Task.Delay(50);
        hold.Release();

        Assert.That((await found)!.Status, Is.EqualTo(ClaimTaskStatus.Completed));
        await end;
    }

    [Test]
    public async Task ListOpen_TaskIsBeingAdded_GivesIt()
    {
        var tasks = new ClaimTasks(_workspace);
        var task = TaskOf(tasks);

        using var hold = _server.Faults.On(S3Operation.PutObject).Where(request => request.Key!.EndsWith($"{task.TaskId}.json", StringComparison.Ordinal)).Hold();
        var add = tasks.AddAsync(task);
        await hold.Arrived;
        var open = tasks.ListOpenAsync();
        await Task.Delay(50);
        hold.Release();

        Assert.That((await open).Select(found => found.TaskId), Is.EqualTo(new[] { task.TaskId }));
        await add;
    }

    [Test]
    public async Task Save_SameReportIsBeingKept_AddsNoVersion()
    {
        using var processor = new ClaimProcessor(_workspace, new RecordedAgentSource());
        var claim = ClaimOf();

        using var hold = _server.Faults.On(S3Operation.PutObject).Where(request => request.Key!.Contains("ComplianceReport", StringComparison.Ordinal)).Times(1).Hold();
        var first = processor.ProcessAsync(claim, Reviews.All);
        await hold.Arrived;
        var second = processor.ProcessAsync(claim, Reviews.All);
        await Task.Delay(300);
        hold.Release();
        await Task.WhenAll(first, second);

        Assert.That(_fileSystem.Directory.GetFiles("/cache/EN-1", "ComplianceReport*"), Has.Length.EqualTo(1));
    }

    private static ClaimTask TaskOf(ClaimTasks tasks) => new(tasks.NewId(), "R-1")
    {
        Mode = ProcessingMode.Basic,
        Claim = ClaimOf().Fields,
        WebhookUrl = "http://127.0.0.1/",
    };

    private static Claim ClaimOf() =>
        Claim.FromFields(ServedApp.Claim("R-1", "EN-1").Select(field => KeyValuePair.Create(field.Key, (string?)field.Value)));
}
