using System.Net;
using Amazon.S3.Model;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Testing.Faults;

[TestFixture]
internal sealed class FaultTests : ServerFixture
{
    [Test]
    public async Task Answer_Nth_HitsThatRequestOnly()
    {
        var rule = Server.Faults.On(S3Operation.PutObject).Nth(3).Answer(503);

        var errors = new List<string>();
        for (var i = 0; i < 5; i++)
            errors.Add((await ErrorOf(() => PutAsync($"{i}"))).Code);

        Assert.That(errors, Is.EqualTo(new[] { "none", "none", "SlowDown", "none", "none" }));
        Assert.That(rule.Hits, Is.EqualTo(1));
        Assert.That(Server.GetKeys(Bucket), Is.EqualTo(new[] { "0", "1", "3", "4" }));
        Assert.That(Server.Requests.All[2].Fault, Is.EqualTo("answer 503 SlowDown"));
    }

    [TestCase(400, null, "InvalidRequest")]
    [TestCase(403, null, "AccessDenied")]
    [TestCase(404, null, "NoSuchKey")]
    [TestCase(409, null, "ConditionalRequestConflict")]
    [TestCase(412, null, "PreconditionFailed")]
    [TestCase(500, null, "InternalError")]
    [TestCase(503, null, "SlowDown")]
    [TestCase(503, "ServiceUnavailable", "ServiceUnavailable")]
    public async Task Answer_Status_HasItsUsualCode(int status, string? code, string expected)
    {
        Server.Faults.On().Answer(status, code);

        Assert.That(await ErrorOf(() => PutAsync("a")), Is.EqualTo((expected, status)));
    }

