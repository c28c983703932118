using System.Text.Json.Nodes;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Caching;
using VfsStorage.Claims.Evaluation;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Searching;

namespace VfsStorage.Claims.Reviewing;

/// <summary>Looks for disciplinary actions at SEC and FINRA; any action fails.</summary>
internal static class DisciplinaryReview
{
    public const string Area = "Disciplinary";
    public const string SkippedSource = $"{SourceNames.SecDisciplinary}, {SourceNames.FinraDisciplinary}";

    private static readonly ListSource[] _sources =
    [
        new("sec_disciplinary", AgentCatalog.SecDisciplinary, SourceNames.SecDisciplinary, record => RecordText.Of(record["Name"])),
        new("finra_disciplinary", AgentCatalog.FinraDisciplinary, SourceNames.FinraDisciplinary, record => RecordText.Of(record["Firms/Individuals"])),
    ];

    public static async Task<ReviewEvaluation> ReviewAsync(Claim claim, AgentSession session, CancellationToken cancellationToken)
    {
        var screenings = new List<Screening>();
        foreach (var source in _sources)
            screenings.Add(await ListScreener.ScreenAsync(source, claim, session, cancellationToken));
        List<JsonObject> actions = [.. screenings.SelectMany(screening => screening.Matches.Select(match => ToAction(screening.Source, match)))];
        return ReviewSections.Reviewed(Area, AlertTypes.Disciplinary, screenings, actions, [.. actions.Select(ToAlert)]);
    }

    private static JsonObject ToAction(ListSource source, ScreenedRecord match) => new()
    {
        ["source"] = source.Source,
        ["case_id"] = RecordText.Of(match.Record["Case ID"]),
        ["action_date"] = RecordText.Of(match.Record["Action Date"]),
        ["action_type"] = RecordText.Of(match.Record["Action Type"]),
        ["individual"] = match.Name,
        ["name_score"] = match.Score,
        ["description"] = RecordText.Of(match.Record["Description"]),
    };

    private static Alert ToAlert(JsonObject action) => new()
    {
        AlertType = AlertTypes.DisciplinaryProceeding,
        AlertCategory = AlertTypes.Disciplinary,
        Severity = AlertSeverity.High,
        Metadata = RecordText.Pick(action, "source", "case_id", "action_date"),
        Description = $"{action["source"]}: disciplinary action {action["case_id"]} of {action["action_date"]}.",
    };
}
