using System.Text.Json.Nodes;
using VfsStorage.Claims.Reports;

namespace VfsStorage.Claims.Reviewing;

/// <summary>Makes the sections of reviews.</summary>
internal static class ReviewSections
{
    /// <summary>The section of a review that was made.</summary>
    public static ReviewEvaluation Reviewed(
        string area, string category, IReadOnlyList<Screening> screenings, IReadOnlyList<JsonObject> actions, IReadOnlyList<Alert> alerts)
    {
        var dueDiligence = new JsonObject();
        foreach (var screening in screenings)
            dueDiligence[screening.Source.Key] = screening.DueDiligence;
        var found = screenings.Sum(screening => screening.Found);
        return new ReviewEvaluation
        {
            Source = SourceOf(screenings),
            Compliance = alerts.Count == 0,
            ComplianceExplanation = alerts.Count > 0 ? $"{alerts.Count} {area.ToLowerInvariant()} finding(s) about the individual."
                : actions.Count > 0 ? $"{actions.Count} record(s) about the individual, none of them adverse."
                : found > 0 ? $"{found} record(s) found, none about the individual."
                : "No records found.",
            Alerts = [.. alerts, .. screenings.Where(IsUnmatched).Select(screening => SearchInfo(area, category, screening))],
            Actions = actions,
            DueDiligence = dueDiligence,
        };
    }

    /// <summary>The section of a review that was not made; it does not count against the individual.</summary>
    public static ReviewEvaluation NotReviewed(string source, string explanation, string status) => new()
    {
        Source = source,
        Compliance = true,
        ComplianceExplanation = explanation,
        DueDiligence = new JsonObject { ["status"] = status },
    };

    private static string SourceOf(IReadOnlyList<Screening> screenings)
    {
        var matched = screenings.Where(screening => screening.Matches.Count > 0).ToList();
        return string.Join(", ", (matched.Count > 0 ? matched : screenings).Select(screening => screening.Source.Source));
    }

    private static bool IsUnmatched(Screening screening) => screening.Found > 0 && screening.Matches.Count == 0;

    private static Alert SearchInfo(string area, string category, Screening screening)
    {
        var hasNameless = screening.Found > screening.Filtered;
        return new Alert
        {
            AlertType = $"{area} Search Info",
            AlertCategory = category,
            Severity = hasNameless ? AlertSeverity.Medium : AlertSeverity.Info,
            Metadata = new JsonObject
            {
                ["source"] = screening.Source.Source,
                ["records_found"] = screening.Found,
                ["records_filtered"] = screening.Filtered,
            },
            Description = hasNameless
                ? $"{screening.Source.Source}: {screening.Found - screening.Filtered} of {screening.Found} record(s) name nobody; read them."
                : $"{screening.Source.Source}: {screening.Found} record(s) found, none about the individual.",
        };
    }
}
