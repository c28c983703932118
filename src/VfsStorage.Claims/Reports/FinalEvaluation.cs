using System.Text.Json.Serialization;

namespace VfsStorage.Claims.Reports;

/// <summary>The conclusion over all sections.</summary>
public sealed record FinalEvaluation
{
    /// <summary>Whether every section is compliant, the search included.</summary>
    [JsonPropertyOrder(0)]
    public required bool OverallCompliance { get; init; }

    /// <summary>Why, in one sentence.</summary>
    [JsonPropertyOrder(1)]
    public required string ComplianceExplanation { get; init; }

    /// <summary>The heaviest alert decides: <c>High</c>, <c>Medium</c> or <c>Low</c>.</summary>
    [JsonPropertyOrder(2)]
    public required string OverallRiskLevel { get; init; }

    /// <summary>What to do, one sentence each.</summary>
    [JsonPropertyOrder(3)]
    public required IReadOnlyList<string> Recommendations { get; init; }

    /// <summary>The alerts of all sections, without INFO.</summary>
    [JsonPropertyOrder(4)]
    public required IReadOnlyList<Alert> Alerts { get; init; }
}
