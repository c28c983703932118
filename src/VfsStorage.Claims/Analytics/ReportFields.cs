using System.Text.Json.Nodes;
using VfsStorage.Claims.Reports;

namespace VfsStorage.Claims.Analytics;

/// <summary>Reads what analytics need from reports of any age.</summary>
internal static class ReportFields
{
    public const string UnknownRisk = "Unknown";

    public static readonly IReadOnlyList<string> RiskLevels = ["Low", "Medium", "High", UnknownRisk];

    /// <summary>One of <see cref="RiskLevels"/>, whatever its case in the report.</summary>
    public static string RiskLevel(JsonObject? report)
    {
        var level = Text(Final(report)?["overall_risk_level"]);
        return RiskLevels.FirstOrDefault(known => string.Equals(known, level, StringComparison.OrdinalIgnoreCase), UnknownRisk);
    }

    public static JsonObject? Final(JsonObject? report) => report?["final_evaluation"] as JsonObject;

    public static IEnumerable<JsonObject> Alerts(JsonObject? section) =>
        section?["alerts"] is JsonArray alerts ? alerts.OfType<JsonObject>() : [];

    public static bool? Bool(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var result) ? result : null;

    public static string Text(JsonNode? node) => node is JsonValue value ? value.ToString() : "";

    public static ComplianceSummary Summarise(ReportDocument document)
    {
        var (report, content) = document;
        var final = Final(content);
        var sections = content?.Where(property => property.Value is JsonObject section && section.ContainsKey("compliance"));
        return new ComplianceSummary(
            new ReportSummary(report.EmployeeNumber, report.ReferenceId, report.FileName)
            {
                OverallCompliance = Bool(final?["overall_compliance"]),
                RiskLevel = RiskLevel(content),
                AlertCount = Alerts(final).Count(),
            },
            [.. (sections ?? []).Select(property => Summarise(property.Key, (JsonObject)property.Value!))]);
    }

    private static SubsectionSummary Summarise(string name, JsonObject section) =>
        new(name, Bool(section["compliance"]), Alerts(section).Count(), Text(section["compliance_explanation"]));
}
