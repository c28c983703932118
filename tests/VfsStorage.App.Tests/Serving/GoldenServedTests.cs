using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using VfsStorage.Claims;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Batches;
using VfsStorage.Claims.Processing;
using VfsStorage.Claims.Reports;

namespace VfsStorage.App.Tests.Serving;

/// <summary>The golden people posted to the server: the same reports as from the batch, to the byte, on the disk and in S3.</summary>
[TestFixture]
internal sealed class GoldenServedTests
{
    private static readonly DateTimeOffset _now = new(2025, 3, 9, 10, 0, 0, TimeSpan.Zero);

    /// <summary>The strategies that a posted claim can reach: it always has a name, so those for claims without one are left to the search itself.</summary>
    private static readonly string[] _reachable = ["search_with_crd_only", "search_with_correlated"];

    private List<Claim> _claims = [];
    private Dictionary<string, byte[]> _batch = [];

    [OneTimeSetUp]
    public async Task RunBatchAsync()
    {
        var memory = new System.IO.Abstractions.TestingHelpers.MockFileSystem();
        var workspace = new ClaimsWorkspace(memory, new ClaimsAreas("/drop", "/output", "/archive", "/cache")) { Time = new FakeTimeProvider(_now) };
        memory.Directory.CreateDirectory("/drop");
        await SampleFiles.WriteAsync(workspace);
        using var processor = new ClaimProcessor(workspace, new RecordedAgentSource());
        var reader = new RememberingProcessor(processor);
        await new ClaimsBatch(workspace, reader).RunAsync(new BatchOptions { WaitBetweenRows = TimeSpan.Zero });
        _claims = reader.Claims;
        _batch = memory.Directory.EnumerateFiles("/output", "*.json").ToDictionary(path => Path.GetFileNameWithoutExtension(path), memory.File.ReadAllBytes);
    }

    [Test]
    public async Task ProcessClaim_GoldenPeople_GetTheReportsOfTheBatch([Values] bool inS3)
    {
        await using var s3 = await S3Scratch.StartAsync();
        static void Configure(IServiceCollection services) => services.AddSingleton<TimeProvider>(new FakeTimeProvider(_now));
        await using var app = inS3 ? await ServedApp.StartAsync(s3, configure: Configure) : await ServedApp.StartAsync(s3.Folder, configure: Configure);
        await SampleFiles.WriteAsync(app.Services.GetRequiredService<ClaimsWorkspace>());

        var strategies = new HashSet<string>();
        var answers = new Dictionary<HttpStatusCode, int>();
        foreach (var claim in _claims)
        {
            using var response = await app.PostClaimAsync(BodyOf(claim), "complete");
            answers[response.StatusCode] = answers.GetValueOrDefault(response.StatusCode) + 1;
            var mayBePosted = claim.EmployeeNumber.Length > 0 && claim["first_name"].Length > 0 && claim["last_name"].Length > 0;
            var expected = !mayBePosted ? HttpStatusCode.BadRequest : _batch.ContainsKey(claim.ReferenceId) ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable;
            Assert.That(response.StatusCode, Is.EqualTo(expected), claim.ReferenceId);
            if (expected != HttpStatusCode.OK)
                continue;
            var report = await response.Content.ReadAsByteArrayAsync();
            Assert.That(report, Is.EqualTo(_batch[claim.ReferenceId]), claim.ReferenceId);
            strategies.Add((string)JsonNode.Parse(report)!["search_evaluation"]!["search_strategy"]!);
        }

        Assert.That(strategies, Is.EquivalentTo(_reachable.Append("none")), "a claim without any organisation is skipped");
        Assert.That(answers[HttpStatusCode.OK], Is.GreaterThanOrEqualTo(40));
        Assert.That(answers.Keys, Is.EquivalentTo(new[] { HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.ServiceUnavailable }));
    }

    private static JsonObject BodyOf(Claim claim) =>
        new(claim.Fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)JsonValue.Create(field.Value))));

    /// <summary>Remembers the batch's claims.</summary>
    private sealed class RememberingProcessor(ClaimProcessor inner) : IClaimProcessor
    {
        public List<Claim> Claims { get; } = [];

        public Task<ComplianceReport> ProcessAsync(Claim claim, Reviews reviews, CancellationToken cancellationToken = default)
        {
            Claims.Add(claim);
            return inner.ProcessAsync(claim, reviews, cancellationToken);
        }
    }
}
