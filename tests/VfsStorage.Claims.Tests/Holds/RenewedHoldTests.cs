using Microsoft.Extensions.Time.Testing;
using VfsStorage.Claims.Batches;
using VfsStorage.Claims.Holds;
using VfsStorage.Claims.Tests.Batches;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Holds;

/// <summary>"A batch whose process died is taken over; one that fell silent and wakes up stops before its next row": two machines, each with its own clock.</summary>
[TestFixtureSource(nameof(Kinds))]
public sealed class RenewedHoldTests(FileSystemKind kind) : BatchFixture(kind)
{
    // In the simulated file system two threads may both create a file.
    private static IEnumerable<FileSystemKind> Kinds => FileSystemKinds.All.Where(kind => kind.Name == "S3");

    [Test]
    public async Task RunAsync_HolderOnAnotherMachineDied_IsTakenOverWhenItWasSilentLongEnough([Values] bool otherClockIsAhead)
    {
        Drop("a.csv", Header + Row("1"));
        await DieAsync(MachineOf("host-a", Time));
        var time = new FakeTimeProvider(Start + (otherClockIsAhead ? TimeSpan.FromDays(1) : TimeSpan.Zero));
        var other = MachineOf("host-b", time);

        var began = time.GetUtcNow();
        var run = RunAsync(other);
        await AdvanceUntilAsync(run, time);

        Assert.That((await run).Processed, Is.EqualTo(1));
        Assert.That(time.GetUtcNow() - began, Is.GreaterThanOrEqualTo(RenewedHold.Duration), "It watches first: no clock tells.");
    }

    [Test]
    public async Task RunAsync_HolderOnAnotherMachineWorks_IsLeftAlone()
    {
        Drop("a.csv", Header + Row("1"));
        var hold = await AreasHold.TakeAsync(MachineOf("host-a", Time), new HoldKey(HoldKind.Batch), default);
        var time = new FakeTimeProvider(Start.AddDays(1));

        var run = RunAsync(MachineOf("host-b", time));
        while (!run.IsCompleted)
        {
            Time.Advance(RenewedHold.Duration / 2);
            await hold.EnsureAsync();
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(1);
        }

        Assert.That(Assert.ThrowsAsync<AreasHeldException>(() => run)!.Message, Does.Contain("host-a (process 1) since 2025-03-09 10:00:00 UTC"));
        Assert.DoesNotThrowAsync(() => hold.EnsureAsync().AsTask());
        await hold.DisposeAsync();
    }

    [Test]
    public async Task EnsureAsync_TakenOver_SaysByWhomAndStops()
    {
        var hold = await AreasHold.TakeAsync(MachineOf("host-a", Time), new HoldKey(HoldKind.Batch), default);
        var time = new FakeTimeProvider(Start.AddDays(1));
        var taking = AreasHold.TakeAsync(MachineOf("host-b", time), new HoldKey(HoldKind.Batch), default);
        await AdvanceUntilAsync(taking, time);
        Time.Advance(RenewedHold.Duration);

        var lost = Assert.ThrowsAsync<AreasHeldException>(() => hold.EnsureAsync().AsTask())!;

        Assert.That(lost.Message, Does.Contain("host-b (process 1)").And.Contain("this batch fell silent"));
        await hold.DisposeAsync();
        Assert.DoesNotThrowAsync(() => taking.Result.EnsureAsync().AsTask(), "The old holder left the new one's file alone.");
        await taking.Result.DisposeAsync();
    }

    [Test]
    public async Task TakeAsync_16AtOnceAfterACrash_HasOneWinnerAtMost()
    {
        await DieAsync(MachineOf("host-a", Time));
        var time = new FakeTimeProvider(Start.AddDays(1));

        var taking = Enumerable.Range(0, 16).Select(number => Task.Run(async () =>
        {
            try
            {
                return await AreasHold.TakeAsync(MachineOf($"host-{number}", time), new HoldKey(HoldKind.Batch), default);
            }
            catch (AreasHeldException)
            {
                return null;
            }
        })).ToList();
        await AdvanceUntilAsync(Task.WhenAll(taking), time);

        Assert.That(taking.Count(each => each.Result is not null), Is.EqualTo(1));
    }

