using System.Text.Json.Nodes;

namespace VfsStorage.Claims.Reports;

/// <summary>Decides whether a report says something else than its predecessor: another result anywhere, or another number of alerts.</summary>
internal static class SignificantChange
{
    private static readonly string[] _sections =
    [
        "search_evaluation", "status_evaluation", "name_evaluation", "license_evaluation", "exam_evaluation", "employment_evaluation",
        "disclosure_review", "disciplinary_evaluation", "arbitration_review", "regulatory_evaluation",
    ];

    public static bool IsBetween(JsonObject earlier, JsonObject later) =>
        Conclusion(earlier) != Conclusion(later)
        || _sections.Any(section => Bool(earlier[section] as JsonObject, "compliance") != Bool(later[section] as JsonObject, "compliance"));

    private static (bool?, int?) Conclusion(JsonObject report)
    {
        var final = report["final_evaluation"] as JsonObject;
        return (Bool(final, "overall_compliance"), (final?["alerts"] as JsonArray)?.Count);
    }

    private static bool? Bool(JsonObject? section, string name) =>
        section?[name] is JsonValue value && value.TryGetValue<bool>(out var result) ? result : null;
}
