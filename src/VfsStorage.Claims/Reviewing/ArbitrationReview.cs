using System.Text.Json.Nodes;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Caching;
using VfsStorage.Claims.Evaluation;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Searching;

namespace VfsStorage.Claims.Reviewing;

/// <summary>Looks for arbitrations in the individual's own record and at FINRA and SEC; pending or adverse ones fail.</summary>
internal static class ArbitrationReview
{
    public const string Area = "Arbitration";
    public const string SkippedSource = $"{SourceNames.FinraArbitration}, {SourceNames.SecArbitration}";

    private const string Pending = "Pending";
    private const string Closed = "Closed";

    private static readonly ListSource[] _sources =
    [
        new("finra_arbitration", AgentCatalog.FinraArbitration, SourceNames.FinraArbitration,
            record => RecordText.Of(record["Case Summary"]?["Respondent(s):"])),
        new("sec_arbitration", AgentCatalog.SecArbitration, SourceNames.SecArbitration, record => RecordText.Of(record["Enforcement Action"])),
    ];

    public static async Task<ReviewEvaluation> ReviewAsync(
        Claim claim, SearchResult search, AgentSession session, CancellationToken cancellationToken)
    {
        var screenings = new List<Screening>();
        foreach (var source in _sources)
            screenings.Add(await ListScreener.ScreenAsync(source, claim, session, cancellationToken));
        List<JsonObject> actions =
        [
            .. search.Individual!.Arbitrations.Select(record => FromOwnRecord(search.Source, record)),
            .. screenings.SelectMany(screening => screening.Matches.Select(match => FromList(screening.Source, match))),
        ];
        return ReviewSections.Reviewed(Area, AlertTypes.Arbitration, screenings, actions, [.. actions.Where(IsAdverse).Select(ToAlert)]);
    }

    private static JsonObject FromOwnRecord(string source, JsonObject record) => Action(
        source,
        FirstOf(record, "caseNumber", "docketNumber", "Case Number"),
        FirstOf(record, "status", "disclosureResolution") is { Length: > 0 } status ? status : Closed,
        FirstOf(record, "outcome", "disposition"),
        FirstOf(record, "date", "eventDate"));

    private static JsonObject FromList(ListSource source, ScreenedRecord match)
    {
        var record = match.Record;
        var isFinra = source.Source == SourceNames.FinraArbitration;
        var date = FirstOf(record, "Date of Award", "Date Filed");
        var stated = FirstOf(record, "Status");
        var action = Action(
            source.Source,
            isFinra ? RecordText.Of(record["Case Summary"]?["Case Number"]) : FirstOf(record, "Case Number"),
            stated.Length > 0 ? stated : isFinra && date.Length == 0 ? Pending : Closed,
            isFinra ? FirstOf(record, "Outcome", "Document Type") : FirstOf(record, "Outcome"),
            date);
        action["individual"] = match.Name;
        action["name_score"] = match.Score;
        action["documents"] = (isFinra ? record["PDF URL"] ?? record["Award Document"] : record["Documents"])?.DeepClone();
        return action;
    }

    private static JsonObject Action(string source, string caseNumber, string status, string outcome, string date) => new()
    {
        ["source"] = source,
        ["case_number"] = caseNumber,
        ["status"] = status,
        ["outcome"] = outcome,
        ["date"] = date,
    };

    private static bool IsAdverse(JsonObject action) =>
        Has(action["status"], "pending") || Has(action["outcome"], "award") || Has(action["outcome"], "adverse");

    private static bool Has(JsonNode? node, string word) => RecordText.Of(node).Contains(word, StringComparison.OrdinalIgnoreCase);

    private static Alert ToAlert(JsonObject action) => new()
    {
        AlertType = AlertTypes.ArbitrationCompliance,
        AlertCategory = AlertTypes.Arbitration,
        Severity = AlertSeverity.High,
        Metadata = RecordText.Pick(action, "source", "case_number", "status", "outcome", "date"),
        Description = $"{action["source"]}: arbitration {action["case_number"]} is {action["status"]}"
            + (RecordText.Of(action["outcome"]) is { Length: > 0 } outcome ? $", outcome {outcome}." : "."),
    };

    private static string FirstOf(JsonObject record, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (RecordText.Of(record[name]) is { Length: > 0 } text)
                return text;
        }

        return "";
    }
}
