using System.Text.Json.Serialization;

namespace VfsStorage.Claims.Reports;

/// <summary>The names behind a name check.</summary>
public sealed record NameEvaluationDetails
{
    /// <summary>The name in the claim.</summary>
    [JsonPropertyOrder(0)]
    public string ExpectedName { get; init; } = "";

    /// <summary>The registered name with the best score; <see langword="null"/> if there was none.</summary>
    [JsonPropertyOrder(1)]
    public NameMatch? BestMatch { get; init; }

    /// <summary>Every registered name, primary name first.</summary>
    [JsonPropertyOrder(2)]
    public IReadOnlyList<NameMatch> AllMatches { get; init; } = [];
}
