using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace VfsStorage.App.Tests.Serving;

/// <summary>Every route: success, validation failure, not found, storage failure.</summary>
[TestFixture]
internal sealed class RouteTests
{
    private const string Claim = """{"reference_id":"R-1","employee_number":"EN-1","first_name":"Ada","last_name":"Testwell","crd_number":"9000001"}""";
    private const string Missing = "20250101-00000000000000000000000000000000";

    /// <summary>Routes that never look at the storage.</summary>
    private static readonly string[] _withoutStorage = ["/processing-modes", "/test-webhook"];

    private static S3Scratch _s3 = null!;
    private static S3Scratch _broken = null!;
    private static ServedApp _app = null!;
    private static ServedApp _brokenApp = null!;
    private static WebhookReceiver _receiver = null!;
    private static string _task = "";

    /// <summary>Method, route, the address, the body. TASK stands for a task's id, HOOK for a receiver's address.</summary>
    private static readonly (string Method, string Route, string Address, string? Body)[] _successes =
    [
        ("POST", "/process-claim-basic", "/process-claim-basic", Claim),
        ("POST", "/process-claim-extended", "/process-claim-extended", Claim),
        ("POST", "/process-claim-complete", "/process-claim-complete", Claim),
        ("GET", "/processing-modes", "/processing-modes", null),
        ("GET", "/task-status/{task_id}", "/task-status/TASK", null),
        ("GET", "/settings", "/settings", null),
        ("PUT", "/settings", "/settings", """{"debug":false,"headless":true}"""),
        ("GET", "/health", "/health", null),
        ("GET", "/cache/list", "/cache/list?employee_number=EN-1", null),
        ("POST", "/cache/clear-agent/{employee}/{agent}", "/cache/clear-agent/EN-1/SEC_IAPD_Agent", null),
        ("POST", "/cache/clear/{employee}", "/cache/clear/EN-1", null),
        ("POST", "/cache/clear-all", "/cache/clear-all", null),
        ("POST", "/cache/cleanup-stale", "/cache/cleanup-stale", null),
        ("GET", "/compliance/summary/{employee}", "/compliance/summary/EN-1", null),
        ("GET", "/compliance/all-summaries", "/compliance/all-summaries?page=1&page_size=5", null),
        ("GET", "/compliance/taxonomy", "/compliance/taxonomy", null),
        ("GET", "/compliance/risk-dashboard", "/compliance/risk-dashboard", null),
        ("GET", "/compliance/data-quality", "/compliance/data-quality", null),
        ("GET", "/webhook-status/{id}", "/webhook-status/R-0_TASK", null),
        ("GET", "/webhook-statuses", "/webhook-statuses?status=delivered&reference_id=R-0", null),
        ("GET", "/webhook-dlq", "/webhook-dlq", null),
        ("POST", "/test-webhook", "/test-webhook", """{"webhook_url":"HOOK","payload":{"a":1}}"""),
        ("DELETE", "/webhook-status/{id}", "/webhook-status/R-0_TASK", null),
        ("POST", "/webhook-cleanup", "/webhook-cleanup?older_than_days=1", null),
        ("GET", "/api/areas", "/api/areas", null),
        ("GET", "/api/areas/{area}/files", "/api/areas/cache/files", null),
        ("GET", "/api/areas/{area}/preview", "/api/areas/input/preview?path=claims.csv", null),
        ("GET", "/api/areas/{area}/download", "/api/areas/input/download?path=claims.csv", null),
        ("GET", "/api/overview", "/api/overview", null),
        ("GET", "/api/batch", "/api/batch", null),
        ("GET", "/api/reports", "/api/reports", null),
        ("GET", "/api/reports/{employee}/{reference}", "/api/reports/EN-1/R-1?version=1", null),
    ];

