using System.Text.Json.Nodes;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Caching;
using VfsStorage.Claims.Intake;
using VfsStorage.Claims.Matching;

namespace VfsStorage.Claims.Reviewing;

/// <summary>Searches a public list for an individual and keeps the records that name that very person.</summary>
internal static class ListScreener
{
    public static async Task<Screening> ScreenAsync(
        ListSource source, Claim claim, AgentSession session, CancellationToken cancellationToken)
    {
        var expected = PersonName.Of(claim);
        var answer = await session.AskAsync(
            source.Agent, AgentCatalog.SearchIndividual, cancellationToken,
            (AgentCatalog.FirstName, Or(claim[ClaimColumns.FirstName], expected.First)),
            (AgentCatalog.LastName, Or(claim[ClaimColumns.LastName], expected.Last)));
        return Screen(source, expected, AgentAnswer.Records(answer));
    }

    /// <summary>Sorts <paramref name="records"/> into matched, filtered and nameless.</summary>
    public static Screening Screen(ListSource source, PersonName expected, IReadOnlyList<JsonObject> records)
    {
        var matches = new List<ScreenedRecord>();
        var names = new JsonArray();
        var scores = new JsonObject();
        var filtered = 0;
        foreach (var record in records)
        {
            var name = source.Names(record);
            if (name.Length == 0)
                continue;
            var score = RecordNames.Candidates(name).Max(candidate => NameScore.Compute(expected, PersonName.Parse(candidate)));
            names.Add(name);
            scores[name] = score;
            if (score >= NameScore.RecordMatch)
                matches.Add(new ScreenedRecord(record, name, score));
            else
                filtered++;
        }

        var dueDiligence = new JsonObject
        {
            ["source"] = source.Source,
            ["records_found"] = records.Count,
            ["records_filtered"] = filtered,
            ["names_found"] = names,
            ["name_scores"] = scores,
            ["exact_match_found"] = matches.Count > 0,
            ["status"] = records.Count == 0 ? "No records found"
                : matches.Count > 0 ? "Exact matches found"
                : "Records found but no matches",
        };
        return new Screening(source, records.Count, filtered, matches, dueDiligence);
    }

    private static string Or(string value, string otherwise) => value.Length > 0 ? value : otherwise;
}
