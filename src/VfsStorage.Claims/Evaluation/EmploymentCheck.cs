using System.Text.Json.Nodes;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Searching;

namespace VfsStorage.Claims.Evaluation;

/// <summary>Fails if no registration with a firm is known, or all have ended.</summary>
internal static class EmploymentCheck
{
    public static SectionEvaluation Evaluate(Individual individual, string source, DateOnly today)
    {
        if (individual.Employments.Count == 0)
        {
            return Failed(source, AlertTypes.NoEmploymentHistory, AlertSeverity.High, [], "No employment with a registered firm is known.");
        }

        var current = individual.Employments.FirstOrDefault(employment => !employment.HasEnded(today));
        if (current is not null)
            return Sections.Passed(source, $"Currently employed by {current.Firm}.");
        var metadata = new JsonObject
        {
            ["ended_employments"] = new JsonArray([.. individual.Employments.Select(employment => JsonValue.Create(employment.Firm))]),
        };
        return Failed(source, AlertTypes.ExpiredEmployment, AlertSeverity.Medium, metadata, "Every employment with a registered firm has ended.");
    }

    private static SectionEvaluation Failed(string source, string type, AlertSeverity severity, JsonObject metadata, string explanation) =>
        Sections.Failed(source, explanation, new Alert
        {
            AlertType = type,
            AlertCategory = AlertTypes.Employment,
            Severity = severity,
            Metadata = metadata,
            Description = explanation,
        });
}
