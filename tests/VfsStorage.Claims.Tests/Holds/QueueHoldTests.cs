using Microsoft.Extensions.Time.Testing;
using VfsStorage.Claims.Batches;
using VfsStorage.Claims.Holds;
using VfsStorage.Claims.Queueing;
using VfsStorage.Claims.Tests.Batches;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Holds;

/// <summary>"One server at a time works on the accepted claims; a batch may run beside it."</summary>
[TestFixtureSource(nameof(Kinds))]
public sealed class QueueHoldTests(FileSystemKind kind) : BatchFixture(kind)
{
    // The simulated disk locks no files.
    private static IEnumerable<FileSystemKind> Kinds => FileSystemKinds.All.Where(kind => kind.Name != "Memory");

    [Test]
    public async Task TakeAsync_AnotherServes_IsRefusedUntilItEnds()
    {
        var first = await QueueHold.TakeAsync(Workspace);

        var refused = Assert.ThrowsAsync<AreasHeldException>(() => QueueHold.TakeAsync(Workspace))!;
        await first.EnsureAsync();
        await first.DisposeAsync();

        Assert.That(refused.Message, Does.StartWith(
            $"The area 'output' is being served by {Environment.MachineName} (process {Environment.ProcessId}) since 2025-03-09 10:00:00 UTC; "));
        await (await QueueHold.TakeAsync(Workspace)).DisposeAsync();
        Assert.That(FileSystem.Directory.GetFiles(FileSystem.Path.Combine(Areas.Output, ".claims")), Is.Empty, "Nothing is left behind.");
    }

    [Test]
    public async Task RunAsync_WhileAServerServes_IsDone()
    {
        Drop("a.csv", Header + Row("1"));
        await using var hold = await QueueHold.TakeAsync(Workspace);

        var summary = await new ClaimsBatch(Workspace, new PlainProcessor()).RunAsync(new BatchOptions { WaitBetweenRows = TimeSpan.Zero });

        Assert.That(summary.Processed, Is.EqualTo(1));
        await hold.EnsureAsync();
    }

    [Test]
    public async Task EnsureAsync_TakenOverWhileAsleep_SaysByWhom()
    {
        if (Workspace.Writes != WriteStrategy.Direct)
            Assert.Ignore("A lock of a disk lasts as long as its process.");
        var asleep = await QueueHold.TakeAsync(MachineOf("host-a", Time));
        var time = new FakeTimeProvider(Start);
        var taking = QueueHold.TakeAsync(MachineOf("host-b", time));
        while (!taking.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(1);
        }

        await using var taken = await taking;
        Time.Advance(RenewedHold.Duration);

        var lost = Assert.ThrowsAsync<AreasHeldException>(asleep.EnsureAsync)!;

        Assert.That(lost.Message, Does.Contain("served by host-b (process 1)").And.Contain("this server fell silent"));
        await asleep.DisposeAsync();
        await taken.EnsureAsync();
    }

    private ClaimsWorkspace MachineOf(string name, TimeProvider time) =>
        Workspace with { Time = time, Process = new HoldingProcess { Machine = name, Id = 1 } };
}
