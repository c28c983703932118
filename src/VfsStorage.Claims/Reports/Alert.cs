using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace VfsStorage.Claims.Reports;

/// <summary>One finding of a check.</summary>
public sealed record Alert
{
    /// <summary>What was found, such as <c>Registration Status</c>.</summary>
    [JsonPropertyOrder(0)]
    public required string AlertType { get; init; }

    /// <summary>The area of the finding, such as <c>REGISTRATION</c>.</summary>
    [JsonPropertyOrder(1)]
    public required string AlertCategory { get; init; }

    /// <summary>How much it weighs.</summary>
    [JsonPropertyOrder(2)]
    public required AlertSeverity Severity { get; init; }

    /// <summary>The values behind the finding.</summary>
    [JsonPropertyOrder(3)]
    public JsonObject Metadata { get; init; } = [];

    /// <summary>One sentence for people.</summary>
    [JsonPropertyOrder(4)]
    public required string Description { get; init; }
}
