using Microsoft.Extensions.Time.Testing;
using VfsStorage.Objects.S3;

namespace VfsStorage.Tests.Objects.S3;

public sealed class SilenceGuardTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _time = new();

    [Test]
    public async Task Read_WireIsSilentForTooLong_ThrowsTimeout()
    {
        await using var guard = new SilenceGuard(new SilentStream(), Longest, _time);
        var read = guard.ReadAsync(new byte[1]).AsTask();
        _time.Advance(Longest);
        Assert.That(() => read, Throws.InstanceOf<TimeoutException>());
    }

    [Test]
    public async Task Read_WireIsSilentButNotForTooLong_Waits()
    {
        await using var guard = new SilenceGuard(new SilentStream(), Longest, _time);
        var read = guard.ReadAsync(new byte[1]).AsTask();
        _time.Advance(Longest - TimeSpan.FromTicks(1));
        Assert.That(read.IsCompleted, Is.False);
    }

    [Test]
    public async Task Read_PauseBetweenReads_IsNotSilence()
    {
        await using var guard = new SilenceGuard(new MemoryStream([1, 2]), Longest, _time);
        var buffer = new byte[1];
        await guard.ReadExactlyAsync(buffer);
        _time.Advance(Longest * 10);
        Assert.That(await guard.ReadAsync(buffer), Is.EqualTo(1));
    }

    [Test]
    public async Task Read_Cancelled_ThrowsCancellationOfTheCallersToken()
    {
        await using var guard = new SilenceGuard(new SilentStream(), Longest, _time);
        using var cancel = new CancellationTokenSource();
        var read = guard.ReadAsync(new byte[1], cancel.Token).AsTask();
        await cancel.CancelAsync();
        Assert.That(() => read, Throws.InstanceOf<OperationCanceledException>().With.Property(nameof(OperationCanceledException.CancellationToken)).EqualTo(cancel.Token));
    }

    private sealed class SilentStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
