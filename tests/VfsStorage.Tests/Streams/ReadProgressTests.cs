using VfsStorage.Streams;

namespace VfsStorage.Tests.Streams;

/// <summary>Nobody waits for ever for what was read ahead, whenever he began to wait.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal sealed class ReadProgressTests
{
    private readonly ReadProgress _progress = new();

    [Test]
    public void WaitFor_FailedJustBefore_IsToldAtOnce()
    {
        _progress.Fail(new IOException("broke"));
        var waiting = _progress.WaitForAsync(0, CancellationToken.None);
        Assert.That(waiting.IsCompleted, Is.True);
        Assert.That(() => waiting, Throws.TypeOf<IOException>().With.Message.EqualTo("broke"));
    }

    [Test]
    public async Task WaitFor_FailsMeanwhile_IsToldWhenLookedAtAgain()
    {
        var waiting = _progress.WaitForAsync(0, CancellationToken.None);
        Assert.That(waiting.IsCompleted, Is.False);
        _progress.Fail(new IOException("broke"));
        await waiting;
        Assert.That(() => _progress.WaitForAsync(0, CancellationToken.None), Throws.TypeOf<IOException>());
    }

    [Test]
    public void WaitFor_CameBeforeTheFailure_IsThere()
    {
        _progress.Advance(10);
        _progress.Fail(new IOException("broke"));
        Assert.That(_progress.WaitForAsync(9, CancellationToken.None).IsCompletedSuccessfully, Is.True);
        Assert.That(_progress.WaitForAsync(10, CancellationToken.None).IsFaulted, Is.True);
    }

    [Test]
    public void WaitFor_CameJustBefore_IsThere()
    {
        _progress.Advance(1);
        Assert.That(_progress.WaitForAsync(0, CancellationToken.None).IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public async Task WaitFor_Cancelled_LeavesOthersWaiting()
    {
        using var impatience = new CancellationTokenSource();
        var impatient = _progress.WaitForAsync(0, impatience.Token);
        var patient = _progress.WaitForAsync(0, CancellationToken.None);
        await impatience.CancelAsync();
        Assert.That(() => impatient, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(patient.IsCompleted, Is.False);
        _progress.Advance(1);
        await patient;
    }
}
