using System.Text.Json.Serialization;

namespace VfsStorage.Claims.Reports;

/// <summary>The result of one check: status, licence, exams, employment or disclosures.</summary>
public record SectionEvaluation
{
    /// <summary>Whose data the check used, such as <c>SEC_IAPD</c>.</summary>
    [JsonPropertyOrder(0)]
    public required string Source { get; init; }

    /// <summary>Whether the check passed.</summary>
    [JsonPropertyOrder(1)]
    public required bool Compliance { get; init; }

    /// <summary>Why, in one sentence.</summary>
    [JsonPropertyOrder(2)]
    public required string ComplianceExplanation { get; init; }

    /// <summary>The findings.</summary>
    [JsonPropertyOrder(10)]
    public IReadOnlyList<Alert> Alerts { get; init; } = [];
}
