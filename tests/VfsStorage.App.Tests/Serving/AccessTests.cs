using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using VfsStorage.App.Hosting;
using VfsStorage.App.Serving;
using VfsStorage.App.Serving.Security;
using VfsStorage.App.Serving.Webhooks;

namespace VfsStorage.App.Tests.Serving;

/// <summary>Who may ask, from where, and how much.</summary>
[TestFixture]
internal sealed class AccessTests
{
    private const string Key = "a-key-of-this-test";
    private const string KeyHash = "1a4f16bd9a1ce9e0d6dd17b5b4b0eb2ecd4aef6dbd0b5cf94e1f2ef36f30d7cd";

    [Test]
    public void Create_ReachableWithoutKey_IsRefused([Values("0.0.0.0", "::", "192.0.2.1")] string host)
    {
        var exception = Assert.Throws<UsageException>(() => ClaimsServer.Create(Configuration([]), new ServeAddress(host, 0)))!;

        Assert.That(exception.Message, Does.Contain("VFS_API_KEY_HASHES"));
    }

    [Test]
    public async Task Create_ReachableWithKey_Starts()
    {
        var (_, hash) = ApiKeys.Create();
        await using var server = ClaimsServer.Create(Configuration(new() { ["VFS_API_KEY_HASHES"] = hash }), new ServeAddress("0.0.0.0", 0));
        Assert.That(server, Is.Not.Null);
    }

    [TestCase("abc")]
    [TestCase("zz4f16bd9a1ce9e0d6dd17b5b4b0eb2ecd4aef6dbd0b5cf94e1f2ef36f30d7cd")]
    public void Create_BadHash_IsRefusedWithoutQuotingIt(string hash)
    {
        var exception = Assert.Throws<UsageException>(() => ClaimsServer.Create(
            Configuration(new() { ["VFS_API_KEY_HASHES"] = hash }), new ServeAddress("127.0.0.1", 0)))!;
        Assert.That(exception.Message, Does.Not.Contain(hash));
    }

