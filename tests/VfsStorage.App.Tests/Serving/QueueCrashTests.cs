using System.Diagnostics;
using System.IO.Abstractions;
using System.Text.Json.Nodes;
using Amazon.S3;
using VfsStorage.Claims;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Processing;
using VfsStorage.Claims.Queueing;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Tests.FileSystems;
using VfsStorage.Testing;
using VfsStorage.Tests;

namespace VfsStorage.App.Tests.Serving;

/// <summary>
/// Kills the queue at the changes it makes to the file system and starts it again on another day, when the same claim would get another
/// report. Changes take their time, so that what runs side by side meets in every order. Every accepted claim ends in one version, and its
/// receiver gets that very report under one id.
/// </summary>
[TestFixture("disk", 5)]
[TestFixture("s3", 11)]
[TestFixture("disk", 1, Category = "Slow")]
[TestFixture("s3", 1, Category = "Slow")]
internal sealed class QueueCrashTests(string store, int step)
{
    private readonly string _store = store;

    private static readonly DateTimeOffset _start = new(2025, 3, 9, 23, 59, 0, TimeSpan.Zero);
    private static readonly string[] _areas = ["drop", "output", "archive", "cache"];

    private WebhookReceiver _receiver = null!;
    private S3TestServer _server = null!;
    private IAmazonS3 _client = null!;
    private int _next;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        _server = await S3TestServer.StartAsync();
        _server.CreateBucket("claims");
        _client = _server.CreateClient();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _receiver.DisposeAsync();
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task Queue_KilledAtAnyChangeAndStartedTheNextDay_EndsEveryClaimInOneVersionAndOneDelivery([Values] CrashEffect effect)
    {
        var kills = 0;
        // Each effect begins elsewhere, so that together they meet every change.
        for (var change = 1 + ((int)effect % step); ; change += step)
        {
            using var storage = new Storage(this);
            var label = $"killed at change {change}, {effect}";
            var run = await RunUntilKilledAsync(storage, change, effect);
            await ResumeAsync(storage, run, _start.AddDays(1), label);

            AssertVersions(storage, run, label, own => own.Count == 1);
            AssertLetters(storage, run, label);
            if (!run.IsKilled)
                break;
            kills++;
        }

        Assert.That(kills * step, Is.GreaterThan(_store == "disk" ? 40 : 20), "the queue makes more changes than that");
    }

    [Test]
    public async Task Queue_KilledAndOvertakenByAnotherReportOfTheSameId_StillEndsInOneVersionOfItsOwn([Values] CrashEffect effect)
    {
        for (var change = 1 + ((int)effect % step); ; change += step)
        {
            using var storage = new Storage(this);
            var run = await RunUntilKilledAsync(storage, change, effect);
            var between = storage.Workspace(_start.AddDays(1));
            using (var processor = new ClaimProcessor(between, new RecordedAgentSource()))
            {
                foreach (var task in run.Accepted)
                    await processor.ProcessAsync(Claim.FromFields(task.Claim.Select(field => KeyValuePair.Create(field.Key, (string?)field.Value))), Reviews.All);
            }

            var label = $"killed at change {change}, {effect}";
            await ResumeAsync(storage, run, _start.AddDays(2), label);

            AssertVersions(storage, run, label, all => all.Count == 2 && all.Count(name => name.Contains("_20250310")) == 1 && all.Any(name => name.Contains("_v2_")));
            AssertLetters(storage, run, label);
            if (!run.IsKilled)
                break;
        }
    }

    /// <summary>Posts two claims to a queue that dies at the change, or that gets everything done.</summary>
    private async Task<Run> RunUntilKilledAsync(Storage storage, int change, CrashEffect effect)
    {
        var crash = storage.Crash(change, effect);
        var workspace = storage.Workspace(_start, crash);
        using var processor = new ClaimProcessor(workspace, new RecordedAgentSource());
        await using var queue = await QueueRun.StartAsync(workspace, processor);
        var run = new Run($"{_store}-{Interlocked.Increment(ref _next)}");
        try
        {
            for (var number = 0; number < 2; number++)
                run.Accepted.Add(await queue.AcceptAsync(TaskOf(queue, run, number)));
        }
        catch (ProcessKilledException)
        {
            // The caller gets no answer: nothing was accepted.
        }

        await UntilAsync(() => crash.IsDead || IsDone(queue, run), queue, $"before change {change}, {effect}");
        run.IsKilled = crash.IsDead;
        return run;
    }

    private async Task ResumeAsync(Storage storage, Run run, DateTimeOffset now, string label)
    {
        var workspace = storage.Workspace(now, storage.Crash());
        using var processor = new ClaimProcessor(workspace, new RecordedAgentSource());
        await using var queue = await QueueRun.StartAsync(workspace, new OtherDayChecker(processor));
        await UntilAsync(() => IsDone(queue, run), queue, label);
    }

    private bool IsDone(QueueRun queue, Run run) =>
        queue.IsIdle && run.Accepted.All(task => LettersOf(task).Count > 0 && !queue.IsSending(IdOf(task)));

