using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace VfsStorage.App.Tests.Serving;

/// <summary>
/// Ends <c>vfs serve</c> with SIGKILL in the middle of queued work and starts it again. A receiver that takes each id once gets every
/// accepted claim once; an attempt is repeated only if a kill came between its arrival and the note of it.
/// </summary>
[TestFixture(60, 5, Category = "Slow")]
internal sealed partial class KilledServerTests(int claims, int kills)
{
    [Test]
    public async Task Serve_Killed_EndsEveryAcceptedClaimOnce([Values] bool inS3)
    {
        var seed = TestContext.CurrentContext.Random.Next();
        TestContext.Out.WriteLine($"Seed: {seed}");
        var random = new Random(seed);
        await using var s3 = await S3Scratch.StartAsync();
        var folder = s3.Folder;
        if (!inS3)
            folder.Variables["STORAGE__MODE"] = "local";
        folder.Variables["WEBHOOK_ALLOWLIST"] = "http://127\\.0\\.0\\.1:.*";
        folder.Variables["SERVE__TASK_RETRY_SECONDS"] = "0.1";
        folder.Variables["WEBHOOK_HMAC_SECRET"] = "whsec_c2VjcmV0";
        await using var receiver = await WebhookReceiver.StartAsync();

        var accepted = 0;
        var unnoted = new List<string>();
        for (var kill = 0; kill < kills; kill++)
        {
            using var process = VfsProcess.Start(folder, "serve", "--port", "0");
            using var client = await ConnectAsync(process);
            // Every other kill comes for certain between the arrival of a delivery and the note of it, the others at any moment.
            var answer = new TaskCompletionSource();
            var isHeld = kill % 2 == 0;
            var before = receiver.Letters.Select(letter => letter.IdempotencyKey).Distinct().Count();
            receiver.Gate = isHeld ? answer.Task : Task.CompletedTask;
            for (var number = 0; number < claims / kills; number++)
            {
                using var response = await client.PostAsJsonAsync(
                    "/process-claim-complete", ServedApp.Claim($"R-{accepted}", $"EN-{accepted}", receiver.Address.AbsoluteUri));
                Assert.That((int)response.StatusCode, Is.EqualTo(202), await response.Content.ReadAsStringAsync());
                accepted++;
            }

            await (isHeld ? receiver.WaitForAsync(before + 1) : Task.Delay(random.Next(200)));
            await process.KillAsync();
            receiver.Gate = Task.CompletedTask;
            answer.SetResult();
            var arrived = receiver.Letters.Select(letter => letter.IdempotencyKey).ToHashSet();
            var noted = await NotedAsync(s3, inS3);
            unnoted.AddRange(arrived.Where(key => !noted.Contains(key)));
        }

        using var last = VfsProcess.Start(folder, "serve", "--port", "0");
        using var reader = await ConnectAsync(last);
        await receiver.WaitForAsync(accepted);
        for (var number = 0; number < accepted; number++)
        {
            var report = await reader.GetFromJsonAsync<JsonObject>($"/api/reports/EN-{number}/R-{number}");
            Assert.That(report!["versions"]!.AsArray(), Has.Count.EqualTo(1), $"R-{number}");
        }

        last.Signal(15);
        var end = await last.EndAsync();
        Assert.That(end.ExitCode, Is.Zero, end.ToString());
        AssertLetters([.. receiver.Letters], accepted, unnoted);
    }

    private static void AssertLetters(IReadOnlyList<WebhookReceiver.Letter> letters, int accepted, List<string> unnoted)
    {
        Assert.That(unnoted, Is.Not.Empty, "A kill met the moment.");
        var deliveries = letters.GroupBy(letter => letter.IdempotencyKey).ToList();
        Assert.That(deliveries, Has.Count.EqualTo(accepted));
        foreach (var delivery in deliveries)
        {
            // Once, and once more for every kill that found it arrived but not noted.
            Assert.That(delivery.Count(), Is.LessThanOrEqualTo(1 + unnoted.Count(key => key == delivery.Key)), delivery.Key);
            Assert.That(delivery.Select(letter => letter.Id).Distinct().Count(), Is.EqualTo(1), delivery.Key);
            Assert.That(delivery.Select(letter => Convert.ToBase64String(letter.Body)).Distinct().Count(), Is.EqualTo(1), "The same bytes every time.");
            foreach (var letter in delivery)
            {
                var signed = Encoding.UTF8.GetBytes($"{letter.Id}.{letter.Headers["webhook-timestamp"]}.").Concat(letter.Body).ToArray();
                Assert.That(letter.Headers["webhook-signature"], Is.EqualTo("v1," + Convert.ToBase64String(HMACSHA256.HashData("secret"u8, signed))));
            }
        }

        TestContext.Out.WriteLine($"{accepted} accepted, {letters.Count} attempts, {unnoted.Count} found unnoted by kills");
    }

    /// <summary>The deliveries whose success the killed server has noted.</summary>
    private static async Task<HashSet<string>> NotedAsync(S3Scratch s3, bool inS3)
    {
        const string folder = ".claims/webhooks/";
        var noted = new HashSet<string>();
        var names = inS3 ? s3.FilesOf("output") : Scratch.FilesOf(s3.Folder.Output);
        foreach (var name in names.Where(name => name.StartsWith(folder, StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal)))
        {
            var content = inS3 ? await s3.ReadAsync("output", name) : await File.ReadAllBytesAsync(Path.Combine(s3.Folder.Output, name));
            var delivery = JsonNode.Parse(content)!;
            if ((string?)delivery["status"] == "delivered")
                noted.Add(Uri.EscapeDataString((string)delivery["id"]!));
        }

        return noted;
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