    private static readonly (string Method, string Address, string? Body, int Status)[] _invalid =
    [
        ("POST", "/process-claim-basic", "[]", 400),
        ("POST", "/process-claim-basic", "{", 400),
        ("POST", "/process-claim-basic", """{"reference_id":"R","reference_id":"S"}""", 400),
        ("POST", "/process-claim-basic", """{"reference_id":"R-1"}""", 400),
        ("POST", "/process-claim-extended", Claim.Replace("R-1", "../../etc/passwd"), 400),
        ("POST", "/process-claim-extended", Claim.Replace("EN-1", "..\\\\x"), 400),
        ("POST", "/process-claim-complete", Claim.Replace("\"EN-1\"", "{}"), 400),
        ("POST", "/process-claim-complete", Claim.Replace("\"Ada\"", "\"\""), 400),
        ("POST", "/process-claim-complete", Claim.Replace("\"9000001\"", "\"9000001\",\"webhook_url\":\"file:///etc/passwd\""), 400),
        ("POST", "/process-claim-complete", Claim.Replace("\"9000001\"", "\"9000001\",\"webhook_url\":\"http://example.com/\""), 400),
        ("GET", "/task-status/..%2F..%2Fx", null, 400),
        ("GET", "/task-status/abc", null, 400),
        ("PUT", "/settings", """{"debug":"yes"}""", 400),
        ("PUT", "/settings", """{"storage":true}""", 400),
        ("GET", "/cache/list?page=0", null, 400),
        ("GET", "/cache/list?page=x", null, 400),
        ("GET", "/cache/list?page_size=5000", null, 400),
        ("GET", "/cache/list?employee_number=..%2Fx", null, 400),
        ("POST", "/cache/clear/%2E%2E%2F%2E%2E", null, 400),
        ("POST", "/cache/clear/%2E%2E%5Cx", null, 400),
        ("POST", "/cache/clear-agent/EN-1/..%2Foutput", null, 400),
        ("POST", "/cache/clear-agent/EN-1/ComplianceReportAgent", null, 400),
        ("GET", "/compliance/summary/a%3Ab", null, 400),
        ("GET", "/compliance/all-summaries?page_size=0", null, 400),
        ("GET", "/webhook-status/x", null, 400),
        ("DELETE", "/webhook-status/..%2F_" + Missing, null, 400),
        ("GET", "/webhook-statuses?status=lost", null, 400),
        ("GET", "/webhook-dlq?page=-1", null, 400),
        ("POST", "/webhook-cleanup?older_than_days=-1", null, 400),
        ("POST", "/test-webhook", """{"webhook_url":"gopher://x"}""", 400),
        ("GET", "/api/areas/etc/files", null, 400),
        ("GET", "/api/areas/input/files?path=../output", null, 400),
        ("GET", "/api/areas/input/files?path=a//b", null, 400),
        ("GET", "/api/areas/input/preview", null, 400),
        ("GET", "/api/areas/input/preview?path=..%2f..%2fetc%2fpasswd", null, 400),
        ("GET", "/api/areas/input/download?path=..%5C..%5Cx", null, 400),
        ("GET", "/api/reports?page=0", null, 400),
        ("GET", "/api/reports/..%2F/R-1", null, 400),
    ];

    private static readonly (string Method, string Address)[] _notFound =
    [
        ("GET", "/nowhere"),
        ("GET", $"/task-status/{Missing}"),
        ("POST", "/cache/clear/EN-404"),
        ("POST", "/cache/clear-agent/EN-404/NFA_Basic_Agent"),
        ("GET", "/cache/list?employee_number=EN-404"),
        ("GET", "/compliance/summary/EN-404"),
        ("GET", $"/webhook-status/R-404_{Missing}"),
        ("DELETE", $"/webhook-status/R-404_{Missing}"),
        ("GET", "/api/areas/input/files?path=missing"),
        ("GET", "/api/areas/input/files?path=claims.csv"),
        ("GET", "/api/areas/input/preview?path=missing.csv"),
        ("GET", "/api/areas/cache/preview?path=EN-1"),
        ("GET", "/api/areas/input/download?path=missing.csv"),
        ("GET", "/api/reports/EN-404/R-1"),
        ("GET", "/api/reports/EN-1/R-1?version=99"),
    ];

    [OneTimeSetUp]
    public static async Task StartAsync()
    {
        _s3 = await S3Scratch.StartAsync();
        _s3.Drop("claims.csv", Claims.Rows(3));
        _receiver = await WebhookReceiver.StartAsync();
        _app = await ServedApp.StartAsync(_s3);
        using var report = await SendAsync(_app, "POST", "/process-claim-complete", Claim);
        _task = await _app.AcceptAsync("R-0", "EN-0", _receiver.Address);
        await _app.UntilAsync($"/webhook-status/R-0_{_task}", delivery => (string?)delivery["status"] == "delivered");

        _broken = await S3Scratch.StartAsync();
        _brokenApp = await ServedApp.StartAsync(_broken);
        await _brokenApp.UntilAsync("/health", _ => true);
        _broken.Server.Faults.On().Answer(503, "ServiceUnavailable");
    }

