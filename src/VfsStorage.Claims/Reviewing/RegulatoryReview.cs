using System.Text.Json.Nodes;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Caching;
using VfsStorage.Claims.Evaluation;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Searching;

namespace VfsStorage.Claims.Reviewing;

/// <summary>Looks for the individual at NFA; a regulatory action fails, and its details are fetched by NFA id.</summary>
internal static class RegulatoryReview
{
    public const string Area = "Regulatory";
    public const string SkippedSource = SourceNames.NfaRegulatory;

    private const string RegulatoryAction = "Regulatory";
    private const string RegistrationAction = "Registration";

    private static readonly ListSource _source =
        new("nfa_regulatory_actions", AgentCatalog.NfaBasic, SourceNames.NfaRegulatory, record => RecordText.Of(record["Name"]));

    public static async Task<ReviewEvaluation> ReviewAsync(Claim claim, AgentSession session, CancellationToken cancellationToken)
    {
        var screening = await ListScreener.ScreenAsync(_source, claim, session, cancellationToken);
        var actions = new List<JsonObject>();
        foreach (var match in screening.Matches)
            actions.Add(await ToActionAsync(match, session, cancellationToken));
        List<Alert> alerts = [.. actions.Where(action => RecordText.Of(action["action_type"]) == RegulatoryAction).Select(ToAlert)];
        return ReviewSections.Reviewed(Area, AlertTypes.Regulatory, [screening], actions, alerts);
    }

    private static async Task<JsonObject> ToActionAsync(ScreenedRecord match, AgentSession session, CancellationToken cancellationToken)
    {
        var record = match.Record;
        var nfaId = RecordText.Of(record["NFA ID"]);
        var isRegulatory = string.Equals(RecordText.Of(record["Regulatory Actions"]), "Yes", StringComparison.OrdinalIgnoreCase);
        var details = new JsonArray();
        if (isRegulatory && nfaId.Length > 0)
        {
            var answer = await session.AskAsync(
                AgentCatalog.NfaBasic, AgentCatalog.SearchNfa, cancellationToken, (AgentCatalog.NfaId, nfaId));
            foreach (var detail in AgentAnswer.Records(answer))
                details.Add(detail.DeepClone());
        }

        return new JsonObject
        {
            ["source"] = SourceNames.NfaRegulatory,
            ["nfa_id"] = nfaId,
            ["action_type"] = isRegulatory ? RegulatoryAction : RegistrationAction,
            ["individual"] = match.Name,
            ["name_score"] = match.Score,
            ["firm"] = RecordText.Of(record["Firm"]),
            ["membership_status"] = RecordText.Of(record["Current NFA Membership Status"]),
            ["registration_types"] = RecordText.Of(record["Current Registration Types"]),
            ["details"] = details,
        };
    }

    private static Alert ToAlert(JsonObject action) => new()
    {
        AlertType = AlertTypes.RegulatoryDisclosure,
        AlertCategory = AlertTypes.Disclosure,
        Severity = AlertSeverity.High,
        Metadata = RecordText.Pick(action, "source", "nfa_id", "firm"),
        Description = $"NFA id {action["nfa_id"]} has regulatory actions.",
    };
}
