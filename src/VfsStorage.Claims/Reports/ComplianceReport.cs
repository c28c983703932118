using System.Text.Json.Serialization;

namespace VfsStorage.Claims.Reports;

/// <summary>The compliance report of one claim, in the order it is written.</summary>
public sealed record ComplianceReport
{
    /// <summary>The claim's reference id.</summary>
    [JsonPropertyOrder(0)]
    public required string ReferenceId { get; init; }

    /// <summary>The claim by canonical column, with sensitive values masked.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyDictionary<string, string> Claim { get; init; }

    /// <summary>How the individual was searched, and what was found.</summary>
    [JsonPropertyOrder(2)]
    public required SearchEvaluation SearchEvaluation { get; init; }

    /// <summary>Registration status.</summary>
    [JsonPropertyOrder(3)]
    public required SectionEvaluation StatusEvaluation { get; init; }

    /// <summary>Name.</summary>
    [JsonPropertyOrder(4)]
    public required NameEvaluation NameEvaluation { get; init; }

    /// <summary>Licence.</summary>
    [JsonPropertyOrder(5)]
    public required SectionEvaluation LicenseEvaluation { get; init; }

    /// <summary>Exams.</summary>
    [JsonPropertyOrder(6)]
    public required SectionEvaluation ExamEvaluation { get; init; }

    /// <summary>Employment.</summary>
    [JsonPropertyOrder(7)]
    public required SectionEvaluation EmploymentEvaluation { get; init; }

    /// <summary>Disclosures.</summary>
    [JsonPropertyOrder(8)]
    public required SectionEvaluation DisclosureReview { get; init; }

    /// <summary>SEC and FINRA disciplinary actions.</summary>
    [JsonPropertyOrder(9)]
    public required ReviewEvaluation DisciplinaryEvaluation { get; init; }

    /// <summary>SEC and FINRA arbitrations.</summary>
    [JsonPropertyOrder(10)]
    public required ReviewEvaluation ArbitrationReview { get; init; }

    /// <summary>NFA regulatory actions.</summary>
    [JsonPropertyOrder(11)]
    public required ReviewEvaluation RegulatoryEvaluation { get; init; }

    /// <summary>The conclusion.</summary>
    [JsonPropertyOrder(12)]
    public required FinalEvaluation FinalEvaluation { get; init; }
}
