using System.Diagnostics;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Testing.Faults;

/// <summary>Servers that are far away, slow, or slow now and then.</summary>
[TestFixture]
internal sealed class SlownessTests : ServerFixture
{
    [Test]
    public async Task Latency_DelaysEveryRequest()
    {
        Server.Faults.Latency = TimeSpan.FromMilliseconds(50);

        await Raw.SendAsync("HEAD", $"/{Bucket}");

        Assert.That(Server.Requests.All[0].Duration, Is.GreaterThanOrEqualTo(TimeSpan.FromMilliseconds(45)));
    }

    [Test]
    public async Task Latency_Changed_HoldsForLaterRequests()
    {
        Server.Faults.Latency = TimeSpan.FromHours(1);
        var slow = Raw.SendAsync("HEAD", $"/{Bucket}");
        await Server.Requests.WaitForAsync(S3Operation.HeadBucket);
        Server.Faults.Latency = TimeSpan.Zero;

        Assert.That((await Raw.SendAsync("HEAD", $"/{Bucket}")).Status, Is.EqualTo(200));
        Assert.That(slow.IsCompleted, Is.False);
        await Server.DisposeAsync();
        Assert.ThrowsAsync<HttpRequestException>(() => slow);
    }

    [Test]
    public async Task Delay_DelaysItsRequests()
    {
        Server.Faults.On(S3Operation.PutObject).Delay(TimeSpan.FromMilliseconds(50));

        await PutAsync("a");

        Assert.That(Server.Requests.All[0].Duration, Is.GreaterThanOrEqualTo(TimeSpan.FromMilliseconds(45)));
    }

    [Test]
    public async Task BytesPerSecond_BoundsBothDirections()
    {
        Server.Faults.BytesPerSecond = 1_000_000;
        var clock = Stopwatch.StartNew();
        await Raw.SendAsync("PUT", $"/{Bucket}/a", new string('x', 100_000));
        var put = clock.Elapsed;
        clock.Restart();
        await Raw.SendAsync("GET", $"/{Bucket}/a");

        Assert.That(put, Is.GreaterThanOrEqualTo(TimeSpan.FromMilliseconds(90)));
        Assert.That(clock.Elapsed, Is.GreaterThanOrEqualTo(TimeSpan.FromMilliseconds(90)));
    }
}