    /// <summary>Two batches that fall asleep at random moments, for random times; each on its own clock.</summary>
    [Test]
    public async Task RunAsync_TwoBatchesThatPauseAtRandom_DoEachRowOnceAndLoseNone([Range(1, 6)] int seed)
    {
        var random = new Random(seed);
        Drop("a.csv", Header + string.Concat(Enumerable.Range(1, 40).Select(id => Row($"{id}"))));
        FakeTimeProvider[] clocks = [new(Start), new(Start.AddHours(3))];
        var saved = new List<string>();
        var machines = clocks.Select((time, number) => MachineOf($"host-{number}", time)).ToArray();
        var (asleep, done) = (-1, 0);

        var runs = machines.Select((machine, number) => Task.Run(async () =>
        {
            for (var attempt = 0; attempt < 400 && Volatile.Read(ref done) == 0; attempt++)
            {
                try
                {
                    var progress = new Recorder(saved);
                    var processor = new PlainProcessor { Before = _ => Pause(number) };
                    await new ClaimsBatch(machine, processor).RunAsync(new BatchOptions { WaitBetweenRows = TimeSpan.Zero }, progress);
                    Volatile.Write(ref done, 1);
                }
                catch (AreasHeldException)
                {
                    await Task.Yield();
                }
            }
        })).ToList();
        var all = Task.WhenAll(runs);
        while (!all.IsCompleted)
        {
            for (var number = 0; number < clocks.Length; number++)
            {
                if (number != Volatile.Read(ref asleep))
                    clocks[number].Advance(TimeSpan.FromSeconds(5));
            }

            await Task.Delay(1);
        }

        await all;
        Assert.That(saved, Is.Unique.And.EquivalentTo(Enumerable.Range(1, 40).Select(id => $"{id}")), $"seed {seed}");
        Assert.That(Archived(), Is.EqualTo(["a.csv"]));
        TestContext.Out.WriteLine($"seed {seed}");

        void Pause(int number)
        {
            bool sleeps;
            lock (random)
                sleeps = random.Next(12) == 0 && Interlocked.CompareExchange(ref asleep, number, -1) == -1;
            if (!sleeps)
                return;
            // Asleep for more than a hold lasts, by the other's clock.
            var other = clocks[1 - number];
            var until = other.GetUtcNow() + TimeSpan.FromSeconds(random.Next(10, 400));
            SpinWait.SpinUntil(() => other.GetUtcNow() > until, TimeSpan.FromSeconds(20));
            clocks[number].Advance(until - other.GetUtcNow() + TimeSpan.FromSeconds(400));
            Volatile.Write(ref asleep, -1);
        }
    }

    [Test]
    public async Task RunAsync_OfManyRows_RenewsByTheClockAndNotByTheRow()
    {
        Drop("a.csv", Header + string.Concat(Enumerable.Range(1, 50).Select(id => Row($"{id}"))));
        var calls = new CrashPoint();
        FileSystem.Directory.CreateDirectory(Areas.Cache);
        var workspace = Workspace with { FileSystem = CrashingFileSystem.Wrap(FileSystem, calls) };
        await using var hold = await AreasHold.TakeAsync(workspace, new HoldKey(HoldKind.Batch), default);
        var taken = calls.Calls.Count;
        for (var row = 0; row < 50; row++)
            await hold.EnsureAsync();
        Assert.That(calls.Calls, Has.Count.EqualTo(taken), "Rows cost nothing.");

        Time.Advance(RenewedHold.Duration / 2);
        await hold.EnsureAsync();
        await hold.DisposeAsync();

        TestContext.Out.WriteLine($"{taken} calls to take it, {calls.Calls.Count - taken} for two renewals and the end");
        Assert.That(taken, Is.LessThanOrEqualTo(4));
        Assert.That(calls.Calls.Count - taken, Is.LessThanOrEqualTo(12), "Renewals that came due, and the end.");
        Assert.That(Names(Areas.Cache), Is.Empty, "Nothing is left behind.");
    }

    private ClaimsWorkspace MachineOf(string name, TimeProvider time)
    {
        FileSystem.Directory.CreateDirectory(Areas.Cache);
        return Workspace with { Time = time, Process = new HoldingProcess { Machine = name, Id = 1 } };
    }

    private static async Task DieAsync(ClaimsWorkspace workspace)
    {
        // Never disposed; its timer stands still with its clock.
        await AreasHold.TakeAsync(workspace, new HoldKey(HoldKind.Batch), default);
    }

    private static Task<BatchSummary> RunAsync(ClaimsWorkspace workspace) =>
        new ClaimsBatch(workspace, new PlainProcessor()).RunAsync(new BatchOptions { WaitBetweenRows = TimeSpan.Zero });

    private static async Task AdvanceUntilAsync(Task task, FakeTimeProvider time)
    {
        while (!task.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(1);
        }
    }

    /// <summary>Remembers the rows whose checkpoint was saved.</summary>
    private sealed class Recorder(List<string> saved) : IProgress<BatchProgress>
    {
        public void Report(BatchProgress value)
        {
            lock (saved)
                saved.Add(value.ReferenceId);
        }
    }
}
