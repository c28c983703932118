using VfsStorage.Streams;

namespace VfsStorage.Tests.Streams;

/// <summary>Who gets memory, and who waits for whom.</summary>
public sealed class MemoryLedgerTests
{
    private const long Limit = 100;

    [Test]
    public void TryHold_MoreThanHalf_IsRefused()
    {
        var ledger = new MemoryLedger();

        Assert.That((ledger.TryHold(50, Limit), ledger.TryHold(1, Limit), ledger.Total), Is.EqualTo((true, false, 50L)));
    }

    [Test]
    public void TryHold_OfTwoLimits_EachMeansTheSum()
    {
        var ledger = new MemoryLedger();
        ledger.TryHold(30, Limit);

        Assert.That((ledger.TryHold(1, 60), ledger.TryHold(20, Limit)), Is.EqualTo((false, true)));
    }

    [Test]
    public void Pass_Room_GoesAtOnce()
    {
        var ledger = new MemoryLedger();
        ledger.Hold(50);

        Assert.That(ledger.PassAsync(50, Limit, default).IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public async Task Pass_NoRoom_WaitsInLineUntilOthersHavePassed()
    {
        var ledger = new MemoryLedger();
        await ledger.PassAsync(80, Limit, default);
        var first = ledger.PassAsync(50, Limit, default);
        var second = ledger.PassAsync(10, Limit, default);
        Assert.That((first.IsCompleted, second.IsCompleted), Is.EqualTo((false, false)));

        ledger.Passed(80);

        await Task.WhenAll(first, second);
        Assert.That(ledger.Total, Is.EqualTo(60));
    }

    [Test]
    public void Pass_NothingElsePasses_GoesHoweverLarge()
    {
        var ledger = new MemoryLedger();
        ledger.Hold(1_000);

        Assert.That(ledger.PassAsync(1_000, Limit, default).IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public async Task Pass_Cancelled_LetsTheNextGo()
    {
        var ledger = new MemoryLedger();
        using var stop = new CancellationTokenSource();
        await ledger.PassAsync(60, Limit, default);
        var given = ledger.PassAsync(50, Limit, stop.Token);
        var next = ledger.PassAsync(40, Limit, default);

        await stop.CancelAsync();

        await next;
        Assert.That(async () => await given, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(ledger.Total, Is.EqualTo(100));
    }

    [Test]
    public void TryHold_OthersWait_IsRefused()
    {
        var ledger = new MemoryLedger();
        _ = ledger.PassAsync(90, Limit, default);
        _ = ledger.PassAsync(90, Limit, default);

        Assert.That(ledger.TryHold(1, Limit), Is.False);
    }

    [Test]
    public void HandOverAndKeep_ChangeTheKindAndNotTheSum()
    {
        var ledger = new MemoryLedger();
        ledger.TryHold(50, Limit);
        ledger.HandOver(50);

        Assert.That((ledger.TryHold(40, Limit), ledger.TryKeep(50, Limit), ledger.TryKeep(10, Limit), ledger.Total), Is.EqualTo((true, false, true, 90L)));
    }
}
