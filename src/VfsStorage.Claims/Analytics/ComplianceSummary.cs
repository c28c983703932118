using System.Text.Json.Serialization;

namespace VfsStorage.Claims.Analytics;

/// <summary>A report and its sections in lines.</summary>
/// <param name="Report">The report.</param>
/// <param name="Subsections">Its sections, in their order.</param>
public sealed record ComplianceSummary(
    [property: JsonPropertyName("report_summary")] ReportSummary Report,
    [property: JsonPropertyName("subsection_summary")] IReadOnlyList<SubsectionSummary> Subsections);
