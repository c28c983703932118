using System.Text.Json.Nodes;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Caching;
using VfsStorage.Claims.Intake;
using VfsStorage.Claims.Matching;

namespace VfsStorage.Claims.Searching;

/// <summary>Finds the individual of a claim in SEC IAPD and FINRA BrokerCheck.</summary>
internal sealed class ClaimSearch(OrganizationIndex organizations)
{
    public const string UnresolvedOrganization = "UNRESOLVED_ORGANIZATION";
    public const string UnsupportedStrategy = "UNSUPPORTED_STRATEGY";

    /// <summary>Searches with the first strategy the claim has the values for.</summary>
    /// <exception cref="AgentException">A source does not answer; that is never taken for "not found".</exception>
    public async Task<SearchResult> SearchAsync(Claim claim, AgentSession session, CancellationToken cancellationToken) =>
        Strategies.Select(claim) switch
        {
            Strategies.CrdOnly => await WithCrdOnlyAsync(claim, session, cancellationToken),
            Strategies.Correlated => await WithCorrelatedAsync(claim, session, cancellationToken),
            Strategies.Entity => Unsupported(
                Strategies.Entity, SourceNames.EntitySearch, "Searching by an organisation's CRD number alone is not supported."),
            Strategies.OrganizationNameOnly => Unsupported(
                Strategies.OrganizationNameOnly, SourceNames.EntitySearch, "Searching by an organisation's name alone is not supported."),
            _ => Unsupported(Strategies.Default, SourceNames.Default, "The claim has nothing to search by."),
        };

    /// <summary>SEC first; FINRA is asked only if SEC does not know the number.</summary>
    private static async Task<SearchResult> WithCrdOnlyAsync(Claim claim, AgentSession session, CancellationToken cancellationToken)
    {
        var crd = claim[ClaimColumns.CrdNumber];
        foreach (var (agent, source) in new[]
                 {
                     (AgentCatalog.SecIapd, SourceNames.SecIapd), (AgentCatalog.FinraBrokerCheck, SourceNames.BrokerCheck),
                 })
        {
            var answer = await session.AskAsync(agent, AgentCatalog.SearchIndividual, cancellationToken, (AgentCatalog.CrdNumber, crd));
            // The services search text: only a hit with the very number is the individual.
            var hit = AgentAnswer.Hits(answer).FirstOrDefault(hit => IndividualReader.Text(hit["ind_source_id"]) == crd);
            if (hit is not null)
                return await WithDetailAsync(agent, source, Strategies.CrdOnly, hit, session, cancellationToken);
        }

        return new SearchResult
        {
            Source = SourceNames.Unknown,
            Strategy = Strategies.CrdOnly,
            CrdNumber = crd,
            Error = $"No individual with CRD number {crd} was found.",
        };
    }

    private async Task<SearchResult> WithCorrelatedAsync(Claim claim, AgentSession session, CancellationToken cancellationToken)
    {
        var organizationCrd = claim[ClaimColumns.OrganizationCrd];
        if (organizationCrd.Length == 0)
        {
            organizationCrd = await organizations.FindAsync(claim[ClaimColumns.OrganizationName], cancellationToken) ?? "";
            if (organizationCrd.Length == 0)
            {
                return new SearchResult
                {
                    Source = SourceNames.Unknown,
                    Strategy = Strategies.Correlated,
                    SkipReasons = [UnresolvedOrganization],
                    Error = "The organisation's CRD number is not known, and its name is not in the index.",
                };
            }
        }

        var answer = await session.AskAsync(
            AgentCatalog.SecIapd, AgentCatalog.SearchIndividualByFirm, cancellationToken,
            (AgentCatalog.IndividualName, claim[ClaimColumns.IndividualName]), (AgentCatalog.OrganizationCrd, organizationCrd));
        var expected = PersonName.Of(claim);
        var hit = AgentAnswer.Hits(answer).MaxBy(hit => BestScore(expected, hit));
        if (hit is not null)
            return await WithDetailAsync(AgentCatalog.SecIapd, SourceNames.SecIapd, Strategies.Correlated, hit, session, cancellationToken);
        return new SearchResult
        {
            Source = SourceNames.Unknown,
            Strategy = Strategies.Correlated,
            Error = $"No individual of that name was found at the firm with CRD number {organizationCrd}.",
        };
    }

    private static async Task<SearchResult> WithDetailAsync(
        string agent, string source, string strategy, JsonObject hit, AgentSession session, CancellationToken cancellationToken)
    {
        var crd = IndividualReader.Text(hit["ind_source_id"]);
        var answer = await session.AskAsync(
            agent, AgentCatalog.SearchIndividualDetailedInfo, cancellationToken, (AgentCatalog.CrdNumber, crd));
        var detail = AgentAnswer.Hits(answer).Select(AgentAnswer.Content).FirstOrDefault(content => content is not null);
        return new SearchResult
        {
            Source = source,
            Strategy = strategy,
            CrdNumber = crd,
            BasicResult = (JsonObject)hit.DeepClone(),
            DetailedResult = detail,
            Individual = IndividualReader.Read(hit, detail),
        };
    }

    private static double BestScore(PersonName expected, JsonObject hit)
    {
        var individual = IndividualReader.Read(hit, null);
        return individual.OtherNames.Select(PersonName.Parse).Append(individual.Name).Max(name => NameScore.Compute(expected, name));
    }

    private static SearchResult Unsupported(string strategy, string source, string error) =>
        new() { Source = source, Strategy = strategy, SkipReasons = [UnsupportedStrategy], Error = error };
}
