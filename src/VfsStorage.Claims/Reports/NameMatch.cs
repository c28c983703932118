using System.Text.Json.Serialization;

namespace VfsStorage.Claims.Reports;

/// <summary>A registered name and how well it fits the claim's.</summary>
public sealed record NameMatch
{
    /// <summary>The registered name.</summary>
    [JsonPropertyOrder(0)]
    public required string FetchedName { get; init; }

    /// <summary>From 0 to 100, two decimals.</summary>
    [JsonPropertyOrder(1)]
    public required double Score { get; init; }
}