    [Test]
    public async Task Request_WithKeys_NeedsOneForDataAndNoneForThePage()
    {
        var (key, hash) = ApiKeys.Create();
        using var scratch = new Scratch();
        await using var app = await ServedApp.StartAsync(scratch, new() { ["VFS_API_KEY_HASHES"] = $"{KeyHash}, {hash}" });

        Assert.That(await StatusAsync(app, "/api/overview"), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await StatusAsync(app, "/api/overview", ("X-API-Key", Key + "x")), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await StatusAsync(app, "/api/overview", ("X-API-Key", hash)), Is.EqualTo(HttpStatusCode.Unauthorized), "A hash is no key.");
        Assert.That(await StatusAsync(app, "/api/overview", ("X-API-Key", key)), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await StatusAsync(app, "/api/overview", ("Authorization", $"Bearer {key}")), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await StatusAsync(app, "/"), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await StatusAsync(app, "/health"), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await StatusAsync(app, "/pagex"), Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [TestCase("Host", "evil.example", HttpStatusCode.Forbidden, Description = "DNS rebinding")]
    [TestCase("Host", "localhost", HttpStatusCode.OK)]
    [TestCase("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [TestCase("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [TestCase("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [TestCase("Origin", "null", HttpStatusCode.Forbidden)]
    public async Task Request_WithoutKeys_MustBeOfThisMachineAndPage(string header, string value, HttpStatusCode expected)
    {
        using var scratch = new Scratch();
        await using var app = await ServedApp.StartAsync(scratch);

        Assert.That(await StatusAsync(app, "/api/overview", (header, value)), Is.EqualTo(expected));
    }

    [Test]
    public async Task Request_TooLarge_Is413()
    {
        using var scratch = new Scratch();
        await using var app = await ServedApp.StartAsync(scratch, new() { ["serve:max_request_kb"] = "4" });
        using var content = new StringContent($"{{\"reference_id\":\"{new string('x', 5000)}\"}}", Encoding.UTF8, "application/json");

        using var response = await app.Client.PostAsync("/process-claim-basic", content);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    [Test]
    public async Task Request_NotJson_Is415()
    {
        using var scratch = new Scratch();
        await using var app = await ServedApp.StartAsync(scratch);
        using var content = new StringContent("{}", Encoding.UTF8, "text/plain");

        using var response = await app.Client.PostAsync("/process-claim-basic", content);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
    }

    [Test]
    public async Task Serve_Process_RefusesToListenWithoutAKey()
    {
        using var scratch = new Scratch();

        var result = await VfsProcess.RunAsync(scratch, "serve", "--host", "0.0.0.0", "--port", "0");

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.ErrorLines, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Serve_CreateKey_PrintsAKeyThatTheHashAccepts()
    {
        using var scratch = new Scratch();

        var result = await VfsProcess.RunAsync(scratch, "serve", "--create-key");

        var key = result.Output.Split('\n')[0].Split(' ')[^1];
        var hash = result.Output.Split('\n')[1].Split('=')[^1];
        Assert.That(new ApiKeys(hash).Accept(key), Is.True);
    }

    [TestCase("", "https://example.com/hook", true)]
    [TestCase("", "ftp://example.com/hook", false)]
    [TestCase("", "https://user:pass@example.com/", false)]
    [TestCase("", "not a url", false)]
    [TestCase("https://good\\.example/.*", "https://good.example/x", true)]
    [TestCase("https://good\\.example", "https://good.example.evil.example", false)]
    [TestCase("https://good\\.example/.*|x", "https://evil.example/?https://good.example/", false)]
    [TestCase("https://[^/]*\\.good\\.example/.*", "https://a.good.example/x", true)]
    [TestCase("https://[^/]*\\.good\\.example/.*", "https://evil.example\\.good.example/x", false, Description = "Its host is evil.example.")]
    [TestCase("https://[^/]*\\.good\\.example/.*", "https://evil.example?.good.example/x", false)]
    [TestCase("https://[^/]*\\.good\\.example/.*", "https://evil.example#.good.example/x", false)]
    [TestCase("https://[^/]*\\.good\\.example/.*", "https:\\\\evil.example/.good.example/x", false)]
    [TestCase("https?:.*\\.good\\.example/.*", "https:evil.example/.good.example/", false)]
    [TestCase("https://good\\.example/hooks/.*", "https://good.example/hooks/../admin", false)]
    [TestCase("https://good\\.example/hooks/.*", "https://good.example/hooks/%2e%2e/admin", false)]
    [TestCase("https://good\\.example/hooks/.*", "https://good.example/hooks/..\\admin", false)]
    [TestCase("https://good\\.example/hooks/.*", "https://good.example/hooks/a%20b/ü", true)]
    [TestCase("https://good\\.example", "https://good.example", true)]
    [TestCase("https://good\\.example:443/.*", "https://good.example:443/x", true)]
    [TestCase("https://good\\.example/hook\\?a=.*", "https://good.example/hook?a=b\\c#d", true)]
    public void Refuse_Url_FollowsTheAllowList(string allowList, string url, bool isAllowed) =>
        Assert.That(new WebhookPolicy(new ServeSettings { WebhookAllowList = allowList }).Refuse(url), isAllowed ? Is.Null : Is.Not.Null);

    [TestCase("127.0.0.1")]
    [TestCase("10.1.2.3")]
    [TestCase("172.16.0.1")]
    [TestCase("192.168.1.1")]
    [TestCase("169.254.169.254")]
    [TestCase("100.64.0.1")]
    [TestCase("0.0.0.0")]
    [TestCase("::1")]
    [TestCase("::ffff:127.0.0.1")]
    [TestCase("fe80::1")]
    [TestCase("fd00::1")]
    public void MayConnect_WithoutAllowList_PublicOnly(string address)
    {
        Assert.That(new WebhookPolicy(new ServeSettings()).MayConnect(IPAddress.Parse(address)), Is.False);
        Assert.That(new WebhookPolicy(new ServeSettings { WebhookAllowList = "x" }).MayConnect(IPAddress.Parse(address)), Is.True);
        Assert.That(new WebhookPolicy(new ServeSettings()).MayConnect(IPAddress.Parse("203.0.113.7")), Is.True);
    }

    [Test]
    public async Task Deliver_WithoutAllowList_NeverReachesThisMachine()
    {
        using var scratch = new Scratch();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var app = await ServedApp.StartAsync(scratch, new() { ["WEBHOOK_ALLOWLIST"] = "" });

        var task = await app.AcceptAsync("R-1", "EN-1", receiver.Address);
        var delivery = await app.UntilAsync($"/webhook-status/R-1_{task}", state => (string?)state["status"] == "failed");

        Assert.That((int)delivery["attempts"]!, Is.EqualTo(1), "What cannot help is not repeated.");
        Assert.That(receiver.Letters, Is.Empty);
    }

    private static async Task<HttpStatusCode> StatusAsync(ServedApp app, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await app.Client.SendAsync(request);
        return response.StatusCode;
    }

    private static IConfiguration Configuration(Dictionary<string, string?> settings)
    {
        settings["log_file"] = "";
        return new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
    }
}
