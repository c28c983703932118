using VfsStorage.Testing;

namespace VfsStorage.Tests.Testing;

[TestFixture]
internal sealed class RequestLogTests : ServerFixture
{
    [Test]
    public async Task Entry_TellsWhatHappened()
    {
        await PutAsync("dir/a", "hello");
        await Raw.SendAsync("GET", $"/{Bucket}/missing?versionId=null", ("Range", "bytes=0-1"), ("If-Match", "x"));

        var (put, get) = (Server.Requests.All[0], Server.Requests.All[1]);
        Assert.That((put.Operation, put.Method, put.Bucket, put.Key, put.Status, put.ErrorCode), Is.EqualTo((S3Operation.PutObject, "PUT", Bucket, "dir/a", 200, (string?)null)));
        Assert.That((get.Operation, get.Key, get.Status, get.ErrorCode), Is.EqualTo((S3Operation.GetObject, "missing", 404, "NoSuchKey")));
        Assert.That((get.Query["versionId"], get.Headers["range"], get.Headers["if-match"]), Is.EqualTo(("null", "bytes=0-1", "x")));
        Assert.That(put.Sequence, Is.LessThan(get.Sequence));
        Assert.That(get.Started, Is.GreaterThanOrEqualTo(put.Ended!));
        Assert.That(put.ConnectionId, Is.Not.EqualTo(get.ConnectionId));
        Assert.That(get.ToString(), Does.Contain("GetObject bucket-a/missing → 404 NoSuchKey"));
    }

    [Test]
    public async Task Entry_CountsBytes()
    {
        await Raw.SendAsync("PUT", $"/{Bucket}/a", "12345");
        await Raw.SendAsync("GET", $"/{Bucket}/a", ("Range", "bytes=1-2"));

        Assert.That((Server.Requests.All.BytesIn, Server.Requests.All.BytesOut), Is.EqualTo((5, 2)));
    }

    [Test]
    public async Task CountMarkSinceClear()
    {
        await PutAsync("a");
        var mark = Server.Requests.Mark;
        await PutAsync("b");
        await ReadAsync("b");

        Assert.That((Server.Requests.Count(), Server.Requests.Count(S3Operation.PutObject)), Is.EqualTo((3, 2)));
        Assert.That(Server.Requests.Since(mark).ToString(), Is.EqualTo("GET×1 PUT×1"));
        Assert.That(Server.Requests.Since(mark).Of(S3Operation.GetObject).Single().Key, Is.EqualTo("b"));
        Server.Requests.Clear();
        Assert.That((Server.Requests.Count(), Server.Requests.ToString()), Is.EqualTo((0, "none")));
    }

    [Test]
    public async Task Entry_IsCompleteWhenTheClientHasTheAnswer()
    {
        Server.AddObject(Bucket, "a", new byte[100_000]);
        for (var i = 0; i < 200; i++)
        {
            var answer = await Raw.SendAsync(i % 2 == 0 ? "GET" : "HEAD", $"/{Bucket}/a");
            var entry = Server.Requests.All[^1];
            Assert.That((entry.Status, entry.Ended is not null, entry.BytesOut), Is.EqualTo((200, true, answer.Bytes.Length)));
        }
    }

    [Test]
    public async Task RoundTrips_SeesParallelAsOne()
    {
        using (var hold = Server.Faults.On(S3Operation.PutObject).Hold())
        {
            var both = Task.WhenAll(Raw.SendAsync("PUT", $"/{Bucket}/a", "x"), Raw.SendAsync("PUT", $"/{Bucket}/b", "x"));
            await Server.Requests.WaitForAsync(S3Operation.PutObject, 2);
            hold.Release();
            await both;
        }

        Assert.That((Server.Requests.All.RoundTrips, Server.Requests.All.PeakConcurrency), Is.EqualTo((1, 2)));
        await Raw.SendAsync("HEAD", $"/{Bucket}/a");
        await Raw.SendAsync("HEAD", $"/{Bucket}/a");
        Assert.That((Server.Requests.All.RoundTrips, Server.Requests.All.PeakConcurrency), Is.EqualTo((3, 2)));
    }

    [Test]
    public async Task UnknownRequest_IsLoggedAsSuch()
    {
        await Raw.SendAsync("GET", $"/{Bucket}?acl");

        Assert.That((Server.Requests.All[0].Operation, Server.Requests.All[0].Status), Is.EqualTo((S3Operation.Unknown, 501)));
    }

    [Test]
    public async Task SeedingAndLooking_IsNotLogged()
    {
        Server.AddObject(Bucket, "a", "x");
        Server.GetKeys(Bucket);

        Assert.That(Server.Requests.Count(), Is.Zero);
        await Task.CompletedTask;
    }

    [Test]
    public async Task RecordRequestsOff_KeepsNone()
    {
        await using var server = await S3TestServer.StartAsync(new S3TestServerOptions { Buckets = { Bucket }, RecordRequests = false });
        using var raw = new RawClient(server.Endpoint);

        await raw.SendAsync("HEAD", $"/{Bucket}");

        Assert.That(server.Requests.Count(), Is.Zero);
    }
}
