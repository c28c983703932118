using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace VfsStorage.App.Tests.Serving;

/// <summary>Requests that no sane client sends are the client's mistake, and say so: never a defect, and never the storage's.</summary>
[TestFixture]
internal sealed class OddRequestTests
{
    private Scratch _scratch = null!;
    private ServedApp _app = null!;
    private S3Scratch _s3 = null!;
    private ServedApp _s3App = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _scratch = new Scratch();
        _scratch.Drop("claims.csv", Claims.Rows(1));
        Directory.CreateDirectory(Path.Combine(_scratch.Input, "folder"));
        _app = await ServedApp.StartAsync(_scratch);
        _s3 = await S3Scratch.StartAsync();
        _s3.Drop("claims.csv", Claims.Rows(1));
        _s3.Drop("folder/", "");
        _s3App = await ServedApp.StartAsync(_s3);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _app.DisposeAsync();
        await _s3App.DisposeAsync();
        await _s3.DisposeAsync();
        _scratch.Dispose();
    }

    [TestCase("POST", "/process-claim-basic", """{"reference_id":"\ud800"}""")]
    [TestCase("POST", "/process-claim-basic", """{"note":"\udc00 x"}""")]
    [TestCase("POST", "/process-claim-basic", """{"\ud800":"x"}""")]
    [TestCase("POST", "/process-claim-basic", "{\"note\":\"\u00ff\"}")]
    [TestCase("POST", "/process-claim-basic", "{\"\u00ff\":\"x\"}")]
    [TestCase("PUT", "/settings", """{"\ud800":true}""")]
    [TestCase("POST", "/test-webhook", """{"webhook_url":"\ud800"}""")]
    [TestCase("POST", "/test-webhook", """{"webhook_url":"http://127.0.0.1:1/","payload":{"a":["\ud800"]}}""")]
    [TestCase("POST", "/test-webhook", """{"webhook_url":"http://127.0.0.1:1/","payload":{"\udc00":1}}""")]
    public async Task Body_NoUnicode_Is400(string method, string address, string latin1)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = new ByteArrayContent(Encoding.Latin1.GetBytes(latin1)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _app.Client.SendAsync(request);

        var problem = await ProblemAsync(response, HttpStatusCode.BadRequest);
        Assert.That((string?)problem["errors"]!["body"]![0], Does.Contain("Unicode"));
    }

    [Test]
    public async Task Body_NameTwice_SaysSo()
    {
        using var response = await _app.Client.PostAsync("/process-claim-basic", new StringContent("""{"a":1,"\u0061":2}""", Encoding.UTF8, "application/json"));

        var problem = await ProblemAsync(response, HttpStatusCode.BadRequest);
        Assert.That((string?)problem["errors"]!["body"]![0], Does.Contain("twice"));
    }

    [TestCase("GET", "/compliance/summary/EN-404", HttpStatusCode.NotFound)]
    [TestCase("GET", "/compliance/summary/%2E%2Fx", HttpStatusCode.BadRequest)]
    [TestCase("GET", "/nowhere", HttpStatusCode.NotFound)]
    [TestCase("DELETE", "/health", HttpStatusCode.MethodNotAllowed)]
    [TestCase("POST", "/process-claim-basic", HttpStatusCode.UnsupportedMediaType)]
    public async Task Failure_AcceptOfSomethingElse_IsAProblem(string method, string address, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        request.Headers.Accept.ParseAdd("text/plain");
        using var response = await _app.Client.SendAsync(request);

        await ProblemAsync(response, status);
    }

    /// <summary>"400: a message for each field under <c>errors</c>, or one in <c>detail</c>."</summary>
    [TestCase("/api/reports?page=x", "page")]
    [TestCase("/api/reports?page_size=99999999999", "pageSize")]
    [TestCase("/cache/list?page=1&page=2", "page")]
    [TestCase("/api/reports/EN-1/R-1?version=one", "version")]
    [TestCase("/api/areas/input/files?path=a//b", "path")]
    public async Task Query_NoNumber_NamesIt(string address, string named)
    {
        using var response = await _app.Client.GetAsync(address);

        var problem = await ProblemAsync(response, HttpStatusCode.BadRequest);
        Assert.That((string?)problem["detail"], Does.Contain(named));
    }

    [TestCase("files")]
    [TestCase("preview")]
    [TestCase("download")]
    public async Task Browse_NameLongerThanAnyCanBe_IsNotFound(string route)
    {
        using var response = await _app.Client.GetAsync($"/api/areas/input/{route}?path={new string('x', 300)}");

        await ProblemAsync(response, HttpStatusCode.NotFound);
    }

    /// <summary>Whatever is asked for, it is there, it is not there, or it is a mistake of who asks.</summary>
    [Test]
    public async Task Browse_OddPath_IsFoundOrIsTheClientsMistake(
        [Values("files", "preview", "download")] string route,
        [Values("%00", "%01", "%0a", "%0d%0aX-Evil:1", "%7f", "%ed%a0%80", "%ff", "%f0%9f%98%80", "..", "%2e%2e%2f", "..%5c", "%2f%2f", "a%2f%2e", "C:%5cx", "claims.csv%2fx",
            "claims.csv%2f", ".claims", "~", "%20", "+", "*", "%25", "%2500", "folder", "folder%2fx%2fy", "%e2%80%ae", "a%00.csv")] string path,
        [Values] bool inS3)
    {
        var app = inS3 ? _s3App : _app;
        using var response = await app.Client.GetAsync($"/api/areas/input/{route}?path={path}");

        Assert.That((int)response.StatusCode, Is.AnyOf(200, 400, 404), await response.Content.ReadAsStringAsync());
        Assert.That(response.Headers.Contains("X-Evil"), Is.False);
    }

    [TestCase("/api/reports?page=2147483647&page_size=1000")]
    [TestCase("/webhook-statuses?page=2147483647&page_size=1000")]
    [TestCase("/webhook-dlq?page=2147483647&page_size=1000")]
    [TestCase("/compliance/all-summaries?page=2147483647&page_size=1000")]
    [TestCase("/cache/list?page=2147483647&page_size=1000")]
    [TestCase("/api/areas/input/files?page=2147483647&page_size=1000")]
    public async Task List_LastPageThatANumberCanName_IsEmpty(string address) =>
        Assert.That((await _app.GetAsync(address))!["items"]!.AsArray(), Is.Empty);

    [Test]
    public async Task Areas_FolderThatLeadsToItself_AreMeasured()
    {
        using var scratch = new Scratch();
        scratch.Drop("a.txt", "text");
        Directory.CreateSymbolicLink(Path.Combine(scratch.Input, "loop"), scratch.Input);
        await using var app = await ServedApp.StartAsync(scratch);

        var areas = await app.Client.GetFromJsonAsync<JsonArray>("/api/areas");

        Assert.That(((long)areas![0]!["files"]!, (long)areas[0]!["bytes"]!), Is.EqualTo((1L, 4L)));
    }

    [Test]
    public async Task Download_OddName_ComesWholeUnderAHarmlessHeader()
    {
        const string name = "a\r\nX-Evil=1\"; ü.txt";
        _scratch.Drop(name, "content");

        using var response = await _app.Client.GetAsync($"/api/areas/input/download?path={Uri.EscapeDataString(name)}");

        Assert.That((response.StatusCode, await response.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.OK, "content")));
        Assert.That(response.Headers.Contains("X-Evil"), Is.False);
        Assert.That(response.Content.Headers.ContentDisposition!.DispositionType, Is.EqualTo("attachment"));
    }

    [TestCase('a')]
    [TestCase('é')]
    [TestCase('文')]
    public async Task ProcessClaim_LongestIdentifiers_IsDoneAndFound(char letter)
    {
        var id = new string(letter, 100);
        using var response = await _app.PostClaimAsync(ServedApp.Claim(id, id), "complete");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
        Assert.That((string?)(await _app.GetAsync($"/api/reports/{id}/{id}"))!["report"]!["reference_id"], Is.EqualTo(id));
    }

    [TestCase("/health")]
    [TestCase("/")]
    [TestCase("/nowhere")]
    [TestCase("/task-status/x")]
    [TestCase("/compliance/summary/EN-404")]
    public async Task Answer_AnyStatus_HasTheSafetyHeaders(string address)
    {
        using var response = await _app.Client.GetAsync(address);

        Assert.That(response.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
        Assert.That(response.Headers.GetValues("X-Frame-Options"), Is.EqualTo(new[] { "DENY" }));
        Assert.That(response.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("default-src 'self'"));
        Assert.That(response.Headers.CacheControl!.NoStore, Is.True);
    }

    private static async Task<JsonObject> ProblemAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.That((response.StatusCode, response.Content.Headers.ContentType?.MediaType), Is.EqualTo((status, "application/problem+json")), text);
        var problem = JsonNode.Parse(text)!.AsObject();
        Assert.That((string?)problem["trace_id"], Is.Not.Empty);
        return problem;
    }
}
