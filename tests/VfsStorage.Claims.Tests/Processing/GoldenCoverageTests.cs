using System.Reflection;
using System.Text.Json.Nodes;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Batches;
using VfsStorage.Claims.Caching;
using VfsStorage.Claims.Evaluation;
using VfsStorage.Claims.Intake;
using VfsStorage.Claims.Processing;
using VfsStorage.Claims.Searching;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Processing;

/// <summary>The golden people together show everything a report can say, and say it alike on the disk and in S3.</summary>
[TestFixture]
public sealed class GoldenCoverageTests
{
    private static readonly string[] _areas = ["SEARCH", "REGISTRATION", "status_evaluation", "LICENSE", "EXAM", "EMPLOYMENT", "DISCLOSURE",
        "DISCIPLINARY", "ARBITRATION", "REGULATORY"];

    private static readonly string[] _disclosures = ["Regulatory", "Customer Dispute", "Criminal", "Civil", "Judgment / Lien", "Financial"];

    private static IReadOnlyDictionary<string, byte[]> _onDisk = new Dictionary<string, byte[]>();

    [OneTimeSetUp]
    public async Task RunOnDiskAsync() => _onDisk = await RunAsync("Disk");

    [Test]
    public async Task Reports_OnDiskAndInS3_AreTheSameBytes()
    {
        var inS3 = await RunAsync("S3");

        Assert.That(inS3.Keys, Is.EquivalentTo(_onDisk.Keys));
        foreach (var (name, content) in _onDisk)
            Assert.That(inS3[name], Is.EqualTo(content), name);
    }

    [Test]
    public async Task People_AreManyEnough()
    {
        var claims = await ClaimsAsync();

        Assert.That(claims.Select(claim => claim["individual_name"]).Where(name => name.Length > 0).Distinct().Count(), Is.GreaterThanOrEqualTo(40));
        Assert.That(claims.Select(claim => claim["crd_number"]).Where(crd => crd.Length > 0), Is.All.StartsWith("90000"), "Invented numbers only.");
    }

    [Test]
    public void Reports_Together_HaveEveryAlert()
    {
        var types = typeof(AlertTypes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!).Except(_areas)
            .Concat(_disclosures.Select(type => $"{type} Disclosure"))
            .Concat(["Disciplinary Search Info", "Arbitration Search Info", "Regulatory Search Info"]);

        var alerts = Alerts().ToList();

        Assert.That(alerts.Select(alert => alert.Type).Distinct(), Is.EquivalentTo(types.Distinct()));
        Assert.That(alerts.Select(alert => alert.Category).Distinct(), Is.EquivalentTo(_areas));
        foreach (var area in new[] { "Disciplinary", "Arbitration", "Regulatory" })
        {
            Assert.That(
                alerts.Where(alert => alert.Type == $"{area} Search Info").Select(alert => alert.Severity).Distinct(),
                Is.SupersetOf(area == "Disciplinary" ? ["INFO", "MEDIUM"] : new[] { "MEDIUM" }), area);
        }
    }

    [Test]
    public void Reports_Together_HaveEverySkipReasonOfABatch()
    {
        var reasons = Searches().SelectMany(search => search["skip_reasons"] as JsonArray ?? []).Select(reason => (string)reason!).Distinct();

        // The fourth of a search, UNSUPPORTED_STRATEGY, is proven below.
        Assert.That(reasons, Is.EquivalentTo(new[]
        {
            ClaimValidation.NoName, ClaimValidation.NoEmployeeNumber, ClaimValidation.NoOrgIdentifiers, ClaimSearch.UnresolvedOrganization,
        }));
    }

    /// <summary>Every door skips or refuses who has no name, so three strategies are reached only by asking the search itself.</summary>
    [Test]
    public async Task People_Together_HaveEveryStrategy()
    {
        var workspace = new ClaimsWorkspace(FileSystemKinds.CreateMemory().FileSystem, new ClaimsAreas("/drop", "/output", "/archive", "/cache"));
        using var marshaller = new Marshaller(workspace, new RecordedAgentSource());
        using var organizations = new OrganizationIndex(workspace);
        var found = Searches().Select(search => (string)search["search_strategy"]!).ToHashSet();
        var reasons = new HashSet<string>();
        foreach (var claim in (await ClaimsAsync()).Where(claim => ClaimValidation.SkipReasons(claim).Contains(ClaimValidation.NoName)))
        {
            var search = await new ClaimSearch(organizations).SearchAsync(claim, marshaller.Open("EN"), CancellationToken.None);
            found.Add(search.Strategy);
            reasons.UnionWith(search.SkipReasons);
        }

        var known = typeof(Strategies).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        Assert.That(found, Is.EquivalentTo(known));
        Assert.That(reasons, Does.Contain(ClaimSearch.UnsupportedStrategy));
    }

    private static IEnumerable<JsonObject> Searches() =>
        _onDisk.Values.Select(content => JsonNode.Parse(content)!["search_evaluation"]!.AsObject());

    private static IEnumerable<(string Type, string Category, string Severity)> Alerts() =>
        from content in _onDisk.Values
        from section in JsonNode.Parse(content)!.AsObject()
        where section.Value is JsonObject
        from alert in section.Value!["alerts"] as JsonArray ?? []
        select ((string)alert!["alert_type"]!, (string)alert["alert_category"]!, (string)alert["severity"]!);

    private static async Task<IReadOnlyList<Claim>> ClaimsAsync()
    {
        using var storage = FileSystemKinds.CreateMemory();
        var workspace = new ClaimsWorkspace(storage.FileSystem, storage.Areas);
        storage.FileSystem.Directory.CreateDirectory(storage.Areas.Input);
        await SampleFiles.WriteAsync(workspace);
        await using var reader = await CsvClaimReader.OpenAsync(
            storage.FileSystem, storage.FileSystem.Path.Combine(storage.Areas.Input, "claims.csv"), CancellationToken.None);
        var claims = new List<Claim>();
        while (await reader.ReadAsync(CancellationToken.None) is { } row)
            claims.Add(row.Claim);
        return claims;
    }

    private static async Task<IReadOnlyDictionary<string, byte[]>> RunAsync(string kind)
    {
        using var storage = FileSystemKinds.All.Single(one => one.Name == kind).Create();
        var fileSystem = storage.FileSystem;
        fileSystem.Directory.CreateDirectory(storage.Areas.Input);
        var workspace = new ClaimsWorkspace(fileSystem, storage.Areas)
        {
            Writes = storage.Writes,
            Time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(ClaimsFixture.Start),
        };
        await SampleFiles.WriteAsync(workspace);
        using var processor = new ClaimProcessor(workspace, new RecordedAgentSource());
        await new ClaimsBatch(workspace, processor).RunAsync(new BatchOptions { WaitBetweenRows = TimeSpan.Zero, Workers = 8 });
        return fileSystem.Directory.EnumerateFiles(storage.Areas.Output, "*.json").ToDictionary(
            path => fileSystem.Path.GetFileName(path), path => fileSystem.File.ReadAllBytes(path));
    }
}
