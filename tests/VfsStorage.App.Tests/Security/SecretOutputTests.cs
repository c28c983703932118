using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using VfsStorage.App.Tests.Serving;
using VfsStorage.Testing;

namespace VfsStorage.App.Tests.Security;

/// <summary>
/// "No secret in any log, exception or ToString()": everything that failing runs of the program print, log, leave and answer is searched for every secret
/// that they were given.
/// </summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed partial class SecretOutputTests
{
    private const string AccessKey = "ASIATHEWHOLEKEYSTAYSHIDDEN";
    private const string SecretKey = "Sup3rS3cretAccessKeyThatNobodyMaySee0000";
    private const string SessionToken = "SessionTokenThatNobodyMaySee1111";
    private const string CustomerKeyText = "customer-key-nobody-may-see-0032";
    private const string KeyFile = "customer.key";
    private const string WebhookSecret = "WebhookSecretThatNobodyMaySee2222";
    private static readonly string _customerKey = Convert.ToBase64String(Encoding.ASCII.GetBytes(CustomerKeyText));

    [Test, Category("Slow")]
    public async Task Commands_EverythingFails_PrintNoSecret()
    {
        await using var s3 = await StartAsync();
        s3.Drop("claims.csv", Claims.Rows(2));
        var output = new StringBuilder();
        foreach (var (status, code) in new[] { (403, "SignatureDoesNotMatch"), (500, "InternalError") })
        {
            using var fault = s3.Server.Faults.On().Answer(status, code);
            foreach (var command in new[] { new[] { "process", "claims.csv" }, ["ls", "input"], ["doctor"], ["cp", "input/claims.csv", "output/x.csv"] })
            {
                var result = await VfsProcess.RunAsync(s3.Folder, command);
                Assert.That(result.ExitCode, Is.Not.Zero, $"{string.Join(' ', command)}: {result}");
                output.AppendLine(result.ToString());
            }
        }

        s3.Folder.Variables["STORAGE__S3__SSE"] = "sse-c";
        s3.Folder.Variables["STORAGE__S3__SSE_CUSTOMER_KEY_FILE"] = Path.Combine(s3.Folder.Root, KeyFile);
        s3.Folder.Variables["STORAGE__S3__AWS_SECRET_ACCESS_KEY"] = SecretKey;
        await File.WriteAllTextAsync(Path.Combine(s3.Folder.Root, KeyFile), _customerKey);
        var refused = await VfsProcess.RunAsync(s3.Folder, "ls", "input");
        Assert.That(refused.Errors, Does.Contain("storage.s3.sse: ").And.Contain("credentials do not belong in a configuration"));
        output.AppendLine(refused.ToString());

        AssertSilent(s3, output);
    }

    [Test, Category("Slow")]
    public async Task Serve_StoreAndWebhooksFail_AnswersAndLogsNoSecret()
    {
        await using var s3 = await StartAsync();
        var created = await VfsProcess.RunAsync(s3.Folder, "serve", "--create-key");
        var (apiKey, hash) = (KeyPattern().Match(created.Output).Value, HashPattern().Match(created.Output).Value);
        Assert.That(apiKey, Has.Length.GreaterThan(20), created.ToString());
        s3.Folder.Variables["VFS_API_KEY_HASHES"] = hash;
        s3.Folder.Variables["WEBHOOK_HMAC_SECRET"] = WebhookSecret;
        s3.Folder.Variables["WEBHOOK_ALLOWLIST"] = "http://127\\.0\\.0\\.1:.*";
        s3.Folder.Variables["SERVE__WEBHOOK_RETRY_SECONDS"] = "0.1";
        var output = new StringBuilder();
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.NextStatus.Enqueue(500);
        using var process = VfsProcess.Start(s3.Folder, "serve", "--port", "0");
        var address = AddressPattern().Match(await process.ReadLineAsync() ?? "").Value;
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        client.DefaultRequestHeaders.Add("X-API-Key", apiKey);
        await AskAsync(client, output, "/process-claim-complete", ServedApp.Claim("R-1", "EN-1", receiver.Address.AbsoluteUri));
        Assert.That(output.ToString(), Does.Contain("StatusCode: 202"));
        await receiver.WaitForAsync(1);
        using (s3.Server.Faults.On().Answer(403, "SignatureDoesNotMatch"))
        {
            await AskAsync(client, output, "/process-claim-complete", ServedApp.Claim("R-2", "EN-2"));
            await AskAsync(client, output, "/api/reports/EN-1/R-1", null);
        }

        client.DefaultRequestHeaders.Remove("X-API-Key");
        client.DefaultRequestHeaders.Add("X-API-Key", apiKey + "x");
        await AskAsync(client, output, "/api/reports/EN-1/R-1", null);
        process.Signal(15);
        output.AppendLine((await process.EndAsync()).ToString());

        AssertSilent(s3, output, apiKey);
    }

    /// <summary>Looks through the output and all that was left in the folder and the buckets.</summary>
    private static void AssertSilent(S3Scratch s3, StringBuilder output, params string[] more)
    {
        foreach (var file in Directory.EnumerateFiles(s3.Folder.Root, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != KeyFile))
            output.AppendLine(File.ReadAllText(file));
        var text = output.ToString();
        Assert.That(text, Has.Length.GreaterThan(2_000));
        foreach (var secret in new[] { AccessKey, SecretKey, SessionToken, CustomerKeyText, _customerKey, WebhookSecret }.Concat(more))
            Assert.That(text, Does.Not.Contain(secret));
    }

    private static async Task AskAsync(HttpClient client, StringBuilder output, string path, object? body)
    {
        using var response = body is null ? await client.GetAsync(path) : await client.PostAsJsonAsync(path, body);
        output.AppendLine($"{response} {await response.Content.ReadAsStringAsync()}");
    }

    private static async Task<S3Scratch> StartAsync()
    {
        var s3 = await S3Scratch.StartAsync(new S3TestServerOptions { Credentials = { new S3Credentials(AccessKey, SecretKey, SessionToken) } });
        s3.Folder.Variables["AWS_ACCESS_KEY_ID"] = AccessKey;
        s3.Folder.Variables["AWS_SECRET_ACCESS_KEY"] = SecretKey;
        s3.Folder.Variables["AWS_SESSION_TOKEN"] = SessionToken;
        s3.Folder.Variables["STORAGE__S3__MAX_RETRIES"] = "0";
        s3.Folder.Variables["LOGGING_LEVELS__CORE"] = "DEBUG";
        s3.Folder.Variables["LOGGING_LEVELS__SERVICES"] = "DEBUG";
        return s3;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex AddressPattern();

    [GeneratedRegex(@"(?<=VFS_API_KEY_HASHES=)[0-9a-f]{64}")]
    private static partial Regex HashPattern();

    [GeneratedRegex(@"(?<=X-API-Key\): )\S+")]
    private static partial Regex KeyPattern();
}
