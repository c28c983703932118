using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using VfsStorage.Claims;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Processing;
using VfsStorage.Claims.Reports;
using VfsStorage.Testing;

namespace VfsStorage.App.Tests.Serving;

/// <summary>Claims processed in the background, and their webhooks.</summary>
[TestFixture]
internal sealed class QueueTests
{
    private WebhookReceiver _receiver = null!;

    [SetUp]
    public async Task StartAsync() => _receiver = await WebhookReceiver.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _receiver.DisposeAsync();

    [Test]
    public async Task Accept_Claim_DeliversItsSignedReportOnce()
    {
        using var scratch = new Scratch();
        await using var app = await ServedApp.StartAsync(scratch, new() { ["WEBHOOK_HMAC_SECRET"] = "secret" });

        var task = await app.AcceptAsync("R-1", "EN-1", _receiver.Address);
        var status = await app.UntilAsync($"/webhook-status/R-1_{task}", delivery => (string?)delivery["status"] == "delivered");

        var letter = _receiver.Letters.Single();
        Assert.That((string?)letter.Json["result"]!["reference_id"], Is.EqualTo("R-1"));
        Assert.That((string?)letter.Json["status"], Is.EqualTo("COMPLETED"));
        Assert.That(letter.Headers["X-Reference-ID"], Is.EqualTo("R-1"));
        Assert.That(letter.Headers["X-Correlation-ID"], Is.EqualTo(task));
        Assert.That(letter.IdempotencyKey, Is.EqualTo($"R-1_{task}"));
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("secret"), letter.Body));
        Assert.That(letter.Headers["X-Signature"], Is.EqualTo($"sha256={expected}"));
        Assert.That(letter.Id, Is.EqualTo(task));
        Assert.That(letter.Headers["webhook-signature"], Is.EqualTo("v1," + Convert.ToBase64String(HMACSHA256.HashData(
            Encoding.UTF8.GetBytes("secret"), (byte[])[.. Encoding.UTF8.GetBytes($"{task}.{letter.Headers["webhook-timestamp"]}."), .. letter.Body]))));
        Assert.That((int)status["attempts"]!, Is.EqualTo(1));
        var state = await app.GetAsync($"/task-status/{task}");
        Assert.That((string?)state!["status"], Is.EqualTo("COMPLETED"));
        Assert.That(JsonNode.DeepEquals(state["result"], letter.Json["result"]), Is.True);
    }

    [Test]
    public async Task Deliver_ReceiverFailsTwice_SucceedsWithTheThirdAttempt()
    {
        using var scratch = new Scratch();
        await using var app = await ServedApp.StartAsync(scratch);
        _receiver.NextStatus.Enqueue(500);
        _receiver.NextStatus.Enqueue(503);

        var task = await app.AcceptAsync("R-1", "EN-1", _receiver.Address);
        await app.UntilAsync($"/webhook-status/R-1_{task}", delivery => (string?)delivery["status"] == "delivered");

        Assert.That(_receiver.Letters.Select(letter => letter.IdempotencyKey).Distinct().Count(), Is.EqualTo(1));
        Assert.That(_receiver.Letters, Has.Count.EqualTo(3));
    }

    [TestCase(500, 3)]
    [TestCase(400, 2, Description = "A refusal is repeated once.")]
    public async Task Deliver_ReceiverNeverTakesIt_BecomesADeadLetter(int answer, int attempts)
    {
        using var scratch = new Scratch();
        await using var app = await ServedApp.StartAsync(scratch);
        _receiver.Status = answer;

        var task = await app.AcceptAsync("R-1", "EN-1", _receiver.Address);
        var delivery = await app.UntilAsync($"/webhook-status/R-1_{task}", state => (string?)state["status"] == "failed");

        Assert.That((int)delivery["attempts"]!, Is.EqualTo(attempts));
        Assert.That((int)delivery["status_code"]!, Is.EqualTo(answer));
        var letters = await app.GetAsync("/webhook-dlq");
        Assert.That((string?)letters!["items"]![0]!["id"], Is.EqualTo($"R-1_{task}"));
        using var deleted = await app.Client.DeleteAsync($"/webhook-status/R-1_{task}");
        Assert.That(deleted.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await app.GetAsync("/webhook-dlq"))!["items"]!.AsArray(), Has.Count.EqualTo(1), "A dead letter stays.");
    }

    [Test]
    public async Task Process_SourceFails_RetriesThreeTimesAndSendsTheFailure()
    {
        using var scratch = new Scratch();
        var processor = new ScriptedChecker { Fail = _ => throw new AgentException("The source refused.", 403) };
        await using var app = await ServedApp.StartAsync(scratch, configure: services => services.AddSingleton<IClaimChecker>(processor));

        var task = await app.AcceptAsync("R-1", "EN-1", _receiver.Address);
        await _receiver.WaitForAsync(1);

        Assert.That(processor.Begun, Has.Count.EqualTo(4));
        var letter = _receiver.Letters.Single().Json;
        Assert.That(((string?)letter["status"], (string?)letter["error"], letter["result"]), Is.EqualTo(("FAILED", "The source refused.", (JsonNode?)null)));
        Assert.That((string?)(await app.GetAsync($"/task-status/{task}"))!["status"], Is.EqualTo("FAILED"));
    }

    [Test]
    public async Task Accept_QueueFull_Is503()
    {
        using var scratch = new Scratch();
        var processor = new ScriptedChecker { Gate = new TaskCompletionSource() };
        await using var app = await ServedApp.StartAsync(
            scratch, new() { ["serve:max_queued"] = "2" }, services => services.AddSingleton<IClaimChecker>(processor));
        await app.AcceptAsync("R-1", "EN-1", _receiver.Address);
        await app.AcceptAsync("R-2", "EN-2", _receiver.Address);

        using var response = await app.PostClaimAsync(ServedApp.Claim("R-3", "EN-3", _receiver.Address.AbsoluteUri));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(response.Headers.RetryAfter, Is.Not.Null);
        processor.Gate.SetResult();
        await _receiver.WaitForAsync(2);
        await app.AcceptAsync("R-4", "EN-4", _receiver.Address);
    }

    [Test]
    public async Task Restart_InTheMiddleOfTheQueue_EndsEveryClaimOnce([Values] bool inS3)
    {
        const int count = 12;
        await using var s3 = await S3Scratch.StartAsync();
        Task<ServedApp> StartAppAsync(IClaimChecker? processor) => inS3
            ? ServedApp.StartAsync(s3, configure: services => Replace(services, processor))
            : ServedApp.StartAsync(s3.Folder, configure: services => Replace(services, processor));

        // Nothing gets done before the first stop; a part before the second.
        var stuck = new ScriptedChecker { Gate = new TaskCompletionSource() };
        await using (var app = await StartAppAsync(stuck))
        {
            for (var number = 0; number < count; number++)
                await app.AcceptAsync($"R-{number}", $"EN-{number}", _receiver.Address);
        }

        Assert.That(_receiver.Letters, Is.Empty);
        await using (await StartAppAsync(null))
            await _receiver.WaitForAsync(3);
        await using (var app = await StartAppAsync(null))
        {
            await _receiver.WaitForAsync(count);
            var list = await app.UntilAsync(
                "/webhook-statuses?status=delivered&page_size=100", answer => answer["items"]!.AsArray().Count == count);
            Assert.That(list["items"]!.AsArray().Select(item => (string?)item!["reference_id"]).Distinct().Count(), Is.EqualTo(count));
            for (var number = 0; number < count; number++)
            {
                var report = await app.GetAsync($"/api/reports/EN-{number}/R-{number}");
                Assert.That(report!["versions"]!.AsArray(), Has.Count.EqualTo(1), $"R-{number}");
            }
        }

        Assert.That(_receiver.Letters.Select(letter => letter.IdempotencyKey).Distinct().Count(), Is.EqualTo(count));
        var open = inS3 ? s3.FilesOf("output") : Scratch.FilesOf(s3.Folder.Output);
        Assert.That(open.Where(name => name.Contains("tasks/open/")), Is.Empty);
    }

    [Test]
    public async Task Stop_WhileAnAttemptIsUnderWay_WaitsForItsAnswer()
    {
        using var scratch = new Scratch();
        var answer = new TaskCompletionSource();
        _receiver.Gate = answer.Task;
        await using (var app = await ServedApp.StartAsync(scratch))
        {
            await app.AcceptAsync("R-1", "EN-1", _receiver.Address);
            await _receiver.WaitForAsync(1);
            var stopped = app.DisposeAsync();
            answer.SetResult();
            await stopped;
        }

        await using (var app = await ServedApp.StartAsync(scratch))
        {
            var list = await app.GetAsync("/webhook-statuses?status=delivered");
            Assert.That(list!["items"]!.AsArray(), Has.Count.EqualTo(1));
        }

        Assert.That(_receiver.Letters, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Deliver_AnswerOfTheStoreIsLost_SendsOnceAndWithoutARestart()
    {
        await using var s3 = await S3Scratch.StartAsync();
        await using var app = await ServedApp.StartAsync(s3);
        using var lost = s3.Server.Faults.On(S3Operation.PutObject).Where(request => request.Key.Contains("/webhooks/", StringComparison.Ordinal)).Times(1).LoseAnswer();

        var task = await app.AcceptAsync("R-1", "EN-1", _receiver.Address);
        await app.UntilAsync($"/webhook-status/R-1_{task}", delivery => (string?)delivery["status"] == "delivered");

        Assert.That(lost.Hits, Is.EqualTo(1));
        Assert.That(_receiver.Letters, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Process_StorageAwayForAWhile_GoesOnWhenItIsBack()
    {
        await using var s3 = await S3Scratch.StartAsync();
        var processor = new ScriptedChecker { Gate = new TaskCompletionSource() };
        await using var app = await ServedApp.StartAsync(s3, configure: services => services.AddSingleton<IClaimChecker>(processor));
        await app.AcceptAsync("R-1", "EN-1", _receiver.Address);
        await processor.Started.Task;
        var failed = 0;
        var back = new TaskCompletionSource();
        s3.Server.Faults.On().Where(_ =>
        {
            if (Interlocked.Increment(ref failed) == 5)
                back.SetResult();
            return true;
        }).Answer(503, "ServiceUnavailable");

        processor.Gate.SetResult();
        await back.Task;
        s3.Server.Faults.Clear();
        await _receiver.WaitForAsync(1);

        Assert.That(_receiver.Letters, Has.Count.EqualTo(1));
        Assert.That(processor.Begun, Has.Count.EqualTo(1), "What is done is not done again.");
    }

    [Test]
    public async Task Accept_SensitiveValues_AreNowhere()
    {
        using var scratch = new Scratch();
        var log = Path.Combine(scratch.Root, "app.log");
        await using (var app = await ServedApp.StartAsync(scratch, new()
                     {
                         ["log_file"] = log, ["enabled_logging_groups:0"] = "core", ["enabled_logging_groups:1"] = "services", ["logging_levels:core"] = "DEBUG",
                     }))
        {
            var claim = ServedApp.Claim("R-1", "EN-1", _receiver.Address.AbsoluteUri);
            claim["ssn"] = "123-45-6789";
            claim["dob"] = "1970-02-03";
            claim["note"] = "her number is 123-45-6789";
            using var accepted = await app.PostClaimAsync(claim);
            await _receiver.WaitForAsync(1);
            claim.Remove("webhook_url");
            using var response = await app.PostClaimAsync(claim);
            Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("\"ssn\": \"***\"").And.Not.Contain("123-45-6789").And.Not.Contain("1970-02-03"));
        }

        Assert.That(Encoding.UTF8.GetString(_receiver.Letters.Single().Body), Does.Not.Contain("123-45-6789").And.Not.Contain("1970-02-03"));
        foreach (var file in Directory.EnumerateFiles(scratch.Root, "*", SearchOption.AllDirectories))
            Assert.That(File.ReadAllText(file), Does.Not.Contain("123-45-6789").And.Not.Contain("1970-02-03"), file);
    }

    [Test]
    public async Task Process_NotMasked_KeepsThemInReportsOnly()
    {
        using var scratch = new Scratch();
        await using var app = await ServedApp.StartAsync(scratch, new() { ["mask_sensitive"] = "false" });
        var claim = ServedApp.Claim("R-1", "EN-1");
        claim["ssn"] = "123-45-6789";

        using var response = await app.PostClaimAsync(claim);

        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("\"ssn\": \"123-45-6789\""));
    }

    private static void Replace(IServiceCollection services, IClaimChecker? processor)
    {
        if (processor is not null)
            services.AddSingleton(processor);
    }

    /// <summary>Checks as told.</summary>
    private sealed class ScriptedChecker : IClaimChecker
    {
        public ConcurrentQueue<string> Begun { get; } = new();

        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource? Gate { get; init; }

        public Action<Claim> Fail { get; init; } = _ => { };

        public async Task<ComplianceReport> CheckAsync(Claim claim, Reviews reviews, CancellationToken cancellationToken = default)
        {
            Begun.Enqueue(claim.ReferenceId);
            Started.TrySetResult();
            if (Gate is not null)
                await Gate.Task.WaitAsync(cancellationToken);
            Fail(claim);
            var memory = new System.IO.Abstractions.TestingHelpers.MockFileSystem();
            var workspace = new ClaimsWorkspace(memory, new ClaimsAreas("/drop", "/output", "/archive", "/cache"));
            using var processor = new ClaimProcessor(workspace, new RecordedAgentSource());
            return await processor.CheckAsync(claim, reviews, cancellationToken);
        }
    }
}
