using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VfsStorage.Claims.Agents;

namespace VfsStorage.Claims.Tests.Agents;

public sealed class RecordedAgentSourceTests
{
    private static readonly RecordedAgentSource _source = new();

    private static IEnumerable<AgentRequest> OfUnknownPerson() => AgentCatalog.Services.SelectMany(agent => agent.Value.Select(service =>
        new AgentRequest(agent.Key, service, new Dictionary<string, string>
        {
            ["crd_number"] = "9099999",
            ["first_name"] = "Nobody",
            ["last_name"] = "Anywhere",
            ["individual_name"] = "Nobody Anywhere",
            ["organization_crd"] = "9599999",
            ["nfa_id"] = "9799999",
        })));

    [TestCaseSource(nameof(OfUnknownPerson))]
    public async Task FetchAsync_UnknownPerson_IsNotFoundInTheServicesShape(AgentRequest request)
    {
        var answer = AgentAnswer.Validate(request, await _source.FetchAsync(request, CancellationToken.None));
        Assert.That((AgentAnswer.Hits(answer).Count(), AgentAnswer.Records(answer).Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task FetchAsync_SamePersonTwice_GivesFreshCopies()
    {
        var request = new AgentRequest(AgentCatalog.SecIapd, AgentCatalog.SearchIndividual, new Dictionary<string, string> { ["crd_number"] = "9000001" });
        var first = await _source.FetchAsync(request, CancellationToken.None);
        first["hits"] = "changed";
        Assert.That(AgentAnswer.Hits(await _source.FetchAsync(request, CancellationToken.None)).Count(), Is.EqualTo(1));
    }

    [Test]
    public void Recorded_People_AreObviouslyInvented()
    {
        var documents = Embedded.ReadAll("Recorded/").ToList();
        Assert.That(documents, Has.Count.GreaterThan(80));
        foreach (var (name, text) in documents)
        {
            Assert.That(name, Does.Match(@"^9\d{6}-"), "a CRD number that is not given out");
            Assert.That(JsonNode.Parse(text), Is.InstanceOf<JsonObject>(), name);
            Assert.That(Regex.Matches(text, @"https?://([^/""\\]+)").Select(match => match.Groups[1].Value), Is.All.EqualTo("example.com"), name);
            Assert.That(Regex.IsMatch(text, @"\d{3}-\d{2}-\d{4}"), Is.False, name);
        }
    }

    [Test]
    public void Samples_Claims_UseInventedNumbersAndAddresses()
    {
        var rows = Embedded.ReadAll("Samples/").Single(file => file.Name == "claims.csv").Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var row in rows.Skip(1).Select(row => row.Split(',')))
        {
            Assert.That(row[1], Is.Empty.Or.StartsWith("EN-"));
            Assert.That(row[6], Is.Empty.Or.Match(@"^90\d{5}$"));
            Assert.That(row[^1], Is.Empty.Or.EndWith("@example.com"));
        }
    }
}
