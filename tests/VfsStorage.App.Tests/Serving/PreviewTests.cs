using System.Net;
using System.Net.Http.Json;
using VfsStorage.Testing;

namespace VfsStorage.App.Tests.Serving;

/// <summary>The beginning of a file shows nothing that is to be masked, and tells a storage that fails from a file that is wrong.</summary>
[TestFixture]
internal sealed class PreviewTests
{
    private const int PreviewBytes = 256 * 1024;

    private S3Scratch _s3 = null!;
    private ServedApp _app = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _s3 = await S3Scratch.StartAsync();
        _app = await ServedApp.StartAsync(_s3, new() { ["mask_sensitive"] = "false" });
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _app.DisposeAsync();
        await _s3.DisposeAsync();
    }

    /// <summary>"Masked … in previews (<c>mask_sensitive: false</c> keeps them in reports)."</summary>
    [Test]
    public async Task Preview_ReportThatIsNotMasked_IsMasked()
    {
        var claim = ServedApp.Claim("R-1", "EN-1");
        claim["ssn"] = "900123456";
        claim["dob"] = "1970-02-03";
        using var report = await _app.PostClaimAsync(claim);
        Assert.That(await report.Content.ReadAsStringAsync(), Does.Contain("900123456").And.Contain("1970-02-03"));
        var files = await _app.GetAsync("/api/areas/cache/files?path=EN-1");
        var name = files!["items"]!.AsArray().Select(file => (string)file!["name"]!).Single(file => file.StartsWith("ComplianceReport", StringComparison.Ordinal));

        var text = (string)(await _app.GetAsync($"/api/areas/cache/preview?path=EN-1/{name}"))!["text"]!;

        Assert.That(text, Does.Contain("\"ssn\": \"***\"").And.Contain("\"dob\": \"***\"").And.Contain("Testwell"));
        Assert.That(text, Does.Not.Contain("900123456").And.Not.Contain("1970-02-03"));
    }

    [Test]
    public async Task Preview_CutThroughANumber_DoesNotShowItsBeginning([Range(1, 11)] int shown)
    {
        var before = new string('x', PreviewBytes - shown - 1) + " ";
        _s3.Drop("export.txt", before + "900-12-3456 and more");

        var preview = await _app.GetAsync("/api/areas/input/preview?path=export.txt");

        Assert.That((bool)preview!["is_cut"]!, Is.True);
        Assert.That(((string)preview["text"]!).AsSpan().ContainsAnyInRange('0', '9'), Is.False);
    }

    [TestCase("/api/areas/input/preview?path=failing.csv")]
    [TestCase("/api/batch")]
    public async Task Table_StorageFailsInTheMiddle_Is503(string address)
    {
        await DropAsync("failing.csv", 3);
        using var fault = _s3.Server.Faults.On(S3Operation.GetObject).Key("input/failing.csv").Answer(503, "ServiceUnavailable");

        using var response = await _app.Client.GetAsync(address);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable), await response.Content.ReadAsStringAsync());
    }

    /// <summary>The page asks every few seconds, however long it takes to count.</summary>
    [Test]
    public async Task Batch_AskedWhileRowsAreCounted_CountsOnce()
    {
        await DropAsync("counted.csv", 5);
        var mark = _s3.Server.Requests.Mark;
        Task<HttpResponseMessage>[] asked;
        using (var hold = _s3.Server.Faults.On(S3Operation.GetObject).Key("input/counted.csv").Hold())
        {
            asked = [.. Enumerable.Range(0, 4).Select(_ => _app.Client.GetAsync("/api/batch"))];
            await hold.Arrived;
        }

        foreach (var response in await Task.WhenAll(asked))
        {
            Assert.That((int)(await response.Content.ReadFromJsonAsync<System.Text.Json.Nodes.JsonObject>())!["rows"]!, Is.EqualTo(5));
            response.Dispose();
        }

        Assert.That(_s3.Server.Requests.Since(mark).Count(request => request.Operation == S3Operation.GetObject && request.Key == "input/counted.csv"), Is.EqualTo(1));
    }

    /// <summary>A file that a batch is in the middle of.</summary>
    private async Task DropAsync(string csvFile, int rows)
    {
        _s3.Drop(csvFile, Claims.Rows(rows));
        await _s3.Client.PutObjectAsync(new()
        {
            BucketName = _s3.BucketOf("output"),
            Key = "output/checkpoint.json",
            ContentBody = $$"""{"csv_file":"{{csvFile}}","line_number":2}""",
            UseChunkEncoding = false,
        });
    }
}
