using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace VfsStorage.App.Tests.Serving;

/// <summary>Ends <c>vfs serve</c> with SIGKILL in the middle of queued work and starts it again.</summary>
[TestFixture(10, 1)]
[TestFixture(60, 5, Category = "Slow")]
internal sealed partial class KilledServerTests(int claims, int kills)
{
    [Test]
    public async Task Serve_Killed_EndsEveryAcceptedClaimOnce([Values] bool inS3)
    {
        var seed = Environment.TickCount;
        TestContext.Out.WriteLine($"Seed: {seed}");
        var random = new Random(seed);
        await using var s3 = await S3Scratch.StartAsync();
        var folder = s3.Folder;
        if (!inS3)
            folder.Variables["STORAGE__MODE"] = "local";
        folder.Variables["WEBHOOK_ALLOWLIST"] = "http://127\\.0\\.0\\.1:.*";
        folder.Variables["SERVE__TASK_RETRY_SECONDS"] = "0.1";
        await using var receiver = await WebhookReceiver.StartAsync();

        var accepted = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            using var process = VfsProcess.Start(folder, "serve", "--port", "0");
            using var client = await ConnectAsync(process);
            for (var number = 0; number < claims / kills; number++)
            {
                using var response = await client.PostAsJsonAsync(
                    "/process-claim-complete", ServedApp.Claim($"R-{accepted}", $"EN-{accepted}", receiver.Address.AbsoluteUri));
                Assert.That((int)response.StatusCode, Is.EqualTo(202), await response.Content.ReadAsStringAsync());
                accepted++;
            }

            await Task.Delay(random.Next(200));
            await process.KillAsync();
        }

        using var last = VfsProcess.Start(folder, "serve", "--port", "0");
        using var reader = await ConnectAsync(last);
        await receiver.WaitForAsync(accepted);
        for (var number = 0; number < accepted; number++)
        {
            var report = await reader.GetFromJsonAsync<System.Text.Json.Nodes.JsonObject>($"/api/reports/EN-{number}/R-{number}");
            Assert.That(report!["versions"]!.AsArray(), Has.Count.EqualTo(1), $"R-{number}");
        }

        last.Signal(15);
        var end = await last.EndAsync();
        Assert.That(end.ExitCode, Is.Zero, end.ToString());
        // An attempt whose success a kill kept from being noted is repeated under the same key: its receiver takes it once.
        Assert.That(receiver.Letters.Select(letter => letter.IdempotencyKey).Distinct().Count(), Is.EqualTo(accepted));
        Assert.That(receiver.Letters, Has.Count.LessThanOrEqualTo(accepted + (kills * 8)));
    }

    private static async Task<HttpClient> ConnectAsync(VfsProcess process)
    {
        var line = await process.ReadLineAsync();
        var match = AddressPattern().Match(line ?? "");
        Assert.That(match.Success, Is.True, line ?? (await process.EndAsync()).ToString());
        return new HttpClient { BaseAddress = new Uri(match.Value) };
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex AddressPattern();
}