    [OneTimeTearDown]
    public static async Task StopAsync()
    {
        _broken.Server.Faults.Clear();
        await _app.DisposeAsync();
        await _brokenApp.DisposeAsync();
        await _receiver.DisposeAsync();
        await _s3.DisposeAsync();
        await _broken.DisposeAsync();
    }

    private static IEnumerable<TestCaseData> Successes() =>
        _successes.Select(route => new TestCaseData(route.Method, route.Address, route.Body).SetArgDisplayNames(route.Method, route.Address));

    [TestCaseSource(nameof(Successes)), Order(1)]
    public async Task Route_Asked_Succeeds(string method, string address, string? body)
    {
        using var response = await SendAsync(_app, method, address.Replace("TASK", _task), body?.Replace("HOOK", _receiver.Address.AbsoluteUri));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
        Assert.That((await response.Content.ReadAsByteArrayAsync()), Is.Not.Empty);
    }

    private static IEnumerable<TestCaseData> Invalid() =>
        _invalid.Select(route => new TestCaseData(route.Method, route.Address, route.Body, route.Status));

    [TestCaseSource(nameof(Invalid))]
    public async Task Route_InvalidRequest_SaysWhatIsWrong(string method, string address, string? body, int status)
    {
        using var response = await SendAsync(_app, method, address, body);

        await AssertProblemAsync(response, status);
    }

    private static IEnumerable<TestCaseData> NotFound() => _notFound.Select(route => new TestCaseData(route.Method, route.Address));

    [TestCaseSource(nameof(NotFound))]
    public async Task Route_NothingThere_IsNotFound(string method, string address)
    {
        using var response = await SendAsync(_app, method, address, null);

        await AssertProblemAsync(response, 404);
    }

    private static IEnumerable<TestCaseData> WithStorage() => _successes.Where(route => !_withoutStorage.Contains(route.Route))
        .Select(route => new TestCaseData(route.Method, route.Address, route.Body).SetArgDisplayNames(route.Method, route.Address));

    [TestCaseSource(nameof(WithStorage))]
    public async Task Route_StorageDown_Is503WithRetryAfter(string method, string address, string? body)
    {
        using var response = await SendAsync(_brokenApp, method, address.Replace("TASK", Missing), body);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable), await response.Content.ReadAsStringAsync());
        Assert.That(response.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(30)));
        if (address != "/health")
            await AssertProblemAsync(response, 503);
    }

    [Test]
    public async Task ProcessClaim_WithWebhookWhileStorageIsDown_IsNotAccepted()
    {
        using var response = await _brokenApp.PostClaimAsync(ServedApp.Claim("R-9", "EN-9", _receiver.Address.AbsoluteUri));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public void Tables_Cover_EveryRoute()
    {
        var routes = _app.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.IExcludeFromDescriptionMetadata>() is null)
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText!.TrimEnd('/')}"))
            .Where(route => !route.Contains("openapi") && !route.Contains("scalar"));

        Assert.That(_successes.Select(route => $"{route.Method} {route.Route}"), Is.EquivalentTo(routes));
    }

    [Test]
    public async Task OpenApi_Document_NamesEveryRoute()
    {
        var document = await _app.GetAsync("/openapi/v1.json");

        var paths = document!["paths"]!.AsObject().Select(path => path.Key);
        Assert.That(paths, Is.EquivalentTo(_successes.Select(route => route.Route).Distinct()));
        using var scalar = await _app.Client.GetAsync("/scalar/");
        Assert.That(await scalar.Content.ReadAsStringAsync(), Does.Contain("vfs claims API").And.Not.Contain("https://cdn"));
    }

    private static async Task AssertProblemAsync(HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(status), text);
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"), text);
        var problem = JsonNode.Parse(text)!;
        Assert.That((int)problem["status"]!, Is.EqualTo(status));
        Assert.That((string)problem["trace_id"]!, Is.Not.Empty);
        Assert.That(text, Does.Not.Contain("   at "), "No stack trace.");
    }

    private static async Task<HttpResponseMessage> SendAsync(ServedApp app, string method, string address, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await app.Client.SendAsync(request);
    }
}
