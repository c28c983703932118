using System.Globalization;
using VfsStorage.Claims.Batches;
using VfsStorage.Claims.Intake;
using VfsStorage.Claims.Processing;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Batches;

/// <summary>Several rows at once.</summary>
[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.Real))]
public sealed class WorkersTests(FileSystemKind kind) : BatchFixture(kind)
{
    /// <summary>Rows of seven employees, some skipped, some failing, some with equal reference ids.</summary>
    private static readonly string _rows = Header + string.Concat(Enumerable.Range(0, 60).Select(number => string.Create(
        CultureInfo.InvariantCulture,
        $"R{number % 50},EN-{number % 7},{(number % 11 == 5 ? "Fail" : "Ada")},{(number % 13 == 7 ? "" : "Testwell")},9000001\n")));

    [Test]
    public async Task RunAsync_ManyWorkers_LeavesTheFilesOfOne()
    {
        using var other = Kind.Create();
        other.FileSystem.Directory.CreateDirectory(other.Areas.Input);
        var workspace = new ClaimsWorkspace(other.FileSystem, other.Areas) { Time = Time, Writes = other.Writes };
        other.FileSystem.File.WriteAllText(other.FileSystem.Path.Combine(other.Areas.Input, "a.csv"), _rows);
        Drop("a.csv", _rows);

        var one = await RunAsync(Workspace, new PlainProcessor(), 1);
        var many = await RunAsync(workspace, new PlainProcessor(), 8);

        Assert.That((many.Processed, many.Skipped, many.Failed), Is.EqualTo((one.Processed, one.Skipped, one.Failed)));
        Assert.That(Names(Areas.Output), Has.Length.GreaterThan(40).And.None.Contain("checkpoint"));
        foreach (var area in new[] { Areas.Output, FileSystem.Path.Combine(Areas.Archive, Today) })
        {
            var folder = area.Replace(FileSystem.Path.GetDirectoryName(Areas.Output)!, other.FileSystem.Path.GetDirectoryName(other.Areas.Output)!);
            foreach (var name in Names(area))
                Assert.That(other.FileSystem.File.ReadAllText(other.FileSystem.Path.Combine(folder, name)), Is.EqualTo(Read(area, name)), name);
        }
    }

    [Test]
    public async Task RunAsync_ManyWorkers_KeepsEachEmployeesOrder()
    {
        Drop("a.csv", _rows);
        var processor = new PlainProcessor();

        await RunAsync(Workspace, processor, 8);

        foreach (var employee in processor.Claims.Where(claim => claim.EmployeeNumber.Length > 0).GroupBy(claim => claim.EmployeeNumber))
        {
            var expected = Enumerable.Range(0, 60).Where(number => $"EN-{number % 7}" == employee.Key).Select(number => $"R{number % 50}");
            Assert.That(employee.Select(claim => claim.ReferenceId), Is.EqualTo(expected), employee.Key);
        }
    }

    [Test]
    public async Task RunAsync_TwoWorkers_WorkAtTheSameTime()
    {
        Drop("a.csv", Header + Row("1") + Row("2"));
        var processor = new MeetingProcessor(2);

        var summary = await RunAsync(Workspace, processor, 2).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.That(summary.Processed, Is.EqualTo(2));
    }

    /// <summary>The first row does not end: what later rows do must not move the checkpoint past it.</summary>
    [Test]
    public async Task RunAsync_FirstRowHangs_CheckpointWaitsForIt()
    {
        Drop("a.csv", Header + Row("1") + Row("2") + Row("3") + Row("4"));
        using var source = new CancellationTokenSource();
        var others = 0;
        var processor = new HangingProcessor("1", () =>
        {
            if (Interlocked.Increment(ref others) == 3)
                source.Cancel();
        });

        var summary = await new ClaimsBatch(Workspace, processor).RunAsync(
            new BatchOptions { WaitBetweenRows = TimeSpan.Zero, Workers = 4 }, null, source.Token);
        Assert.That(summary.Outcome, Is.EqualTo(BatchOutcome.Cancelled));
        Assert.That(Names(Areas.Output), Does.Not.Contain("1.json").And.Not.Contain("checkpoint.json"));

        var resumed = new PlainProcessor();
        await RunAsync(Workspace, resumed, 4);
        Assert.That(resumed.Claims.Select(claim => claim.ReferenceId).Order(), Is.EqualTo(["1", "2", "3", "4"]));
        Assert.That(Names(Areas.Output), Is.EqualTo(["1.json", "2.json", "3.json", "4.json"]));
    }

