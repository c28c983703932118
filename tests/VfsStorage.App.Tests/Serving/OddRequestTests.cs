using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace VfsStorage.App.Tests.Serving;

/// <summary>Requests that no sane client sends are the client's mistake, and say so: never a defect, and never the storage's.</summary>
[TestFixture]
internal sealed class OddRequestTests
{
    private Scratch _scratch = null!;
    private ServedApp _app = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _scratch = new Scratch();
        _app = await ServedApp.StartAsync(_scratch);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _app.DisposeAsync();
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