    private ClaimTask TaskOf(QueueRun queue, Run run, int number) => new(queue.Tasks.NewId(), $"{run.Id}-{number}")
    {
        Mode = ProcessingMode.Basic,
        Claim = Claim.FromFields(ServedApp.Claim($"{run.Id}-{number}", $"EN-{number}").Select(field => KeyValuePair.Create(field.Key, (string?)field.Value))).Fields,
        WebhookUrl = _receiver.Address.AbsoluteUri,
        AcceptedAt = _start,
    };

    private static void AssertVersions(Storage storage, Run run, string label, Predicate<List<string>> areRight)
    {
        foreach (var task in run.Accepted)
        {
            var names = storage.VersionsOf(task).Select(path => Path.GetFileName(path)).ToList();
            Assert.That(areRight(names), Is.True, $"{label}: {string.Join(", ", names)}");
        }
    }

    private void AssertLetters(Storage storage, Run run, string label)
    {
        foreach (var task in run.Accepted)
        {
            var letters = LettersOf(task);
            Assert.That(letters, Has.Count.InRange(1, run.IsKilled ? 2 : 1), label);
            Assert.That(letters.Select(letter => letter.Id).Distinct(), Is.EqualTo(new[] { task.TaskId }), label);
            Assert.That(letters.Select(letter => Convert.ToBase64String(letter.Body)).Distinct().Count(), Is.EqualTo(1), label);
            var kept = storage.VersionsOf(task).Select(path => JsonNode.Parse(storage.FileSystem.File.ReadAllBytes(path)));
            Assert.That(kept.Count(version => JsonNode.DeepEquals(version, letters[0].Json["result"])), Is.EqualTo(1), $"{label}: the report that was sent is the one that was kept");
        }
    }

    private List<WebhookReceiver.Letter> LettersOf(ClaimTask task) =>
        [.. _receiver.Letters.Where(letter => letter.IdempotencyKey == Uri.EscapeDataString(IdOf(task)))];

    private static string IdOf(ClaimTask task) => $"{task.ReferenceId}_{task.TaskId}";

    private static async Task UntilAsync(Func<bool> condition, QueueRun queue, string label)
    {
        var patience = Stopwatch.StartNew();
        while (!condition())
        {
            if (patience.Elapsed > TimeSpan.FromSeconds(60))
                Assert.Fail($"{label}: nothing comes any more; {await queue.DescribeAsync()}");
            await Task.Delay(1);
        }
    }

    /// <summary>What one run left behind.</summary>
    private sealed class Run(string id)
    {
        public string Id => id;

        public List<ClaimTask> Accepted { get; } = [];

        public bool IsKilled { get; set; }
    }

    /// <summary>Gives every claim another report than on the first day.</summary>
    private sealed class OtherDayChecker(ClaimProcessor inner) : IClaimChecker
    {
        public Task<ComplianceReport> CheckAsync(Claim claim, Reviews reviews, CancellationToken cancellationToken = default) =>
            inner.CheckAsync(claim, Reviews.Disciplinary | Reviews.Regulatory, cancellationToken);
    }

    /// <summary>A clock of some day.</summary>
    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        private readonly TimeSpan _shift = now - System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;
    }

    /// <summary>Four areas of their own.</summary>
    private sealed class Storage : IDisposable
    {
        private readonly string _root;

        public Storage(QueueCrashTests tests)
        {
            if (tests._store == "disk")
            {
                _root = MemoryFolder.Create("vfs-queue-");
                FileSystem = new FileSystem();
            }
            else
            {
                _root = "";
                var prefix = Guid.NewGuid().ToString("N");
                FileSystem = new S3FileSystem(tests._client, _areas.Select(area => new S3Mount("/" + area, "claims", $"{prefix}/{area}/")));
            }
        }

        public IFileSystem FileSystem { get; }

        public WriteStrategy Writes => _root.Length == 0 ? WriteStrategy.Direct : WriteStrategy.TemporaryThenMove;

        /// <summary>A process that dies at the change, or never.</summary>
        public CrashPoint Crash(int change = int.MaxValue, CrashEffect effect = CrashEffect.Before) => new(change, effect)
        {
            PublishesOnClose = Writes == WriteStrategy.Direct,
            BeforeChange = CrashPoint.Dawdle,
        };

        public ClaimsWorkspace Workspace(DateTimeOffset now, CrashPoint? crash = null) => new(
            crash is null ? FileSystem : CrashingFileSystem.Wrap(FileSystem, crash),
            new ClaimsAreas($"{_root}/drop", $"{_root}/output", $"{_root}/archive", $"{_root}/cache"))
        {
            Time = new Clock(now),
            Writes = Writes,
        };

        public IEnumerable<string> VersionsOf(ClaimTask task)
        {
            var folder = $"{_root}/cache/{task.Claim["employee_number"]}";
            return FileSystem.Directory.Exists(folder)
                ? FileSystem.Directory.EnumerateFiles(folder, $"ComplianceReportAgent_{task.ReferenceId}_*.json")
                : [];
        }

        public void Dispose()
        {
            (FileSystem as IDisposable)?.Dispose();
            if (_root.Length > 0)
                Directory.Delete(_root, recursive: true);
        }
    }
}