    [Test]
    public async Task RunAsync_FileBreaksOff_KeepsEveryRowBeforeIt()
    {
        Drop("a.csv", Header + string.Concat(Enumerable.Range(1, 20).Select(number => Row($"{number:00}"))) + "\"never closed,\nx\n");

        var summary = await RunAsync(Workspace, new PlainProcessor(), 8);

        Assert.That(summary.Outcome, Is.EqualTo(BatchOutcome.FilesLeft));
        Assert.That(summary.Processed, Is.EqualTo(20));
        Assert.That(Names(Areas.Output), Has.Length.EqualTo(20));
    }

    [Test]
    public async Task RunAsync_KilledAgainAndAgain_LosesAndDoublesNothing([Values] CrashEffect effect)
    {
        Drop("a.csv", _rows);
        var kills = 0;
        while (true)
        {
            // More changes than the rows of a window make, or a run need not get further.
            var crash = new CrashPoint(Workspace.Writes == WriteStrategy.Direct ? 45 : 120, effect) { PublishesOnClose = Workspace.Writes == WriteStrategy.Direct, BeforeChange = CrashPoint.Dawdle };
            var workspace = Workspace with { FileSystem = CrashingFileSystem.Wrap(FileSystem, crash) };
            try
            {
                await RunAsync(workspace, new PlainProcessor(), 3);
                break;
            }
            catch (ProcessKilledException)
            {
                Assert.That(++kills, Is.LessThan(200), "every run must get further");
            }
        }

        Assert.That(kills, Is.GreaterThan(0));
        Assert.That(Names(Areas.Output), Has.Length.EqualTo(55), "60 rows, five of which fail");
        Assert.That(Read(Areas.Archive, Today, "a.csv"), Is.EqualTo(_rows));
        var failed = Read(Areas.Archive, Today, "errors.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(failed, Has.Length.EqualTo(1 + 5).And.Unique);
    }

    private static Task<BatchSummary> RunAsync(ClaimsWorkspace workspace, IClaimProcessor processor, int workers) =>
        new ClaimsBatch(workspace, processor).RunAsync(new BatchOptions { WaitBetweenRows = TimeSpan.Zero, Workers = workers });

    /// <summary>Goes on only when so many claims are under way at once.</summary>
    private sealed class MeetingProcessor(int count) : IClaimProcessor
    {
        private readonly TaskCompletionSource _met = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly PlainProcessor _plain = new();
        private int _waiting;

        public async Task<ComplianceReport> ProcessAsync(Claim claim, Reviews reviews, CancellationToken cancellationToken = default)
        {
            if (Interlocked.Increment(ref _waiting) == count)
                _met.SetResult();
            await _met.Task.WaitAsync(cancellationToken);
            return await _plain.ProcessAsync(claim, reviews, cancellationToken);
        }
    }

    /// <summary>One claim never ends; the others say when they do.</summary>
    private sealed class HangingProcessor(string referenceId, Action otherDone) : IClaimProcessor
    {
        private readonly PlainProcessor _plain = new();

        public async Task<ComplianceReport> ProcessAsync(Claim claim, Reviews reviews, CancellationToken cancellationToken = default)
        {
            if (claim[ClaimColumns.ReferenceId] == referenceId)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            var report = await _plain.ProcessAsync(claim, reviews, cancellationToken);
            otherDone();
            return report;
        }
    }
}
