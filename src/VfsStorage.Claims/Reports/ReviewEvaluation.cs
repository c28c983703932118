using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace VfsStorage.Claims.Reports;

/// <summary>The result of a review of public lists: disciplinary, arbitration or regulatory.</summary>
public sealed record ReviewEvaluation : SectionEvaluation
{
    /// <summary>The records that name the individual.</summary>
    [JsonPropertyOrder(20)]
    public IReadOnlyList<JsonObject> Actions { get; init; } = [];

    /// <summary>What was searched and found, a property a source; or only <c>status</c> when nothing was searched.</summary>
    [JsonPropertyOrder(21)]
    public JsonObject DueDiligence { get; init; } = [];
}
