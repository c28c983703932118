using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Intake;
using VfsStorage.Claims.Processing;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Tests.Caching;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Processing;

[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.All))]
public sealed class ClaimProcessorTests(FileSystemKind kind) : ClaimsFixture(kind)
{
    private static readonly RecordedAgentSource _recorded = new();

    [TestCase(ProcessingMode.Basic, "disciplinary_evaluation arbitration_review regulatory_evaluation")]
    [TestCase(ProcessingMode.Extended, "regulatory_evaluation")]
    [TestCase(ProcessingMode.Complete, "")]
    public async Task ProcessAsync_Mode_SkipsReviewsPerConfiguration(ProcessingMode mode, string skipped)
    {
        var report = await ProcessAsync(Claim("Ada", "Testwell", "9000001"), mode.ToReviews());
        string[] reviews = ["disciplinary_evaluation", "arbitration_review", "regulatory_evaluation"];
        Assert.That(
            reviews.Where(review => (string?)report[review]!["due_diligence"]!["status"] == "Skipped per configuration"),
            Is.EqualTo(skipped.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.That((bool)report["final_evaluation"]!["overall_compliance"]!, Is.True);
    }

    [Test]
    public async Task ProcessAsync_SearchFails_FailsWhatDependsOnTheIndividual()
    {
        var report = await ProcessAsync(Claim("Kim", "Nobody", "9000011"));
        var failed = report.Where(section => section.Value is JsonObject value && value["compliance"] is JsonValue compliance && !(bool)compliance)
            .Select(section => section.Key);
        Assert.That(failed, Is.EqualTo(["search_evaluation", "status_evaluation", "name_evaluation", "license_evaluation", "exam_evaluation"]));
        Assert.That((string?)report["search_evaluation"]!["error"], Does.Contain("9000011"));
    }

    [Test]
    public async Task ProcessAsync_ClaimThatLacksValues_AsksNobody()
    {
        var source = new CountingSource(_ => throw new InvalidOperationException("asked"));
        using var processor = new ClaimProcessor(Workspace, source);
        var report = await processor.ProcessAsync(Claims.Claim.FromFields([KeyValuePair.Create("reference_id", (string?)"R")]), Reviews.All);
        Assert.That(report.SearchEvaluation.SkipReasons, Is.EqualTo([ClaimValidation.NoName, ClaimValidation.NoEmployeeNumber, ClaimValidation.NoOrgIdentifiers]));
        Assert.That(source.Requests, Is.Empty);
    }

    [Test]
    public async Task ProcessAsync_SecKnowsTheNumber_DoesNotAskFinra()
    {
        var requests = await RequestsOfAsync(Claim("Ada", "Testwell", "9000001"), Reviews.None);
        Assert.That(requests, Is.EqualTo(["SEC_IAPD_Agent/search_individual", "SEC_IAPD_Agent/search_individual_detailed_info"]));
    }

    [Test]
    public async Task ProcessAsync_SecDoesNotKnowTheNumber_AsksFinra()
    {
        var requests = await RequestsOfAsync(Claim("Olga", "Unreal", "9000015"), Reviews.None);
        Assert.That(requests, Is.EqualTo(
        [
            "SEC_IAPD_Agent/search_individual", "FINRA_BrokerCheck_Agent/search_individual", "FINRA_BrokerCheck_Agent/search_individual_detailed_info",
        ]));
    }

    [Test]
    public void ProcessAsync_SourceRefuses_IsNeverTakenForNotFound()
    {
        using var processor = new ClaimProcessor(Workspace, _recorded);
        var exception = Assert.ThrowsAsync<AgentException>(() => processor.ProcessAsync(Claim("Umar", "Testcase", "9000021"), Reviews.All));
        Assert.That(exception!.StatusCode, Is.EqualTo(403));
        Assert.That(Names(FileSystem.Path.Combine(Areas.Cache, "EN-1")), Is.Empty, "no report is kept");
    }

    [Test]
    public async Task ProcessAsync_HitOfAnotherNumber_IsNotTheIndividual()
    {
        var source = new CountingSource(request => AgentCatalog.KindOf(request.Agent) == AnswerKind.Single
            ? JsonNode.Parse("""{"hits":{"hits":[{"_source":{"ind_source_id":"1","ind_firstname":"ADA","ind_lastname":"TESTWELL"}}]}}""")
            : new JsonArray());
        using var processor = new ClaimProcessor(Workspace, source);
        var report = await processor.ProcessAsync(Claim("Ada", "Testwell", "9000001"), Reviews.None);
        Assert.That(report.SearchEvaluation.Compliance, Is.False);
    }

    [Test]
    public async Task ProcessAsync_CrdNumberCorrected_DoesNotGetTheOtherPersonFromTheCache()
    {
        await ProcessAsync(Claim("Ada", "Testwell", "9000002"), Reviews.None);
        var report = await ProcessAsync(Claim("Ada", "Testwell", "9000001"), Reviews.None);
        Assert.That((string?)report["search_evaluation"]!["basic_result"]!["ind_source_id"], Is.EqualTo("9000001"));
    }

    [Test]
    public async Task ProcessAsync_Twice_GivesTheSameReportFromTheCache()
    {
        var claim = Claim("Jonas", "Nonesuch", "9000010");
        var fetched = await ProcessAsync(claim);
        var cached = await ProcessAsync(claim);
        Assert.That(cached.ToJsonString(), Is.EqualTo(fetched.ToJsonString()));
        Assert.That(Read(Areas.Cache, "EN-1", "request_log.txt").Split('\n').Count(line => line.EndsWith("- Cached", StringComparison.Ordinal)), Is.EqualTo(8));
    }

    [Test]
    public async Task ProcessAsync_SensitiveValues_AreNowhereInCacheOrLog()
    {
        var log = new ListLoggerFactory();
        var claim = Claim("Ada", "Testwell", "9000001").With("ssn", "900-55-1234").With("dob", "1970-05-06").With("My SSN", "900551234");
        using var processor = new ClaimProcessor(Workspace with { Loggers = log }, _recorded);
        await processor.ProcessAsync(claim, Reviews.All);

        var written = FileSystem.Directory.EnumerateFiles(Areas.Cache, "*", SearchOption.AllDirectories).Select(path => FileSystem.File.ReadAllText(path)).ToList();
        Assert.That(written, Has.Count.GreaterThan(10));
        Assert.That(written.Concat(log.Lines), Has.All.Not.Contain("1234").And.All.Not.Contain("1970-05-06"));
    }

    private async Task<string[]> RequestsOfAsync(Claim claim, Reviews reviews)
    {
        var source = new CountingSource(request => _recorded.FetchAsync(request, CancellationToken.None).Result);
        using var processor = new ClaimProcessor(Workspace, source);
        await processor.ProcessAsync(claim, reviews);
        return [.. source.Requests.Select(request => $"{request.Agent}/{request.Service}")];
    }

    private async Task<JsonObject> ProcessAsync(Claim claim, Reviews reviews = Reviews.All)
    {
        using var processor = new ClaimProcessor(Workspace, _recorded);
        return JsonNode.Parse(ReportJson.Serialize(await processor.ProcessAsync(claim, reviews)))!.AsObject();
    }

    private static Claim Claim(string first, string last, string crd) => Claims.Claim.FromFields(new OrderedDictionary<string, string?>
    {
        ["reference_id"] = "R",
        ["employee_number"] = "EN-1",
        ["first_name"] = first,
        ["last_name"] = last,
        ["crd_number"] = crd,
    });

    private sealed class ListLoggerFactory : ILoggerFactory, ILogger
    {
        public List<string> Lines { get; } = [];

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
