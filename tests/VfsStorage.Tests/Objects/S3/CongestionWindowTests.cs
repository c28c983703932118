using Microsoft.Extensions.Logging.Abstractions;
using VfsStorage.Objects.S3;

namespace VfsStorage.Tests.Objects.S3;

/// <summary>"A store that asks to slow down gets half as many requests at a time, and then more again as it keeps up."</summary>
public sealed class CongestionWindowTests
{
    [Test]
    public async Task Enter_NeverThrottled_NobodyWaits()
    {
        var window = new CongestionWindow(NullLogger.Instance);
        for (var i = 0; i < 5_000; i++)
        {
            await window.EnterAsync(default);
        }

        Assert.That(window.Limit, Is.EqualTo(int.MaxValue));
    }

    [Test]
    public async Task Leave_OneOfManyThrottled_HalvesOnceForAllThatLeftTogether()
    {
        var window = new CongestionWindow(NullLogger.Instance);
        var rounds = await EnterAsync(window, 16);

        rounds.ForEach(round => window.Leave(round, throttled: true));

        Assert.That(window.Limit, Is.EqualTo(8));
    }

    [Test]
    public async Task SlowDown_BeforeTheRequestLeaves_HalvesOnce()
    {
        var window = new CongestionWindow(NullLogger.Instance);
        var rounds = await EnterAsync(window, 16);

        window.SlowDown(rounds[0]);
        window.SlowDown(rounds[1]);
        window.Leave(rounds[0], throttled: false);

        Assert.That(window.Limit, Is.EqualTo(8));
    }

    [Test]
    public async Task Leave_ThrottledAgainAndAgain_OneRequestGoesOn()
    {
        var window = new CongestionWindow(NullLogger.Instance);
        for (var i = 0; i < 10; i++)
        {
            var round = await window.EnterAsync(default);
            window.Leave(round, throttled: true);
        }

        Assert.That(window.Limit, Is.EqualTo(1));
    }

    [Test]
    public async Task Enter_WindowFull_WaitsForOneThatLeaves()
    {
        var window = new CongestionWindow(NullLogger.Instance);
        var rounds = await EnterAsync(window, 4);
        window.Leave(rounds[0], throttled: true);
        window.Leave(rounds[1], throttled: false);
        var waiting = window.EnterAsync(default).AsTask();
        Assert.That((window.Limit, waiting.IsCompleted), Is.EqualTo((2, false)));

        window.Leave(rounds[2], throttled: false);

        await waiting;
    }

    [Test]
    public async Task Enter_CancelledWhileWaiting_TakesNoPlace()
    {
        var window = new CongestionWindow(NullLogger.Instance);
        var rounds = await EnterAsync(window, 2);
        window.Leave(rounds[0], throttled: true);
        using var stop = new CancellationTokenSource();
        var given = window.EnterAsync(stop.Token).AsTask();
        var next = window.EnterAsync(default).AsTask();
        await stop.CancelAsync();

        window.Leave(rounds[1], throttled: false);

        await next;
        Assert.That(async () => await given, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Leave_ManySuccesses_OpensTheWindowAgain()
    {
        var window = new CongestionWindow(NullLogger.Instance);
        var rounds = await EnterAsync(window, 16);
        rounds.ForEach(round => window.Leave(round, throttled: true));

        for (var i = 0; i < 8; i++)
        {
            window.Leave(await window.EnterAsync(default), throttled: false);
        }

        Assert.That(window.Limit, Is.EqualTo(int.MaxValue), "nobody waited any longer");
    }

    [Test]
    public async Task Leave_SuccessesWhileOthersWait_OneMoreAtATime()
    {
        var window = new CongestionWindow(NullLogger.Instance);
        var rounds = await EnterAsync(window, 4);
        rounds.ForEach(round => window.Leave(round, throttled: true));
        var inFlight = new Queue<int>(await EnterAsync(window, 2));
        var waiting = Enumerable.Range(0, 20).Select(_ => window.EnterAsync(default).AsTask()).ToList();

        window.Leave(inFlight.Dequeue(), throttled: false);
        window.Leave(inFlight.Dequeue(), throttled: false);

        await Task.WhenAll(waiting.Take(3));
        Assert.That((window.Limit, waiting.Skip(3).Any(task => task.IsCompleted)), Is.EqualTo((3, false)));
    }

    private static async Task<List<int>> EnterAsync(CongestionWindow window, int count)
    {
        var rounds = new List<int>();
        for (var i = 0; i < count; i++)
        {
            rounds.Add(await window.EnterAsync(default));
        }

        return rounds;
    }
}
