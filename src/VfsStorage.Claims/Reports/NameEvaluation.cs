using System.Text.Json.Serialization;

namespace VfsStorage.Claims.Reports;

/// <summary>The result of the name check, with every name that was compared.</summary>
public sealed record NameEvaluation : SectionEvaluation
{
    /// <summary>What was compared with what, and the scores.</summary>
    [JsonPropertyOrder(3)]
    public NameEvaluationDetails EvaluationDetails { get; init; } = new();
}
