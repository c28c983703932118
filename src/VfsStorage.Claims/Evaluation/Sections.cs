using VfsStorage.Claims.Reports;

namespace VfsStorage.Claims.Evaluation;

/// <summary>Makes the sections of a report.</summary>
internal static class Sections
{
    public static SectionEvaluation Passed(string source, string explanation) =>
        new() { Source = source, Compliance = true, ComplianceExplanation = explanation };

    public static SectionEvaluation Failed(string source, string explanation, params IReadOnlyList<Alert> alerts) =>
        new() { Source = source, Compliance = false, ComplianceExplanation = explanation, Alerts = alerts };
}