    [Test]
    public async Task Answer_ErrorUnder200_IsWhatSlowOperationsDo()
    {
        Server.AddObject(Bucket, "a", "x");
        Server.Faults.On(S3Operation.CopyObject).Answer(200, "InternalError");

        Assert.That(await ErrorOf(() => Client.CopyObjectAsync(Bucket, "a", Bucket, "b")), Is.EqualTo(("InternalError", 200)));
        Assert.That(Server.GetKeys(Bucket), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public async Task Where_ThatThrows_IsInternalErrorWithTheReason()
    {
        Server.Faults.On().Where(_ => throw new InvalidOperationException("the test is wrong")).Deny();

        var answer = await Raw.SendAsync("GET", $"/{Bucket}/a");

        Assert.That(answer.Code, Is.EqualTo("InternalError"));
        Assert.That(answer.Child("Message"), Does.Contain("the test is wrong"));
    }

    [Test]
    public async Task Answer_Where_SelectsByRequest()
    {
        Server.Faults.On().Where(r => r.Key.StartsWith("secret/", StringComparison.Ordinal)).Deny();

        Assert.That((await ErrorOf(() => PutAsync("secret/a"))).Code, Is.EqualTo("AccessDenied"));
        Assert.That((await ErrorOf(() => PutAsync("open/a"))).Code, Is.EqualTo("none"));
    }

    [Test]
    public async Task Answer_TimesThenDispose_Ends()
    {
        using (Server.Faults.On(S3Operation.PutObject).Key("a").Times(2).Answer(500))
        {
            Assert.That(new[] { await Code(), await Code(), await Code() }, Is.EqualTo(new[] { "InternalError", "InternalError", "none" }));
        }

        using (Server.Faults.On().Answer(500))
            Assert.That(await Code(), Is.EqualTo("InternalError"));
        Assert.That(await Code(), Is.EqualTo("none"));

        async Task<string> Code() => (await ErrorOf(() => PutAsync("a"))).Code;
    }

    [Test]
    public async Task Randomly_SameSeed_HitsTheSameRequests()
    {
        var first = await RunAsync();
        var second = await RunAsync();

        Assert.That(first, Is.EqualTo(second));
        Assert.That(first.Count(hit => hit), Is.InRange(5, 25));

        async Task<List<bool>> RunAsync()
        {
            Server.Faults.Clear();
            Server.Faults.On().Randomly(0.3, seed: 42).Answer(500);
            var hits = new List<bool>();
            for (var i = 0; i < 50; i++)
                hits.Add((await Raw.SendAsync("PUT", $"/{Bucket}/a", "x")).Status == 500);
            return hits;
        }
    }

    [Test]
    public async Task AnswerAfterProcessing_DidTheWork()
    {
        Server.Faults.On(S3Operation.PutObject).AnswerAfterProcessing(500);

        Assert.That((await ErrorOf(() => PutAsync("a"))).Code, Is.EqualTo("InternalError"));
        Assert.That(Server.GetKeys(Bucket), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void ResetConnection_DidNotDoTheWork()
    {
        Server.Faults.On(S3Operation.PutObject).ResetConnection();

        Assert.ThrowsAsync<HttpRequestException>(() => Raw.SendAsync("PUT", $"/{Bucket}/a", "x"));
        Assert.That(Server.GetKeys(Bucket), Is.Empty);
        Assert.That((Server.Requests.All[0].Status, Server.Requests.All[0].Fault), Is.EqualTo((0, "connection reset")));
    }

    [Test]
    public void LoseAnswer_DidTheWork()
    {
        Server.Faults.On(S3Operation.PutObject).LoseAnswer();

        Assert.ThrowsAsync<HttpRequestException>(() => Raw.SendAsync("PUT", $"/{Bucket}/a", "x"));
        Assert.That(Server.GetKeys(Bucket), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public async Task LoseAnswer_SdkRetries_AndMeetsItsOwnWrite()
    {
        Server.Faults.On(S3Operation.PutObject).Nth(1).LoseAnswer();
        var config = Server.CreateConfig();
        config.MaxErrorRetry = 1;
        using var client = Server.CreateClient(config);

        var error = await ErrorOf(() => client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "a", ContentBody = "x", IfNoneMatch = "*" }));

        Assert.That(error.Code, Is.EqualTo("PreconditionFailed"));
        Assert.That(Server.Requests.Count(S3Operation.PutObject), Is.EqualTo(2));
    }

    [TestCase(10)]
    [TestCase(150_000)]
    public async Task TruncateBody_EndsThere(int after)
    {
        Server.AddObject(Bucket, "a", new byte[200_000]);
        Server.Faults.On(S3Operation.GetObject).TruncateBody(after);
        using var http = new HttpClient();

        using var answer = await http.GetAsync($"{Server.Endpoint}{Bucket}/a", HttpCompletionOption.ResponseHeadersRead);
        var received = new MemoryStream();

        Assert.That(answer.Content.Headers.ContentLength, Is.EqualTo(200_000));
        Assert.CatchAsync<IOException>(async () => await (await answer.Content.ReadAsStreamAsync()).CopyToAsync(received));
        Assert.That(received.Length, Is.EqualTo(after));
    }

    [Test]
    public async Task CorruptBody_ChangesOneByte()
    {
        Server.AddObject(Bucket, "a", new byte[200_000]);
        Server.Faults.On(S3Operation.GetObject).Nth(1).CorruptBody(150_000);

        var spoiled = (await Raw.SendAsync("GET", $"/{Bucket}/a")).Bytes;
        var whole = (await Raw.SendAsync("GET", $"/{Bucket}/a")).Bytes;

        Assert.That(Enumerable.Range(0, 200_000).Where(i => spoiled[i] != 0), Is.EqualTo(new[] { 150_000 }));
        Assert.That(whole, Has.All.Zero);
    }

    [Test]
    public async Task Hold_ReleasesWhenToldTo()
    {
        using var hold = Server.Faults.On(S3Operation.PutObject).Hold();
        var put = PutAsync("a");
        await hold.Arrived;
        Assert.That((put.IsCompleted, Server.GetKeys(Bucket).Count, Server.Requests.All[0].Ended), Is.EqualTo((false, 0, (TimeSpan?)null)));

        hold.Release();

        Assert.That((await put).HttpStatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task HoldAnswer_DidTheWork()
    {
        using var hold = Server.Faults.On(S3Operation.PutObject).HoldAnswer();
        var put = PutAsync("a");
        await hold.Arrived;

        Assert.That((put.IsCompleted, Server.GetKeys(Bucket).Count), Is.EqualTo((false, 1)));
        hold.Release();
        await put;
    }

    [Test]
    public async Task Hold_ServerDisposed_EndsTheRequest()
    {
        var hold = Server.Faults.On(S3Operation.PutObject).Hold();
        var put = Raw.SendAsync("PUT", $"/{Bucket}/a", "x");
        await hold.Arrived;

        await Server.DisposeAsync();

        Assert.ThrowsAsync<HttpRequestException>(() => put);
    }

    [Test]
    public async Task CallAfter_IsCalledOnceTheWorkIsDone()
    {
        var seen = new List<string>();
        Server.Faults.On(S3Operation.PutObject).Nth(2).CallAfter(r => seen.Add($"{r.Key}:{Server.GetKeys(Bucket).Count}"));

        await PutAsync("a");
        await PutAsync("b");
        await PutAsync("c");

        Assert.That(seen, Is.EqualTo(new[] { "b:2" }));
    }

    [Test]
    public async Task CallBefore_IsCalledBeforeTheWork()
    {
        var count = -1;
        Server.Faults.On(S3Operation.PutObject).CallBefore(_ => count = Server.GetKeys(Bucket).Count);

        await PutAsync("a");

        Assert.That(count, Is.Zero);
    }

    [Test]
    public async Task FailKeys_FailsThoseKeysOnly()
    {
        Server.AddObject(Bucket, "a", "x");
        Server.AddObject(Bucket, "b", "x");
        Server.Faults.On(S3Operation.DeleteObjects).FailKeys(k => k == "a", "InternalError");

        var error = Assert.ThrowsAsync<Amazon.S3.DeleteObjectsException>(
            () => Client.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = Bucket, Objects = [new KeyVersion { Key = "a" }, new KeyVersion { Key = "b" }] }));

        Assert.That(error!.Response.DeleteErrors.Select(e => (e.Key, e.Code)), Is.EqualTo(new[] { ("a", "InternalError") }));
        Assert.That(Server.GetKeys(Bucket), Is.EqualTo(new[] { "a" }));
        await Task.CompletedTask;
    }

    [Test]
    public async Task ExpireCredentials_LastsUntilAnotherKeyIsUsed()
    {
        Server.Faults.ExpireCredentials("OLD");
        using var old = new Amazon.S3.AmazonS3Client("OLD", "secret", Server.CreateConfig());
        using var fresh = new Amazon.S3.AmazonS3Client("NEW", "secret", Server.CreateConfig());

        Assert.That(await ErrorOf(() => old.ListBucketsAsync()), Is.EqualTo(("ExpiredToken", 400)));
        Assert.That((await ErrorOf(() => fresh.ListBucketsAsync())).Code, Is.EqualTo("none"));
        Server.Faults.RestoreCredentials("OLD");
        Assert.That((await ErrorOf(() => old.ListBucketsAsync())).Code, Is.EqualTo("none"));
    }
}
