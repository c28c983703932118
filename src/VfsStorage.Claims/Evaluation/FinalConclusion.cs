using VfsStorage.Claims.Reports;

namespace VfsStorage.Claims.Evaluation;

/// <summary>Draws the conclusion over all sections: compliant if every one is, as risky as the heaviest alert.</summary>
internal static class FinalConclusion
{
    public static FinalEvaluation Draw(IReadOnlyList<(string Name, bool Compliance)> sections, IEnumerable<Alert> alerts)
    {
        List<Alert> counted = [.. alerts.Where(alert => alert.Severity != AlertSeverity.Info)];
        var failed = sections.Where(section => !section.Compliance).Select(section => section.Name).ToList();
        return new FinalEvaluation
        {
            OverallCompliance = failed.Count == 0,
            ComplianceExplanation = failed.Count == 0 ? "Every check passed." : $"Not compliant: {string.Join(", ", failed)}.",
            OverallRiskLevel = RiskLevel(counted),
            Recommendations = Recommend(counted),
            Alerts = counted,
        };
    }

    private static string RiskLevel(List<Alert> alerts) =>
        alerts.Exists(alert => alert.Severity == AlertSeverity.High) ? "High"
        : alerts.Exists(alert => alert.Severity == AlertSeverity.Medium) ? "Medium"
        : "Low";

    private static List<string> Recommend(List<Alert> alerts)
    {
        if (alerts.Count == 0)
            return ["No action needed."];
        return [.. alerts
            .OrderByDescending(alert => alert.Severity)
            .Select(alert => $"{(alert.Severity == AlertSeverity.High ? "Resolve before approval" : "Review by hand")}: {alert.AlertType}.")
            .Distinct()];
    }
}
