using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace VfsStorage.Claims.Reports;

/// <summary>How the individual was searched, and what was found.</summary>
public sealed record SearchEvaluation
{
    /// <summary>Who answered: <c>SEC_IAPD</c>, <c>BrokerCheck</c>, <c>Entity_Search</c>, <c>Default</c>, <c>Validation</c> or <c>Unknown</c>.</summary>
    [JsonPropertyOrder(0)]
    public required string Source { get; init; }

    /// <summary>The basic search's record, as the service gave it.</summary>
    [JsonPropertyOrder(1)]
    public JsonObject? BasicResult { get; init; }

    /// <summary>The detailed record, as the service gave it.</summary>
    [JsonPropertyOrder(2)]
    public JsonObject? DetailedResult { get; init; }

    /// <summary>The strategy's name, or <c>none</c>.</summary>
    [JsonPropertyOrder(3)]
    public required string SearchStrategy { get; init; }

    /// <summary>The CRD number found or searched for.</summary>
    [JsonPropertyOrder(4)]
    public string? CrdNumber { get; init; }

    /// <summary>Whether the individual was found.</summary>
    [JsonPropertyOrder(5)]
    public required bool Compliance { get; init; }

    /// <summary>Why, in one sentence.</summary>
    [JsonPropertyOrder(6)]
    public required string ComplianceExplanation { get; init; }

    /// <summary>Why no search was made; absent when one was.</summary>
    [JsonPropertyOrder(7)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? SkipReasons { get; init; }

    /// <summary>Why the search failed; absent when it did not.</summary>
    [JsonPropertyOrder(8)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    /// <summary>The findings.</summary>
    [JsonPropertyOrder(9)]
    public IReadOnlyList<Alert> Alerts { get; init; } = [];
}
