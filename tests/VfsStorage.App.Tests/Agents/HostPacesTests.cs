using Microsoft.Extensions.Time.Testing;
using VfsStorage.App.Agents;

namespace VfsStorage.App.Tests.Agents;

/// <summary>How calls to a host are spaced.</summary>
[TestFixture]
internal sealed class HostPacesTests
{
    private readonly FakeTimeProvider _time = new();

    [Test]
    public async Task WaitAsync_SameHost_LetsOneCallThroughInFiveSeconds()
    {
        var paces = new HostPaces(_time, TimeSpan.FromSeconds(5));
        await paces.WaitAsync("one", CancellationToken.None);
        var second = paces.WaitAsync("one", CancellationToken.None);
        var third = paces.WaitAsync("ONE", CancellationToken.None);

        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.That(second.IsCompleted, Is.False);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        await second;
        Assert.That(third.IsCompleted, Is.False);
        while (!third.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        Assert.That(third.IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public void WaitAsync_AnotherHost_DoesNotWait()
    {
        var paces = new HostPaces(_time, TimeSpan.FromSeconds(5));

        Assert.That(paces.WaitAsync("one", CancellationToken.None).IsCompletedSuccessfully, Is.True);
        Assert.That(paces.WaitAsync("two", CancellationToken.None).IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public async Task WaitAsync_CancelledWhileWaiting_GivesTheTurnBack()
    {
        var paces = new HostPaces(_time, TimeSpan.FromSeconds(5));
        await paces.WaitAsync("one", CancellationToken.None);
        using var source = new CancellationTokenSource();
        var cancelled = paces.WaitAsync("one", source.Token);
        await source.CancelAsync();

        Assert.That(async () => await cancelled, Throws.InstanceOf<OperationCanceledException>());
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.That(paces.WaitAsync("one", CancellationToken.None).IsCompletedSuccessfully, Is.True);
    }
}
