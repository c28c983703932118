using System.Text.Json.Nodes;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Caching;
using VfsStorage.Claims.Searching;
using VfsStorage.Claims.Tests.Caching;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Searching;

[TestFixtureSource(nameof(Kinds))]
public sealed class ClaimSearchTests(FileSystemKind kind) : ClaimsFixture(kind)
{
    private static IEnumerable<FileSystemKind> Kinds => FileSystemKinds.All.Where(kind => kind.Name == "Memory");

    [TestCase("organization_crd=9500001", "search_with_entity", "Entity_Search")]
    [TestCase("organization_name=Example", "search_with_org_name_only", "Entity_Search")]
    [TestCase("note=x", "search_default", "Default")]
    public async Task SearchAsync_UnsupportedStrategy_FailsWithoutAsking(string field, string strategy, string source)
    {
        var agents = new CountingSource(_ => throw new InvalidOperationException("asked"));
        var result = await SearchAsync(agents, field);
        Assert.That((result.Strategy, result.Source, result.Individual), Is.EqualTo((strategy, source, (Individual?)null)));
        Assert.That(result.SkipReasons, Is.EqualTo([ClaimSearch.UnsupportedStrategy]));
    }

    [Test]
    public async Task SearchAsync_UnknownOrganization_IsASkipReason()
    {
        var agents = new CountingSource(_ => throw new InvalidOperationException("asked"));
        var result = await SearchAsync(agents, "individual_name=Ada Testwell", "organization_name=Nowhere Inc");
        Assert.That((result.Strategy, result.SkipReasons.Single()), Is.EqualTo((Strategies.Correlated, ClaimSearch.UnresolvedOrganization)));
    }

    [Test]
    public async Task SearchAsync_SeveralHitsAtAFirm_TakesTheBestName()
    {
        var agents = new CountingSource(request => request.Service == AgentCatalog.SearchIndividualByFirm
            ? JsonNode.Parse("""
                {"hits":{"hits":[
                  {"_source":{"ind_source_id":"1","ind_firstname":"IDA","ind_lastname":"TESTWELL"}},
                  {"_source":{"ind_source_id":"2","ind_firstname":"ADA","ind_lastname":"TESTWELL"}}]}}
                """)
            : AgentAnswer.NoHits());
        var result = await SearchAsync(agents, "individual_name=Ada Testwell", "organization_crd=9500001");
        Assert.That(result.CrdNumber, Is.EqualTo("2"));
        Assert.That(agents.Requests.Select(request => request[AgentCatalog.CrdNumber]), Is.EqualTo(["", "2"]));
    }

    [Test]
    public async Task SearchAsync_NumbersInsteadOfTexts_AreUnderstood()
    {
        var agents = new CountingSource(_ => JsonNode.Parse("""{"hits":{"hits":[{"_source":{"ind_source_id":9000001,"ind_bc_scope":"Active"}}]}}"""));
        var result = await SearchAsync(agents, "crd_number=9000001");
        Assert.That((result.Source, result.Individual!.BrokerScope), Is.EqualTo((SourceNames.SecIapd, "Active")));
    }

    private async Task<SearchResult> SearchAsync(IAgentSource agents, params string[] fields)
    {
        using var marshaller = new Marshaller(Workspace, agents);
        using var organizations = new OrganizationIndex(Workspace);
        var claim = Claim.FromFields(fields.Select(field => KeyValuePair.Create(field.Split('=')[0], (string?)field.Split('=')[1])));
        return await new ClaimSearch(organizations).SearchAsync(claim, marshaller.Open("EN-1"), CancellationToken.None);
    }
}
